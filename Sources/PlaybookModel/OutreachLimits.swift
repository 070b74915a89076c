public import Vocabulary

/// What one person may be sent: `outreach:` at the head of `Intents/tripwires.yaml`.
///
///     outreach:
///       quiet: 21:00-08:00          # by the clock where the person lives
///       a_day: 1
///       a_week: 3
///       two_people_from: 50         # a campaign to more needs a second person
public struct OutreachLimits: Hashable, Codable, Sendable {
    /// Minutes of the day in which nobody is written to; past midnight when it ends before it begins.
    public struct Quiet: Hashable, Codable, Sendable {
        public let from: Int
        public let to: Int

        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }

        /// - Parameter minute: of the day, 0 to 1439.
        public func contains(_ minute: Int) -> Bool {
            from <= to ? (from..<to).contains(minute) : minute >= from || minute < to
        }
    }

    public let quiet: Quiet?
    public let aDay: Int
    public let aWeek: Int
    /// A campaign to so many or more needs the word of two people.
    public let twoPeopleFrom: Int

    public init(
        quiet: Quiet? = Quiet(from: 1_260, to: 480), aDay: Int = 1, aWeek: Int = 3, twoPeopleFrom: Int = 50
    ) {
        self.quiet = quiet
        self.aDay = max(1, aDay)
        self.aWeek = max(1, aWeek)
        self.twoPeopleFrom = twoPeopleFrom
    }
}

/// When somebody has to be heard from.
public struct CareRules: Hashable, Codable, Sendable {
    /// After a person has closed a case.
    public let followUp: TimeSpan
    /// Before a promise is due.
    public let alarm: TimeSpan
    /// On an open case.
    public let silence: TimeSpan
    /// Of a case that was not fixed after all: in front of everything else.
    public let reopenPriority: Double

    public init(
        followUp: TimeSpan = .hours(24), alarm: TimeSpan = .minutes(30), silence: TimeSpan = .hours(24),
        reopenPriority: Double = 10
    ) {
        self.followUp = followUp
        self.alarm = alarm
        self.silence = silence
        self.reopenPriority = reopenPriority
    }
}
