/// When people are there, in the assistant's time zone.
public struct OpeningHours: Hashable, Sendable {
    /// Minutes of a day: `540..<1080` is from 9:00 to 18:00. Up to 1440.
    public typealias Stretch = Range<Int>

    /// By day of the week, Sunday first; seven entries.
    public let days: [[Stretch]]
    /// Days without hours, `YYYY-MM-DD`.
    public let closed: Set<String>

    public init(days: [[Stretch]], closed: Set<String> = []) {
        self.days = days
        self.closed = closed
    }

    /// - Parameters:
    ///   - weekday: 0 is Sunday.
    ///   - date: `YYYY-MM-DD`.
    public func isOpen(weekday: Int, minute: Int, date: String) -> Bool {
        guard days.indices.contains(weekday), !closed.contains(date) else { return false }
        return days[weekday].contains { $0.contains(minute) }
    }
}
