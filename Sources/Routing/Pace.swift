public import Vocabulary

/// The last so many of something; older ones fall out.
struct Recent: Hashable, Codable, Sendable {
    let limit: Int
    private(set) var values: [Double] = []
    /// The same in their order, kept so: quantiles are asked for at every arrival.
    private(set) var sorted: [Double] = []
    private var next = 0

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ value: Double) {
        if values.count < limit {
            values.append(value)
        } else {
            sorted.removeSorted(values[next])
            values[next] = value
            next = (next + 1) % limit
        }
        sorted.insert(value, at: sorted.sortedIndex(of: value))
    }

    var mean: Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}

/// How fast the queue has moved of late: what waits are foretold from.
///
/// The first guess is the classic one: `position · handling / slots`. It is then stretched by what such guesses were
/// worth: of each band of positions the last waits are kept as shares of their guess, and their quantiles make the
/// interval (split conformal prediction). Where the hours are not alike that is not enough, so the quantile that is
/// asked for follows the outcomes: after each wait that was longer than foretold it rises a little, after each that was
/// not it falls (adaptive conformal inference; Gibbs and Candès 2021). In the long run the interval then holds what it
/// promises however wrong the guess. Only waits that ended with a person count.
struct Pace: Hashable, Codable, Sendable {
    private static let remembered = 500
    private static let targets = [0.1, 0.5, 0.8, 0.9]
    /// How far one outcome moves a quantile.
    private static let agility = 0.01
    /// Below it, theory stands in.
    private static let enough = 30

    private var handling = Recent(limit: 100)
    private var shares = Array(repeating: Recent(limit: remembered), count: bands.count)
    /// The quantiles that are asked for, by band.
    private var levels = Array(repeating: targets, count: bands.count)

    /// Positions 1, 2 and 3, 4 to 7, … and the quantiles 0.1, 0.5, 0.8, 0.9 of the k-th departure's time as a share of
    /// its mean, when departures come by chance: chi-square with 2k degrees of freedom, over 2k.
    private static let bands: [(first: Int, theory: [Double])] = [
        (1, [0.105, 0.693, 1.609, 2.303]), (2, [0.266, 0.839, 1.497, 1.945]), (4, [0.436, 0.918, 1.379, 1.670]),
        (8, [0.582, 0.959, 1.273, 1.471]), (16, [0.698, 0.979, 1.195, 1.331]), (32, [0.783, 0.990, 1.143, 1.240]),
    ]

    static func band(of position: Int) -> Int {
        (bands.lastIndex { $0.first <= position }) ?? 0
    }

    mutating func handled(in span: TimeSpan) {
        handling.append(Double(max(span.milliseconds, 0)))
    }

    /// - Parameter factors: as they were when it was foretold.
    mutating func waited(_ span: TimeSpan, expected: TimeSpan, position: Int, factors: [Double]) {
        let band = Self.band(of: position)
        let share = Double(max(span.milliseconds, 0)) / Double(max(expected.milliseconds, 1))
        for (index, target) in Self.targets.enumerated() where index < factors.count {
            let step = share > factors[index] ? target : target - 1
            levels[band][index] = min(max(levels[band][index] + Self.agility * step, 0.005), 0.995)
        }
        shares[band].append(share)
    }

    /// What a guess is stretched by, for each of the quantiles.
    func factors(position: Int) -> [Double] {
        let band = Self.band(of: position)
        let recent = shares[band].sorted
        guard recent.count >= Self.enough else { return Self.bands[band].theory }
        // Levels move on their own; quantiles shown must not cross.
        return levels[band].map { Self.quantile(recent, $0) }.sorted()
    }

    /// - Parameter typical: used until there are measurements.
    func expected(position: Int, slots: Int, typical: TimeSpan) -> TimeSpan {
        let mean = handling.values.count >= 10 ? handling.mean ?? 0 : Double(typical.milliseconds)
        return TimeSpan(milliseconds: max(1_000, Int64(mean * Double(position) / Double(max(slots, 1)))))
    }

    func estimate(position: Int, slots: Int, expected: TimeSpan) -> WaitEstimate {
        let spans = factors(position: position).map { factor in
            TimeSpan(milliseconds: Int64(Double(expected.milliseconds) * factor))
        }
        return WaitEstimate(
            position: position, slots: slots, p10: spans[0], p50: spans[1], p80: spans[2], p90: spans[3])
    }

    /// The value that a next one stays below with this chance: rank `⌈share · (n + 1)⌉`.
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let rank = Int((share * Double(sorted.count + 1)).rounded(share < 0.5 ? .down : .up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}

/// A visitor's place, and how long it may take from now. Half of such waits are over by `p50`, four in five by `p80`;
/// four in five lie between `p10` and `p90`.
public struct WaitEstimate: Hashable, Codable, Sendable {
    /// 1 is next.
    public let position: Int
    /// Conversations that those on duty can hold at once.
    public let slots: Int
    public let p10: TimeSpan
    public let p50: TimeSpan
    public let p80: TimeSpan
    public let p90: TimeSpan

    /// Why this one is worse than an earlier one; `nil` when it is not. A wait never grows without a reason shown.
    public func setback(since earlier: WaitEstimate) -> WaitSetback? {
        if position > earlier.position { return .moreUrgentCame }
        guard p50 > earlier.p50 else { return nil }
        return slots < earlier.slots ? .fewerAgents : .slowerThanUsual
    }
}

public enum WaitSetback: String, Hashable, Codable, Sendable {
    /// Somebody more urgent came, or came back from an agent who was lost.
    case moreUrgentCame
    case fewerAgents
    case slowerThanUsual
}
