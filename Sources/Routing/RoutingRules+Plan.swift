public import PlaybookModel
public import Vocabulary

extension RoutingRules {
    /// What a playbook says about the queue.
    /// - Parameter offset: how far the hours' wall clock is ahead of UTC.
    public init(plan: RoutingPlan, hours: OpeningHours?, offset: @escaping @Sendable (Timestamp) -> TimeSpan) {
        let service = plan.service
        self.init(
            rank: RankRules(promise: service.promise, weights: service.weights), relaxation: service.relaxation,
            asking: service.asking, room: QueueRoom(perSlot: service.waitingPerSlot), typicalHandling: service.handling,
            hours: hours.map { DutyHours($0, offset: offset) },
            callbacks: CallbackRules(
                length: service.callbacks.length, each: service.callbacks.each, ahead: service.callbacks.ahead))
    }
}

extension DutyHours {
    /// The hours of a playbook.
    public init(_ hours: OpeningHours, offset: @escaping @Sendable (Timestamp) -> TimeSpan) {
        let closed = hours.closed.compactMap { CivilDate($0) }.map { ($0, [Stretch]()) }
        self.init(
            days: hours.days, exceptions: Dictionary(closed, uniquingKeysWith: { first, _ in first }), offset: offset)
    }
}

extension ServicePlan {
    /// What a conversation of the team asks of an agent.
    public func need(of team: TeamName, language: String? = nil, agent: AgentID? = nil) -> RoutingNeed {
        let need = needs[team] ?? Need()
        return RoutingNeed(
            team: team, skills: need.skills, language: language, agent: agent, weight: need.weight)
    }
}
