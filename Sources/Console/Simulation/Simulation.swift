public import PlaybookModel
internal import Routing
public import Vocabulary

/// A month at the desk in seconds: the service's own queue, agents and visitors drawn by chance, time virtual.
///
/// Agents take breaks, decline and overlook offers, lose their connection with and without a word. Visitors write
/// while they wait, lose patience, choose call-backs. A second set of books, kept from what agents were told and not
/// from the queue's state, judges every offer.
public struct Simulation: Sendable {
    public let plan: RoutingPlan
    public let hours: OpeningHours?
    /// How far the hours' wall clock is ahead of UTC.
    public let offset: @Sendable (Timestamp) -> TimeSpan
    public let agents: Int
    /// Conversations each agent holds at once.
    public let capacity: Int
    public let span: TimeSpan
    public let seed: UInt64
    /// Arrivals an hour by chance, or exactly these.
    public let pattern: Pattern
    /// A Monday, 00:00 UTC.
    public static let beginning = Timestamp(milliseconds: 1_767_571_200_000)

    public enum Pattern: Sendable {
        case perHour(Double)
        /// So many times what the agents can do.
        case load(Double)
        case exactly([SimulatedArrival])
    }

    public init(
        plan: RoutingPlan, hours: OpeningHours? = nil,
        offset: @escaping @Sendable (Timestamp) -> TimeSpan = { _ in TimeSpan(milliseconds: 0) },
        agents: Int, capacity: Int = 3, span: TimeSpan, seed: UInt64 = 1, pattern: Pattern
    ) {
        self.plan = plan
        self.hours = hours
        self.offset = offset
        self.agents = max(1, agents)
        self.capacity = max(1, capacity)
        self.span = span
        self.seed = seed
        self.pattern = pattern
    }

    /// One in ten conversations drawn by chance counts double.
    static let meanWeight = 1.1

    public func run() -> SimulationResult {
        var run = SimulationRun(self)
        run.play()
        return SimulationResult(run)
    }

    var rules: RoutingRules { RoutingRules(plan: plan, hours: hours, offset: offset) }

    /// What comes, as a share of what can be done when everyone is there.
    func load(perHour: Double) -> Double {
        let hours = Double(plan.service.handling.milliseconds) / 3_600_000
        return perHour * hours * Self.meanWeight / Double(agents * capacity)
    }

    func perHour(load: Double) -> Double {
        load / self.load(perHour: 1)
    }
}
