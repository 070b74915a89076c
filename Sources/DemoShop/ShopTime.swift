internal import Foundation

/// A moment of the shop, in whole seconds since 1970-01-01T00:00:00Z; what its tables keep.
public struct ShopTime: Comparable, Hashable, Sendable {
    public let seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// What the machine's clock says.
    public static var now: ShopTime { ShopTime(seconds: Int64(Date().timeIntervalSince1970)) }

    /// `2026-03-02T14:00:00Z`
    public var rfc3339: String { Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601) }

    public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    /// Days since 1970-01-01, in UTC.
    var day: Int64 { seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400 }

    func adding(days: Int64 = 0, hours: Int64 = 0, minutes: Int64 = 0) -> ShopTime {
        ShopTime(seconds: seconds + days * 86_400 + hours * 3_600 + minutes * 60)
    }

    /// `13 March 2026`, by the clock in London.
    var dateWords: String { Self.words(self, "d MMMM y") }

    /// `today`, `tomorrow` or `on Monday`, seen from `now` in London.
    func dayWords(from now: ShopTime) -> String {
        if Self.words(self, "y-DDD") == Self.words(now, "y-DDD") { return "today" }
        if Self.words(self, "y-DDD") == Self.words(now.adding(days: 1), "y-DDD") { return "tomorrow" }
        return "on " + Self.words(self, "EEEE")
    }

    /// When what is ordered now leaves the house: today until two in the afternoon of a working day in London.
    var leaving: ShopTime {
        let hour = Int(Self.words(self, "H")) ?? 0
        let isWorkingDay = !["Saturday", "Sunday"].contains(Self.words(self, "EEEE"))
        return isWorkingDay && hour < 14 ? self : closingTime(inWorkingDays: 1)
    }

    private static func words(_ moment: ShopTime, _ format: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_GB")
        formatter.timeZone = TimeZone(identifier: "Europe/London")
        formatter.dateFormat = format
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(moment.seconds)))
    }

    /// Noon UTC of the day it is `days` from now.
    func noon(inDays days: Int64 = 0) -> ShopTime {
        ShopTime(seconds: (day + days) * 86_400 + 43_200)
    }

    /// Noon UTC, `count` working days on; Saturdays and Sundays do not count.
    func noon(inWorkingDays count: Int) -> ShopTime {
        ShopTime(seconds: workingDay(count) * 86_400 + 43_200)
    }

    /// Five in the afternoon in London, `count` working days on.
    func closingTime(inWorkingDays count: Int) -> ShopTime {
        let noon = ShopTime(seconds: workingDay(count) * 86_400 + 43_200)
        let offset = TimeZone(identifier: "Europe/London")?
            .secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(noon.seconds)))
        return ShopTime(seconds: noon.seconds + 5 * 3_600 - Int64(offset ?? 0))
    }

    private func workingDay(_ count: Int) -> Int64 {
        var day = day
        var left = count
        while left > 0 {
            day += 1
            // 1970-01-01 was a Thursday: 2 and 3 days after it, and every week from there, is a weekend.
            if ![2, 3].contains((day % 7 + 7) % 7) { left -= 1 }
        }
        return day
    }
}

extension ShopTime {
    /// Noon UTC of a day: written `2026-03-02`, or as a moment (RFC 3339) that lies in that day in London.
    init?(day text: String) {
        let written = text.contains("T") ? text : text + "T12:00:00Z"
        guard let date = try? Date(written, strategy: .iso8601) else { return nil }
        let offset = TimeZone(identifier: "Europe/London")?.secondsFromGMT(for: date) ?? 0
        let local = ShopTime(seconds: Int64(date.timeIntervalSince1970) + Int64(offset))
        self.init(seconds: local.day * 86_400 + 43_200)
    }
}
