public import Vocabulary

/// An effect in hand: leased to one runner.
public struct OutboxJob: Hashable, Sendable {
    public let call: ActionCall
    /// Tries begun, this one included.
    public let attempt: Int
    /// Proves the lease when settling.
    public let lease: String

    public init(call: ActionCall, attempt: Int, lease: String) {
        self.call = call
        self.attempt = attempt
        self.lease = lease
    }
}

public enum OutboxOutcome: Hashable, Sendable {
    /// Final. `.refused` and `.overLimit` free the business key, `.done` and `.unknown` keep it for good; a `.done` that
    /// takes something back frees the key of what was there, and its own.
    case finished(ActionResult)
    /// Nothing happened; again at the time.
    case retry(at: Timestamp, error: String)
    /// Not tried at all: it waits for a word from outside (`hasten`), but no longer than that. The try does not count.
    case parked(until: Timestamp)
    /// Given up: nothing happened, a person is told; frees the key and delivers `.refused(reason: "failed")`.
    case dead(error: String)
}

/// What became of a leased effect, settled by the very commit that takes its result into the conversation.
public struct Settlement: Hashable, Sendable {
    public let job: OutboxJob
    public let outcome: OutboxOutcome

    public init(_ job: OutboxJob, as outcome: OutboxOutcome) {
        self.job = job
        self.outcome = outcome
    }
}

/// A result waiting to be taken into a conversation's log.
public struct DeliverableResult: Hashable, Sendable {
    public let effect: EffectID
    public let result: ActionResult

    public init(effect: EffectID, result: ActionResult) {
        self.effect = effect
        self.result = result
    }
}

public struct DeadEffect: Hashable, Sendable {
    public let call: ActionCall
    public let attempts: Int
    public let error: String

    public init(call: ActionCall, attempts: Int, error: String) {
        self.call = call
        self.attempts = attempts
        self.error = error
    }
}

public struct DueTimer: Hashable, Sendable {
    public let conversation: ConversationID
    public let timer: TimerID
    public let due: Timestamp

    public init(conversation: ConversationID, timer: TimerID, due: Timestamp) {
        self.conversation = conversation
        self.timer = timer
        self.due = due
    }
}

public struct QueueEntry: Hashable, Sendable {
    public let conversation: ConversationID
    public let escalation: Escalation

    public init(conversation: ConversationID, escalation: Escalation) {
        self.conversation = conversation
        self.escalation = escalation
    }
}

public struct HeldConversation: Hashable, Sendable {
    public let conversation: ConversationID
    public let agent: AgentID

    public init(conversation: ConversationID, agent: AgentID) {
        self.conversation = conversation
        self.agent = agent
    }
}

/// An agent who may sign in at the desk.
public struct AgentAccount: Hashable, Sendable {
    public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        case agent
        case supervisor
        /// Writes the playbook; has no conversations.
        case author
        case admin
    }

    public let id: AgentID
    /// Sign-in name, lower case.
    public let name: String
    public let displayName: String
    /// `scrypt$N$r$p$salt$hash`, base64.
    public let passwordHash: String
    public let role: Role
    public let teams: [TeamName]
    /// Raised by a password or role change: older sessions end.
    public let generation: Int
    /// What the agent can do, each to a level from 1 up.
    public let skills: [SkillName: Int]
    /// Tags such as `de`; empty: the house's own language.
    public let languages: [String]
    /// Units of conversation weight held at once.
    public let capacity: Int

    public static let usualCapacity = 5

    public init(
        id: AgentID, name: String, displayName: String, passwordHash: String, role: Role, teams: [TeamName],
        generation: Int, skills: [SkillName: Int] = [:], languages: [String] = [], capacity: Int = usualCapacity
    ) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.passwordHash = passwordHash
        self.role = role
        self.teams = teams
        self.generation = generation
        self.skills = skills
        self.languages = languages
        self.capacity = capacity
    }
}
