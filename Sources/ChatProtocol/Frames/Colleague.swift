public import Vocabulary

/// Somebody on duty, as colleagues see them.
public struct Colleague: Hashable, Sendable {
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case available
        case away
        /// The connection is gone; the conversations wait for the grace to pass.
        case silent
    }

    public let agent: AgentID
    public let name: String
    public let status: Status
    /// Units of conversation weight, held and asked about.
    public let load: Int
    public let capacity: Int
    /// For supervisors; `nil` for everyone else.
    public let holds: [ConversationID]?

    public init(
        agent: AgentID, name: String, status: Status, load: Int, capacity: Int, holds: [ConversationID]? = nil
    ) {
        self.agent = agent
        self.name = name
        self.status = status
        self.load = load
        self.capacity = capacity
        self.holds = holds
    }

    var json: JSON {
        var members = [
            JSON.Member("agent", .string(agent.rawValue)), JSON.Member("name", .string(name)),
            JSON.Member("status", .string(status.rawValue)), JSON.Member("load", .integer(Int64(load))),
            JSON.Member("capacity", .integer(Int64(capacity))),
        ]
        if let holds { members.append(JSON.Member("holds", .array(holds.map { .string($0.rawValue) }))) }
        return .object(members)
    }
}

/// A note that names the reader.
public struct ShownMention: Hashable, Sendable {
    public let conversation: ConversationID
    /// Who wrote it, as colleagues call them.
    public let by: String
    public let at: Timestamp
    public let text: String

    public init(conversation: ConversationID, by: String, at: Timestamp, text: String) {
        self.conversation = conversation
        self.by = by
        self.at = at
        self.text = text
    }

    var json: JSON {
        [
            "conversation": .string(conversation.rawValue), "by": .string(by), "at": .integer(at.milliseconds),
            "text": .string(text),
        ]
    }
}

/// To whom a conversation is passed on.
public enum TransferTarget: Hashable, Sendable {
    case agent(AgentID)
    case team(TeamName)
    case skill(SkillName, level: Int)
}
