public import Vocabulary

/// What an agent must bring to take a conversation.
public struct RoutingNeed: Hashable, Codable, Sendable {
    /// `nil`: any team.
    public let team: TeamName?
    /// Each skill with the level it is wanted at, 1 and up.
    public let skills: [SkillName: Int]
    /// A language tag as the agents' profiles spell it, e.g. `de`; `nil`: any.
    public let language: String?
    /// The one agent who is asked first: a transfer to a person, or whom the visitor spoke with before.
    public let agent: AgentID?
    /// Units of an agent's capacity that the conversation takes, at least 1. One that is heavier than an agent's whole
    /// capacity takes all of it.
    public let weight: Int

    public init(
        team: TeamName? = nil, skills: [SkillName: Int] = [:], language: String? = nil, agent: AgentID? = nil,
        weight: Int = 1
    ) {
        self.team = team
        self.skills = skills
        self.language = language
        self.agent = agent
        self.weight = max(1, weight)
    }

    public static let anyone = RoutingNeed()
}

/// What moves a conversation forward in the queue, beside its age.
public struct Standing: Hashable, Codable, Sendable {
    /// Of the conversation, 0 to 1.
    public let frustration: Double
    /// Of the latest message, 0 to 1.
    public let urgency: Double
    /// What the customer is worth to the shop, 0 to 1.
    public let value: Double
    /// The base priority of the escalation's reason (`routing.yaml`).
    public let priority: Double

    public init(frustration: Double = 0, urgency: Double = 0, value: Double = 0, priority: Double = 0) {
        // What is not a number would be unequal to itself, and have no coded form.
        self.frustration = frustration.isFinite ? frustration : 0
        self.urgency = urgency.isFinite ? urgency : 0
        self.value = value.isFinite ? value : 0
        self.priority = priority.isFinite ? priority : 0
    }
}

/// A conversation that asks for a person.
public struct RoutingRequest: Hashable, Codable, Sendable {
    public let conversation: ConversationID
    public let escalation: EscalationID
    public let need: RoutingNeed
    public let standing: Standing
    /// When the visitor began to wait; kept when an agent is lost or passes the conversation on.
    public let waitingSince: Timestamp

    public init(
        conversation: ConversationID, escalation: EscalationID, need: RoutingNeed = .anyone,
        standing: Standing = Standing(), waitingSince: Timestamp
    ) {
        self.conversation = conversation
        self.escalation = escalation
        self.need = need
        self.standing = standing
        self.waitingSince = waitingSince
    }

    func with(need: RoutingNeed? = nil, standing: Standing? = nil, waitingSince: Timestamp? = nil) -> Self {
        Self(
            conversation: conversation, escalation: escalation, need: need ?? self.need,
            standing: standing ?? self.standing, waitingSince: waitingSince ?? self.waitingSince)
    }
}
