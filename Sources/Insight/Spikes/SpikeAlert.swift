public import Vocabulary

public enum SpikeAlertKind {}
/// Computed: the key and the minute, so that two readers of one log name it alike.
public typealias SpikeAlertID = Identifier<SpikeAlertKind>

/// Bad mood far beyond what the hour usually brings.
public struct SpikeAlert: Hashable, Sendable {
    public let id: SpikeAlertID
    public let key: SpikeKey
    public let at: Timestamp
    /// When it seems to have begun.
    public let since: Timestamp
    /// The first report of it, where reports were given one by one.
    public let firstReport: Timestamp?
    /// Reports in the window …
    public let count: Int
    /// … where so many were to be expected.
    public let expected: Double
    public let window: TimeSpan
    /// The chance of so many by chance.
    public let chance: Double
    /// Redacted, three at most.
    public let quotes: [String]
    public let suspect: RolloutComparison?
    /// More alerts within a day than anybody wants to read: for the board, not for the pager.
    public let isOverBudget: Bool
}

/// Reports before and after a rollout, against what each of the two stretches usually brings.
public struct RolloutComparison: Hashable, Sendable {
    public let rollout: Rollout
    public let before: Int
    public let after: Int
    /// How many times as many as before, with the 95 % interval.
    public let ratio: Double
    public let interval: ClosedRange<Double>

    /// The ratio of two Poisson rates; the interval is normal on the logarithm (Rothman, "Epidemiology", ch. 14), with
    /// half a case added to each side.
    init(_ rollout: Rollout, before: Int, expectedBefore: Double, after: Int, expectedAfter: Double) {
        self.rollout = rollout
        self.before = before
        self.after = after
        let (low, high) = (Double(before) + 0.5, Double(after) + 0.5)
        ratio = high / max(expectedAfter, 0.01) / (low / max(expectedBefore, 0.01))
        let error = 1.959_964 * (1 / low + 1 / high).squareRoot()
        interval = (ratio * Elementary.exp(-error))...(ratio * Elementary.exp(error))
    }
}

/// What becomes of alerts, to be told.
public enum SpikeEvent: Hashable, Sendable {
    case raised(SpikeAlert)
    /// The same conversations under another key: no alert of its own.
    case joined(SpikeAlertID, SpikeKey, at: Timestamp)
    /// Twice as many as when last told.
    case grew(SpikeAlertID, count: Int, at: Timestamp)
    /// Over by itself.
    case subsided(SpikeAlertID, count: Int, at: Timestamp)
    /// It has lasted so long that it is what is usual now.
    case accepted(SpikeAlertID, at: Timestamp)
}
