import Vocabulary

extension TimeSpan {
    /// `500ms`, `30s`, `5m`, `2h`, `1d`.
    init?(notation: String) {
        let digits = notation.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), count <= 1_000_000 else { return nil }
        switch notation.dropFirst(digits.count) {
        case "ms": self.init(milliseconds: count)
        case "s": self = .seconds(count)
        case "m": self = .minutes(count)
        case "h": self = .hours(count)
        case "d": self = .days(count)
        default: return nil
        }
    }
}

/// A day as `2026-01-31`.
struct CalendarDay {
    let year: Int
    let month: Int
    let day: Int

    init?(notation: some StringProtocol) {
        let parts = notation.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            year > 0, (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
    var daysSince1970: Int {
        let marchYear = month > 2 ? year : year - 1
        let leaps = marchYear / 4 - marchYear / 100 + marchYear / 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return marchYear * 365 + leaps + dayOfYear - 719_468
    }
}

extension Timestamp {
    /// RFC 3339, whole seconds or with a fraction: `2026-01-05T09:00:00Z`, `2026-01-05T10:00:00+01:00`.
    init?(notation: String) {
        let halves = notation.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let day = CalendarDay(notation: halves[0]) else { return nil }
        var clock = halves[1]
        var offset = 0
        if clock.hasSuffix("Z") {
            clock.removeLast()
        } else {
            let zone = clock.suffix(6)
            let parts = zone.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
            guard zone.first == "+" || zone.first == "-", parts.map(\.utf8.count) == [2, 2],
                let hours = Int(parts[0]), let minutes = Int(parts[1]), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (zone.first == "-" ? -60 : 60)
            clock.removeLast(6)
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 2, parts[1].utf8.count == 2,
            let hours = Int(parts[0]), let minutes = Int(parts[1]), let seconds = Double(parts[2]),
            (0..<24).contains(hours), (0..<60).contains(minutes), seconds >= 0, seconds < 61
        else { return nil }
        let wholeSeconds = day.daysSince1970 * 86_400 + hours * 3_600 + minutes * 60 - offset
        self.init(milliseconds: Int64(wholeSeconds) * 1_000 + Int64((seconds * 1_000).rounded()))
    }
}
