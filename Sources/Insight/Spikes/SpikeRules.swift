public import Vocabulary

/// How sure an alert has to be.
public struct SpikeRules: Sendable {
    /// False alerts a day, at most, over all keys together.
    public let falseAlerts: Double
    /// Fewer reports than this are no spike.
    public let least: Int
    /// Less than so many times the usual is no spike.
    public let ratio: Double
    /// Minutes looked back over, the shortest first.
    public let windows: [Int]
    /// As usual for so long: over.
    public let calm: TimeSpan
    /// Unusual for so long: the new normal.
    public let acceptance: TimeSpan
    /// Alerts a day that somebody is woken for.
    public let budget: Int
    /// Keys followed; those that come after are not.
    public let keys: Int
    /// Reports an hour expected of a key never heard of.
    public let prior: Double
    /// How long before the beginning a rollout may have happened to be suspected.
    public let suspicion: TimeSpan
    public let zone: ZoneOffsets

    public init(
        falseAlerts: Double = 0.05, least: Int = 5, ratio: Double = 1.6,
        windows: [Int] = [2, 3, 4, 5, 7, 10, 15, 30, 60],
        calm: TimeSpan = .minutes(15), acceptance: TimeSpan = .days(2), budget: Int = 20, keys: Int = 2_000,
        prior: Double = 1, suspicion: TimeSpan = .hours(3), zone: ZoneOffsets = .utc
    ) {
        self.falseAlerts = falseAlerts
        self.least = least
        self.ratio = ratio
        self.windows = windows.filter { (1...120).contains($0) }
        self.calm = calm
        self.acceptance = acceptance
        self.budget = budget
        self.keys = keys
        self.prior = prior
        self.suspicion = suspicion
        self.zone = zone
    }
}
