public import Vocabulary

/// How far a place's clocks stand from UTC at a moment. A pure room has no time zone database, so whoever has one
/// gives it in; the present rules of Europe and the United States are here for those who have not.
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

    /// Summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October
    /// (directive 2000/84/EC; the United Kingdom changes at the same moments).
    public static func european(standardHours hours: Int64) -> ZoneOffset {
        ZoneOffset { moment in
            let year = CivilDate(of: moment).parts.year
            let begins = sunday(last: true, of: year, month: 3) + .hours(1)
            let ends = sunday(last: true, of: year, month: 10) + .hours(1)
            return .hours(moment >= begins && moment < ends ? hours + 1 : hours)
        }
    }

    /// Daylight saving from 2:00 local on the second Sunday of March to 2:00 local on the first Sunday of November
    /// (15 U.S.C. 260a).
    public static func american(standardHours hours: Int64) -> ZoneOffset {
        ZoneOffset { moment in
            let year = CivilDate(of: moment + .hours(hours)).parts.year
            let begins = sunday(last: false, of: year, month: 3) + .days(7) + .hours(2 - hours)
            let ends = sunday(last: false, of: year, month: 11) + .hours(1 - hours)
            return .hours(moment >= begins && moment < ends ? hours + 1 : hours)
        }
    }

    /// For the IANA names of places whose rules are written above; `nil` for all others.
    public static func named(_ name: String) -> ZoneOffset? {
        switch name {
        case "UTC", "Etc/UTC", "GMT": .utc
        case "Europe/London", "Europe/Dublin", "Europe/Lisbon": .european(standardHours: 0)
        case "Europe/Amsterdam", "Europe/Berlin", "Europe/Brussels", "Europe/Copenhagen", "Europe/Madrid",
            "Europe/Oslo", "Europe/Paris", "Europe/Prague", "Europe/Rome", "Europe/Stockholm", "Europe/Vienna",
            "Europe/Warsaw", "Europe/Zurich":
            .european(standardHours: 1)
        case "Europe/Athens", "Europe/Bucharest", "Europe/Helsinki", "Europe/Kyiv": .european(standardHours: 2)
        case "America/New_York", "America/Toronto": .american(standardHours: -5)
        case "America/Chicago": .american(standardHours: -6)
        case "America/Denver": .american(standardHours: -7)
        case "America/Los_Angeles": .american(standardHours: -8)
        default: nil
        }
    }

    func local(_ moment: Timestamp) -> Civil {
        Civil(moment + offset(moment))
    }
}

/// Midnight UTC of the first or last Sunday of a month; the last only of months that have 31 days.
private func sunday(last: Bool, of year: Int, month: Int) -> Timestamp {
    guard let edge = CivilDate(year: year, month: month, day: last ? 31 : 1) else { return Timestamp(milliseconds: 0) }
    return (edge + Int64(last ? -edge.weekday : (7 - edge.weekday) % 7)).beginning
}
