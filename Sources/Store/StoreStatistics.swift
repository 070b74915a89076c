/// What a durable store did since it was opened; a snapshot for `/metrics` and benchmarks.
public struct StoreStatistics: Hashable, Sendable {
    /// Transactions made durable.
    public var commits = 0
    /// Turns among them that wrote.
    public var turns = 0
    /// Requests of every kind that were answered after a commit.
    public var requests = 0
    /// Requests in the largest transaction.
    public var largestBatch = 0
    /// Turns that failed alone while their neighbours were written.
    public var rejectedTurns = 0
    /// Transactions that failed as a whole; every request in them was refused.
    public var failedCommits = 0
    /// Requests let into the writer's queue, answered or not.
    public var accepted = 0
    /// Requests refused because the writer's queue was full.
    public var busyRefusals = 0
    /// Requests that wait for the writer now.
    public var waiting = 0
    /// Checkpoints that the checkpointer ran beside the writer.
    public var passiveCheckpoints = 0
    /// Checkpoints with which the writer cut the log back to nothing.
    public var truncatingCheckpoints = 0
    /// Bytes of the write-ahead log on disk now.
    public var walBytes = 0
    /// How long the final step of a transaction took, fsync included.
    public var commitLatency = LatencyCounts()

    public init() {}

    /// Requests a transaction, on average; 0 before the first.
    public var meanBatch: Double {
        commits == 0 ? 0 : Double(requests) / Double(commits)
    }
}

/// Durations counted in buckets that grow by a quarter octave, so that a quantile is at most 19 % too high.
public struct LatencyCounts: Hashable, Sendable {
    /// Four buckets an octave from 1 µs to about 70 minutes.
    private static let bucketCount = 128

    private var buckets = [Int](repeating: 0, count: bucketCount)
    public private(set) var count = 0
    public private(set) var totalMicroseconds = 0.0
    public private(set) var largestMicroseconds = 0.0

    public init() {}

    public mutating func record(microseconds: Double) {
        count += 1
        totalMicroseconds += microseconds
        largestMicroseconds = max(largestMicroseconds, microseconds)
        buckets[Self.bucket(of: microseconds)] += 1
    }

    /// The upper edge of the bucket in which the `fraction` quantile lies, in microseconds; 0 without durations.
    public func microseconds(atQuantile fraction: Double) -> Double {
        guard count > 0 else { return 0 }
        let rank = max(1, Int((fraction * Double(count)).rounded(.up)))
        var seen = 0
        for (index, filled) in buckets.enumerated() {
            seen += filled
            if seen >= rank {
                return min(Self.upperEdge(of: index), largestMicroseconds)
            }
        }
        return largestMicroseconds
    }

    private static func bucket(of microseconds: Double) -> Int {
        guard microseconds > 1 else { return 0 }
        let whole = UInt64(min(microseconds * 16, 1e15))
        let octave = 63 - whole.leadingZeroBitCount
        let quarter = Int((whole >> (octave - 2)) & 3)
        return min(bucketCount - 1, max(0, (octave - 4) * 4 + quarter))
    }

    private static func upperEdge(of bucket: Int) -> Double {
        let octave = Double(UInt64(1) << UInt64(bucket / 4))
        return octave * (1 + Double(bucket % 4 + 1) / 4)
    }
}
