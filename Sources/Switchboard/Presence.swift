internal import ChatProtocol
internal import Telemetry
public import Vocabulary

/// Which agents are here, and whose chats go back to the queue because their desk stayed away too long.
public final class Presence: Sendable {
    /// A desk may be gone so long before its chats are given back (`contract.md`, R15).
    public static let grace = TimeSpan.seconds(45)

    private struct Agents {
        var connections: [AgentID: Int] = [:]
        var available: Set<AgentID> = []
        /// Since when nobody is connected for an agent who holds chats.
        var goneSince: [AgentID: Timestamp] = [:]
    }

    private let agents = Locked(Agents())

    public init() {}

    func arrived(_ agent: AgentID) {
        agents.withLock { agents in
            agents.connections[agent, default: 0] += 1
            agents.available.insert(agent)
            agents.goneSince[agent] = nil
        }
    }

    func set(_ agent: AgentID, available: Bool) {
        agents.withLock { agents in
            if available {
                agents.available.insert(agent)
            } else {
                agents.available.remove(agent)
            }
        }
    }

    func left(_ agent: AgentID, at now: Timestamp) {
        agents.withLock { agents in
            let rest = agents.connections[agent, default: 1] - 1
            agents.connections[agent] = rest > 0 ? rest : nil
            guard rest <= 0 else { return }
            agents.available.remove(agent)
            agents.goneSince[agent] = now
        }
    }

    /// Held chats found at start, whose agents have not come back yet.
    public func missed(_ agent: AgentID, at now: Timestamp) {
        agents.withLock { agents in
            guard agents.connections[agent] == nil else { return }
            agents.goneSince[agent] = now
        }
    }

    /// Agents gone past the grace; each is named once.
    public func overdue(at now: Timestamp) -> [AgentID] {
        agents.withLock { agents in
            let overdue = agents.goneSince.filter { now - $0.value >= Self.grace }.map(\.key)
            for agent in overdue { agents.goneSince[agent] = nil }
            return overdue.sorted()
        }
    }

    public var availableAgents: Int {
        agents.withLock { $0.available.count }
    }
}
