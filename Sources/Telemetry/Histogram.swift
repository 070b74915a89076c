/// How often values fell into each of a few ranges, with their sum: enough for rates, means and quantiles.
public final class Histogram: Sendable {
    /// Upper bounds of the ranges, rising; a last range without bound follows them.
    public let bounds: [Double]
    private let state: Locked<State>

    private struct State: Sendable {
        var counts: [UInt64]
        var sum = 0.0
    }

    /// What was counted up to one moment.
    public struct Snapshot: Sendable, Hashable {
        /// One more than there are bounds; each range by itself, not cumulative.
        public let counts: [UInt64]
        public let sum: Double
        public var count: UInt64 { counts.reduce(0, +) }
    }

    /// Ranges for durations in seconds, 0.5 ms to 10 s.
    public static let seconds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    public init(bounds: [Double] = Histogram.seconds) {
        self.bounds = bounds.sorted()
        state = Locked(State(counts: [UInt64](repeating: 0, count: bounds.count + 1)))
    }

    /// Counts one value.
    public func record(_ value: Double) {
        let range = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[range] += 1
            state.sum += value
        }
    }

    /// Counts one duration, in seconds.
    public func record(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        record(Double(seconds) + Double(attoseconds) * 1e-18)
    }

    public var snapshot: Snapshot {
        state.withLock { Snapshot(counts: $0.counts, sum: $0.sum) }
    }
}
