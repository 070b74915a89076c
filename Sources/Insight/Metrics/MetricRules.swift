public import Vocabulary

/// What the definitions leave to the house.
public struct MetricRules: Sendable {
    /// When a line counts as having reached the visitor.
    public enum Arrival: Hashable, Sendable {
        /// With its place in the log.
        case stored
        /// When the visitor's device says so (``MetricFact/delivered(_:through:at:)``).
        case delivered
    }

    public let hours: WorkingHours
    public let arrival: Arrival
    /// A visitor who falls silent with the bot for so long is done.
    public let silence: TimeSpan
    /// Who comes back with the same matter within it had not been helped.
    public let week: TimeSpan
    /// What figures are added up over: a day, or an hour for a board that shows today. Cut by the wall clock.
    public let period: TimeSpan
    /// Conversations are forgotten so long after their last event; a later one counts as new.
    public let memory: TimeSpan
    /// Periods kept in the cube.
    public let periods: Int
    /// Slices kept in one period; what comes after counts under ``Slice/others``.
    public let slices: Int
    /// Intents that say nothing about the matter: yes, no, a person please.
    public let commands: Set<IntentName>
    /// Tags that an intent suggests: they count where nobody has said what it was about.
    public let suggestions: [IntentName: [TagName]]
    /// Outcomes of flows that leave the visitor without what was wanted.
    public let unsuccessful: Set<String>

    public init(
        hours: WorkingHours = .always, arrival: Arrival = .stored, silence: TimeSpan = .minutes(30),
        week: TimeSpan = .days(7), period: TimeSpan = .days(1), memory: TimeSpan = .days(35), periods: Int = 400,
        slices: Int = 2_000, commands: Set<IntentName> = [], suggestions: [IntentName: [TagName]] = [:],
        unsuccessful: Set<String> = ["failed", "gone", "cancelled", "escalated", "abandoned"]
    ) {
        self.hours = hours
        self.arrival = arrival
        self.silence = silence
        self.week = week
        self.period = period
        self.memory = memory
        self.periods = periods
        self.slices = slices
        self.commands = commands
        self.suggestions = suggestions
        self.unsuccessful = unsuccessful
    }

    /// The number of the period that the moment lies in.
    public func period(of moment: Timestamp) -> Int64 {
        hours.zone.wall(at: moment).floorDivided(by: period.milliseconds)
    }

    func elapsed(from start: Timestamp, to end: Timestamp) -> Elapsed {
        Elapsed(wall: end - start, worked: hours.worked(from: start, to: end))
    }
}
