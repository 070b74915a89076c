public import Vocabulary

/// At most so many in so long, counted exactly: the moments of the last ones are kept.
public struct RateLimit: Hashable, Sendable {
    public let count: Int
    public let window: TimeSpan

    public init(count: Int, window: TimeSpan) {
        self.count = count
        self.window = window
    }

    /// 20 messages in 10 seconds (`security.md`, check 9).
    public static let visitor = RateLimit(count: 20, window: .seconds(10))
}

/// The recent moments of one sender.
struct RateHistory: Sendable {
    private var moments: [Timestamp] = []

    /// `nil`: go on. Otherwise how long to wait.
    mutating func take(_ limit: RateLimit, at now: Timestamp) -> TimeSpan? {
        moments.removeAll { now - $0 >= limit.window }
        guard moments.count >= limit.count, let oldest = moments.first else {
            moments.append(now)
            return nil
        }
        return TimeSpan(milliseconds: max(1, limit.window.milliseconds - (now - oldest).milliseconds))
    }
}
