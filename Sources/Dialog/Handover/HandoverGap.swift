public import Vocabulary

/// Something a packet lacks. A packet with a gap is refused: the agent would have to ask again.
public enum HandoverGap: Hashable, Sendable {
    case version
    case visitor
    case team
    case transcript
    /// The transcript's lines are not in the order of their numbers.
    case order
    case summary
    /// More than 60 words.
    case summaryTooLong(words: Int)
    /// Visitor's lines without their ranked intents.
    case intents(missing: Int)
    /// Visitor's lines without their sentiment.
    case sentiment(missing: Int)
    /// What the visitor has proved; `anonymous` at least.
    case identity
}

extension Handover {
    /// Empty when the packet is complete.
    public var missing: [HandoverGap] {
        var gaps: [HandoverGap] = []
        if version != Handover.currentVersion { gaps.append(.version) }
        if visitor.rawValue.isEmpty { gaps.append(.visitor) }
        if team.rawValue.isEmpty { gaps.append(.team) }
        if transcript.isEmpty { gaps.append(.transcript) }
        if zip(transcript, transcript.dropFirst()).contains(where: { $0.seq >= $1.seq }) { gaps.append(.order) }
        let words = summary.split(whereSeparator: \.isWhitespace).count
        if words == 0 { gaps.append(.summary) }
        if words > HandoverSummary.bound { gaps.append(.summaryTooLong(words: words)) }
        let lines = transcript.filter { $0.sender == .visitor }.map(\.seq)
        let seen = Set(intents.map(\.seq))
        let unread = lines.count { !seen.contains($0) }
        if unread > 0 { gaps.append(.intents(missing: unread)) }
        if sentiment.count < lines.count { gaps.append(.sentiment(missing: lines.count - sentiment.count)) }
        if identity.isEmpty { gaps.append(.identity) }
        return gaps
    }
}
