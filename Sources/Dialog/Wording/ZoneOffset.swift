public import Vocabulary

/// How far a place's clocks stand from UTC at a moment. A pure room has no time zone database, so whoever has one
/// gives it in; the rules of Europe and the United States are here for those who have not.
public struct ZoneOffset: Sendable {
    /// East of Greenwich is positive.
    public let offset: @Sendable (Timestamp) -> TimeSpan

    public init(_ offset: @escaping @Sendable (Timestamp) -> TimeSpan) {
        self.offset = offset
    }

    public static let utc = fixed(TimeSpan(milliseconds: 0))

    public static func fixed(_ span: TimeSpan) -> ZoneOffset {
        ZoneOffset { _ in span }
    }
}
