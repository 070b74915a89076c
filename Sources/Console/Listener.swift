public import Understanding
public import Vocabulary

/// What understands the messages of a rehearsed conversation: the service's own understander, or a stand-in.
public struct Listener: Sendable {
    let interpret: @Sendable (_ text: String, _ expecting: [SlotName], _ now: Timestamp) -> Interpretation
    let explain: (@Sendable (String) -> Explanation)?

    public init(_ understander: Understander) {
        interpret = { understander.interpret($0, expecting: $1, at: $2) }
        explain = { understander.explain($0) }
    }

    /// A stand-in that cannot give its reasons.
    public init(
        interpret: @escaping @Sendable (_ text: String, _ expecting: [SlotName], _ now: Timestamp) -> Interpretation
    ) {
        self.interpret = interpret
        explain = nil
    }
}
