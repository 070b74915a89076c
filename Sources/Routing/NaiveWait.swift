public import Vocabulary

/// A guess at the wait until a position is served: everyone before it, one conversation after another on each agent.
public struct NaiveWait: Hashable, Sendable {
    public let agents: Int
    /// How long a conversation keeps an agent.
    public let handling: TimeSpan

    public init(agents: Int, handling: TimeSpan = .minutes(6)) {
        self.agents = agents
        self.handling = handling
    }

    /// `nil` when nobody is there to serve.
    public func wait(at position: Int) -> TimeSpan? {
        guard agents > 0, position > 0 else { return nil }
        let rounds = (position + agents - 1) / agents
        return TimeSpan(milliseconds: handling.milliseconds &* Int64(rounds))
    }
}
