/// A moment, in milliseconds since 1970-01-01T00:00:00Z. For people only: order never comes from it.
public struct Timestamp: Comparable, Hashable, Codable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    public static func + (moment: Self, span: TimeSpan) -> Self {
        Self(milliseconds: moment.milliseconds &+ span.milliseconds)
    }

    public static func - (later: Self, earlier: Self) -> TimeSpan {
        TimeSpan(milliseconds: later.milliseconds &- earlier.milliseconds)
    }
}

/// A length of time in milliseconds; negative when the end lies before the beginning.
public struct TimeSpan: Comparable, Hashable, Codable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static func seconds(_ count: Int64) -> Self { Self(milliseconds: count &* 1_000) }
    public static func minutes(_ count: Int64) -> Self { Self(milliseconds: count &* 60_000) }
    public static func hours(_ count: Int64) -> Self { Self(milliseconds: count &* 3_600_000) }
    public static func days(_ count: Int64) -> Self { Self(milliseconds: count &* 86_400_000) }

    public static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
