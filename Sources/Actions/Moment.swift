public import Vocabulary

/// RFC 3339 text to a moment and back, in the proleptic Gregorian calendar.
public enum Moment {
    /// `2026-11-21T22:05:50Z`, `2026-11-21T22:05:50.123+01:00`; `nil` for anything else. A leap second counts as the
    /// second before it.
    public static func read(_ text: String) -> Timestamp? {
        var scan = DigitScan(text)
        guard let year = scan.digits(4), scan.take("-"), let month = scan.digits(2), scan.take("-"),
            let day = scan.digits(2), scan.take("T") || scan.take("t") || scan.take(" "),
            let hour = scan.digits(2), scan.take(":"), let minute = scan.digits(2), scan.take(":"),
            let second = scan.digits(2), (1...12).contains(month), (1...days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        guard let fraction = scan.fraction(), let offset = offset(&scan), scan.isAtEnd else { return nil }
        let seconds = daysSinceEpoch(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + min(second, 59)
        return Timestamp(milliseconds: Int64((seconds - offset) * 1_000 + fraction))
    }

    /// In UTC, to the millisecond where there is a part of a second.
    public static func text(_ moment: Timestamp) -> String {
        let day = Int(moment.milliseconds.floorDivided(by: 86_400_000))
        let rest = Int(moment.milliseconds) - day * 86_400_000
        let fraction = rest % 1_000
        return date(day: day) + "T" + padded(rest / 3_600_000) + ":" + padded(rest / 60_000 % 60) + ":"
            + padded(rest / 1_000 % 60) + (fraction == 0 ? "" : "." + padded(fraction, to: 3)) + "Z"
    }

    /// The day alone, in UTC: `2026-11-21`.
    static func date(_ moment: Timestamp) -> String {
        date(day: Int(moment.milliseconds.floorDivided(by: 86_400_000)))
    }

    /// Seconds east of UTC.
    private static func offset(_ scan: inout DigitScan) -> Int? {
        if scan.take("Z") || scan.take("z") { return 0 }
        let sign = scan.take("+") ? 1 : scan.take("-") ? -1 : 0
        guard sign != 0, let hours = scan.digits(2), scan.take(":"), let minutes = scan.digits(2), hours < 24,
            minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Counted in eras of 400 years whose years begin in March, so that the leap day is the last of its year.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = Int(Int64(shifted).floorDivided(by: 400))
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(day: Int) -> String {
        let shifted = day + 719_468
        let era = Int(Int64(shifted).floorDivided(by: 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return padded(year, to: 4) + "-" + padded(month) + "-" + padded(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Reads fixed-width digits and single characters off the front of a text.
private struct DigitScan {
    private let bytes: [UInt8]
    private var next = 0

    init(_ text: String) {
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

    /// Milliseconds of `.123456`; 0 when there is no point, `nil` when no digit follows it.
    mutating func fraction() -> Int? {
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
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
