import PlaybookModel
import Routing
import Vocabulary

extension RoutingRules {
    /// What a playbook says about the queue, in the words of the machine.
    init(plan: RoutingPlan, hours: OpeningHours?, offset: @escaping @Sendable (Timestamp) -> TimeSpan) {
        let service = plan.service
        self.init(
            rank: RankRules(
                promise: service.promise, frustration: service.weights.frustration, urgency: service.weights.urgency,
                value: service.weights.value, priority: service.weights.priority,
                highestPriority: service.weights.highestPriority),
            relaxation: Relaxation(
                agent: service.relaxation.agent, level: service.relaxation.level, skill: service.relaxation.skill,
                team: service.relaxation.team, language: service.relaxation.language),
            offers: OfferRules(
                window: service.asking.window, askAgain: service.asking.again, misses: service.asking.misses),
            grace: service.asking.grace, room: QueueRoom(perSlot: service.waitingPerSlot),
            typicalHandling: service.handling,
            hours: hours.map { hours in
                let closed = hours.closed.compactMap { CivilDay($0) }.map { ($0, [DutyHours.Stretch]()) }
                return DutyHours(
                    days: hours.days, exceptions: Dictionary(closed, uniquingKeysWith: { first, _ in first }),
                    offset: offset)
            },
            callbacks: CallbackRules(
                length: service.callbacks.length, each: service.callbacks.each, ahead: service.callbacks.ahead))
    }
}
