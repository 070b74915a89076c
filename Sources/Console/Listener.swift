internal import PlaybookModel
public import Understanding
public import Vocabulary

/// What understands the messages of a rehearsed conversation: the service's own understander, or a stand-in.
public struct Listener: Sendable {
    /// `topic`: the title of the article quoted in the last answer.
    /// `readers`: what the visitor may read, and in which language.
    let hear:
        @Sendable (
            _ text: String, _ expecting: [SlotName], _ topic: String?, _ readers: Readership, _ now: Timestamp
        ) -> Interpretation
    let explain: (@Sendable (String) -> Explanation)?

    public init(_ understander: Understander) {
        hear = { understander.interpret($0, expecting: $1, topic: $2, readers: $3, at: $4) }
        explain = { understander.explain($0) }
    }

    /// A stand-in that cannot give its reasons.
    public init(
        interpret: @escaping @Sendable (_ text: String, _ expecting: [SlotName], _ now: Timestamp) -> Interpretation
    ) {
        hear = { text, expecting, _, _, now in interpret(text, expecting, now) }
        explain = nil
    }

    /// Nothing was quoted before.
    func interpret(_ text: String, _ expecting: [SlotName], _ now: Timestamp) -> Interpretation {
        hear(text, expecting, nil, .anybody, now)
    }
}
