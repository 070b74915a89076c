/// How far a zone's wall clock is ahead of UTC, with its changes: a value, since a pure room cannot ask the system.
/// Whoever knows the zone's rules fills in the years that are looked at.
public struct ZoneOffsets: Hashable, Codable, Sendable {
    public struct Change: Hashable, Codable, Sendable {
        /// From this moment on.
        public let from: Timestamp
        public let offset: TimeSpan

        public init(from: Timestamp, offset: TimeSpan) {
            self.from = from
            self.offset = offset
        }
    }

    /// Before the first change.
    public let initial: TimeSpan
    /// In order.
    public let changes: [Change]

    public init(initial: TimeSpan, changes: [Change] = []) {
        self.initial = initial
        self.changes = changes.sorted { $0.from < $1.from }
    }

    public static let utc = ZoneOffsets(initial: TimeSpan(milliseconds: 0))

    public func offset(at moment: Timestamp) -> TimeSpan {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].from <= moment { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initial : changes[low - 1].offset
    }

    /// Milliseconds that the wall clock shows since 1970-01-01T00:00:00 on it.
    public func wall(at moment: Timestamp) -> Int64 {
        moment.milliseconds + offset(at: moment).milliseconds
    }

    /// 0 to 1439.
    public func minuteOfDay(at moment: Timestamp) -> Int {
        let wall = wall(at: moment)
        let day = wall.floorDivided(by: Timestamp.millisecondsOfDay) * Timestamp.millisecondsOfDay
        return Int((wall - day) / 60_000)
    }
}
