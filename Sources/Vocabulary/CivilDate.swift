/// A day of the proleptic Gregorian calendar, counted from 1970-01-01 without a time zone.
///
/// Days and dates are turned into each other by eras of 400 years that begin in March, so that the leap day is the last
/// of its year (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
public struct CivilDate: Hashable, Comparable, Sendable {
    private static let daysOfEra: Int64 = 146_097
    /// From the first of March of the year 0.
    private static let daysBefore1970: Int64 = 719_468

    /// Days since 1970-01-01; negative before it.
    public let number: Int64

    public init(number: Int64) {
        self.number = number
    }

    /// `nil` when there is no such day, or the year is not from 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month),
            (1...CivilDate.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        let marchYear = Int64(month <= 2 ? year - 1 : year)
        let era = marchYear.floorDivided(by: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * CivilDate.daysOfEra + dayOfEra - CivilDate.daysBefore1970
    }

    /// - Parameter notation: `YYYY-MM-DD`; `nil` for what is no day.
    public init?(_ notation: some StringProtocol) {
        let parts = notation.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day of a moment in UTC.
    public init(of moment: Timestamp) {
        number = moment.milliseconds.floorDivided(by: Timestamp.millisecondsOfDay)
    }

    /// Its first moment in UTC.
    public var beginning: Timestamp { Timestamp(milliseconds: number &* Timestamp.millisecondsOfDay) }

    /// 0 is Sunday; the first of January 1970 was a Thursday.
    public var weekday: Int {
        let shifted = number + 4
        return Int(shifted - shifted.floorDivided(by: 7) * 7)
    }

    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + CivilDate.daysBefore1970
        let era = shifted.floorDivided(by: CivilDate.daysOfEra)
        let dayOfEra = shifted - era * CivilDate.daysOfEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        return (
            Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        )
    }

    /// `YYYY-MM-DD`
    public var notation: String {
        let (year, month, day) = parts
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }

    public static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func + (date: CivilDate, days: Int64) -> CivilDate {
        CivilDate(number: date.number + days)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.number < right.number
    }
}

extension Timestamp {
    public static let millisecondsOfDay: Int64 = 86_400_000

    /// RFC 3339: `2026-01-05T09:00:00Z`, `2026-01-05T10:00:00.25+01:00`. A leap second counts as the second before it;
    /// `nil` for everything else.
    public init?(rfc3339 text: some StringProtocol) {
        var scan = DigitScan(text)
        guard let year = scan.digits(4), scan.take("-"), let month = scan.digits(2), scan.take("-"),
            let day = scan.digits(2), let date = CivilDate(year: year, month: month, day: day),
            scan.take("T") || scan.take("t") || scan.take(" "), let hour = scan.digits(2), scan.take(":"),
            let minute = scan.digits(2), scan.take(":"), let second = scan.digits(2), hour < 24, minute < 60,
            second <= 60, let fraction = scan.milliseconds(), let offset = scan.offsetInMinutes(), scan.isAtEnd
        else { return nil }
        let minutes = Int64(hour * 60 + minute - offset)
        self.init(
            milliseconds: date.beginning.milliseconds + minutes * 60_000 + Int64(min(second, 59) * 1_000 + fraction))
    }

    /// RFC 3339 in UTC, to the millisecond where there is a part of a second: `2026-01-05T09:00:00Z`.
    public var rfc3339: String {
        let date = CivilDate(of: self)
        let rest = Int(milliseconds - date.beginning.milliseconds)
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60].map { $0.padded(to: 2) }
        let fraction = rest % 1_000 == 0 ? "" : "." + (rest % 1_000).padded(to: 3)
        return date.notation + "T" + clock.joined(separator: ":") + fraction + "Z"
    }
}

extension Int64 {
    /// Rounded down, also below zero: a moment before 1970 belongs to the day it is in.
    public func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension Int {
    fileprivate func padded(to width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.utf8.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}

/// Reads fixed-width digits and single characters off the front of a text.
private struct DigitScan {
    private let bytes: [UInt8]
    private var next = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8.prefix(64))
    }

    var isAtEnd: Bool { next == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next < bytes.count, UInt32(bytes[next]) == character.value else { return false }
        next += 1
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        guard next + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[next..<next + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        next += count
        return value
    }

    /// Of `.123456`; 0 when there is no point, `nil` when no digit follows it.
    mutating func milliseconds() -> Int? {
        guard take(".") else { return 0 }
        var milliseconds = 0
        var count = 0
        while let digit = digits(1) {
            if count < 3 { milliseconds = milliseconds * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 3)..<3 { milliseconds *= 10 }
        return milliseconds
    }

    /// East of UTC.
    mutating func offsetInMinutes() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes)
    }
}
