public import Vocabulary

/// Who has been heard of late. Turns a stream of beats, which nobody stores, into the two edges that matter.
public struct Heartbeats: Sendable {
    /// Silence that counts as being gone: a little more than two beats.
    public internal(set) var silence: TimeSpan

    private var last: [AgentID: Timestamp] = [:]

    public init(silence: TimeSpan = .seconds(35)) {
        self.silence = max(silence, .seconds(1))
    }

    public var lastBeats: [AgentID: Timestamp] { last }

    /// - Returns: whether nothing had been heard of the agent before.
    public mutating func beat(_ agent: AgentID, at now: Timestamp) -> Bool {
        let before = last.updateValue(now, forKey: agent)
        return before == nil
    }

    /// The socket closed, or the agent signed off.
    public mutating func forget(_ agent: AgentID) {
        last[agent] = nil
    }

    /// Who has been silent too long; each is named once.
    public mutating func fallenSilent(at now: Timestamp) -> [AgentID] {
        let silent = last.filter { $0.value + silence <= now }.map(\.key).sorted()
        for agent in silent { last[agent] = nil }
        return silent
    }

    public var nextSilence: Timestamp? {
        last.values.min().map { $0 + silence }
    }
}
