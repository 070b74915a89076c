public import Vocabulary

/// How the queue is ordered, who is asked, and when somebody counts as gone.
public struct RoutingRules: Sendable {
    public let rank: RankRules
    public let relaxation: Relaxation
    public let offers: OfferRules
    /// A silent agent keeps the conversations so long.
    public let grace: TimeSpan
    public let room: QueueRoom
    /// How long a conversation keeps an agent, until there are measurements.
    public let typicalHandling: TimeSpan
    /// `nil`: always open.
    public let hours: DutyHours?
    public let callbacks: CallbackRules

    public init(
        rank: RankRules = RankRules(), relaxation: Relaxation = Relaxation(), offers: OfferRules = OfferRules(),
        grace: TimeSpan = .seconds(45), room: QueueRoom = QueueRoom(), typicalHandling: TimeSpan = .minutes(6),
        hours: DutyHours? = nil, callbacks: CallbackRules = CallbackRules()
    ) {
        self.rank = rank
        self.relaxation = relaxation
        self.offers = offers
        self.grace = grace
        self.room = room
        self.typicalHandling = typicalHandling
        self.hours = hours
        self.callbacks = callbacks
    }
}

/// After which wait a need is dropped; `nil` is never.
public struct Relaxation: Hashable, Sendable {
    /// The one agent who was asked for.
    public let agent: TimeSpan?
    /// The level of a skill: any level will do.
    public let level: TimeSpan?
    /// The skill itself.
    public let skill: TimeSpan?
    public let team: TimeSpan?
    public let language: TimeSpan?

    public init(
        agent: TimeSpan? = .minutes(1), level: TimeSpan? = .minutes(2), skill: TimeSpan? = .minutes(4),
        team: TimeSpan? = .minutes(6), language: TimeSpan? = nil
    ) {
        self.agent = agent
        self.level = level
        self.skill = skill
        self.team = team
        self.language = language
    }

    var all: [TimeSpan] { [agent, level, skill, team, language].compactMap(\.self) }
}

/// How agents are asked.
public struct OfferRules: Hashable, Sendable {
    /// How long an offer stands.
    public let window: TimeSpan
    /// Who declined or missed a conversation is asked again for it after this, not before.
    public let askAgain: TimeSpan
    /// Offers missed in a row until the agent is away.
    public let misses: Int

    public init(window: TimeSpan = .seconds(20), askAgain: TimeSpan = .minutes(2), misses: Int = 2) {
        self.window = max(window, .seconds(1))
        self.askAgain = max(askAgain, .seconds(1))
        self.misses = max(1, misses)
    }
}

/// How many may wait. Past it a visitor is told so and offered a call-back: a queue without an end is no promise.
public struct QueueRoom: Hashable, Sendable {
    /// Conversations that may wait for each unit of capacity on duty.
    public let perSlot: Int
    /// At least so many, however few are on duty.
    public let least: Int
    /// Never more.
    public let most: Int
    /// Agents signed on at once.
    public let agents: Int

    public init(perSlot: Int = 5, least: Int = 10, most: Int = 10_000, agents: Int = 2_000) {
        self.perSlot = max(0, perSlot)
        self.least = max(1, least)
        self.most = max(1, most)
        self.agents = max(1, agents)
    }

    func places(slots: Int) -> Int {
        min(most, max(least, perSlot * slots))
    }
}
