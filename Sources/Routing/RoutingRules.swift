public import PlaybookModel
public import Vocabulary

/// How the queue is ordered, who is asked, and when somebody counts as gone.
public struct RoutingRules: Sendable {
    public let rank: RankRules
    public let relaxation: ServicePlan.Relaxation
    public let asking: ServicePlan.Asking
    public let room: QueueRoom
    /// How long a conversation keeps an agent, until there are measurements.
    public let typicalHandling: TimeSpan
    /// `nil`: always open.
    public let hours: DutyHours?
    public let callbacks: CallbackRules

    public init(
        rank: RankRules = RankRules(), relaxation: ServicePlan.Relaxation = ServicePlan.Relaxation(),
        asking: ServicePlan.Asking = ServicePlan.Asking(), room: QueueRoom = QueueRoom(),
        typicalHandling: TimeSpan = .minutes(6), hours: DutyHours? = nil, callbacks: CallbackRules = CallbackRules()
    ) {
        self.rank = rank
        self.relaxation = relaxation
        self.asking = asking.atLeastPossible
        self.room = room
        self.typicalHandling = typicalHandling
        self.hours = hours
        self.callbacks = callbacks
    }
}

extension ServicePlan.Relaxation {
    var all: [TimeSpan] { [agent, level, skill, team, language].compactMap(\.self) }
}

extension ServicePlan.Asking {
    /// An offer that is over at once, or an agent who may miss none, would be no offer.
    var atLeastPossible: Self {
        Self(
            window: max(window, .seconds(1)), again: max(again, .seconds(1)), misses: max(1, misses), silence: silence,
            grace: grace)
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
