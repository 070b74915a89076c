public import Vocabulary

/// Something a packet lacks. A packet with a gap is refused: the agent would have to ask again.
public enum HandoverGap: Hashable, Sendable {
    case visitor
    case team
    case transcript
    case summary
    /// More than 60 words.
    case summaryTooLong(words: Int)
    /// Visitor's lines that carry no ranked intents.
    case intents(missing: Int)
    case sentiment(missing: Int)
    /// What the visitor has proved, `anonymous` at least.
    case identity
    /// A transcript out of order.
    case order
    case version
}

extension Handover {
    /// Empty when the packet is complete.
    public var missing: [HandoverGap] {
        []
    }
}
