internal import Vocabulary

/// A day of the Gregorian calendar and a time of day, counted without a time zone.
/// Days to dates by Howard Hinnant's `civil_from_days` (public description of the algorithm: eras of 400 years that
/// begin in March, so that the leap day is the last of its year).
struct Civil: Hashable {
    let year: Int
    /// 1 to 12.
    let month: Int
    /// 1 to 31.
    let day: Int
    let hour: Int
    let minute: Int

    static let millisecondsOfDay: Int64 = 86_400_000

    init(_ moment: Timestamp) {
        let days = Civil.floor(moment.milliseconds, by: Civil.millisecondsOfDay)
        let rest = moment.milliseconds - days * Civil.millisecondsOfDay
        hour = Int(rest / 3_600_000)
        minute = Int(rest / 60_000 % 60)
        let shifted = days + 719_468
        let era = Civil.floor(shifted, by: 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * ofYear + 2) / 153
        day = Int(ofYear - (153 * marchMonth + 2) / 5 + 1)
        month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// Midnight UTC of a date.
    static func midnight(year: Int, month: Int, day: Int) -> Timestamp {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = floor(shiftedYear, by: 400)
        let yearOfEra = shiftedYear - era * 400
        let ofYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear
        return Timestamp(milliseconds: (era * 146_097 + ofEra - 719_468) * millisecondsOfDay)
    }

    /// 0 is Sunday.
    static func weekday(of moment: Timestamp) -> Int {
        let days = floor(moment.milliseconds, by: millisecondsOfDay)
        return Int((days + 4) - floor(days + 4, by: 7) * 7)
    }

    static func floor(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }
}

extension Civil {
    /// 0 is Sunday.
    var weekday: Int { Civil.weekday(of: Civil.midnight(year: year, month: month, day: day)) }

    /// `2026-01-31`, a day that there is.
    static func day(_ text: String) -> (year: Int, month: Int, day: Int)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // The 31st of a month that has 30 days would be another day.
        let civil = Civil(midnight(year: year, month: month, day: day))
        return civil.month == month && civil.day == day ? (year, month, day) : nil
    }

    /// `2026-01-31`
    var text: String {
        func padded(_ number: Int, _ count: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension ZoneOffset {
    /// The first moment of a local day.
    func midnight(year: Int, month: Int, day: Int) -> Timestamp {
        let civil = Civil.midnight(year: year, month: month, day: day)
        let guess = civil + -offset(civil)
        return civil + -offset(guess)
    }

    /// A moment, or a day written `2026-01-31`: its first moment here.
    func moment(_ value: SlotValue) -> Timestamp? {
        switch value {
        case .moment(let moment): moment
        case .text(let text): Civil.day(text).map { midnight(year: $0.year, month: $0.month, day: $0.day) }
        case .integer, .number, .money, .flag, .list, .record, .nothing: nil
        }
    }

    func civil(_ value: SlotValue) -> Civil? {
        moment(value).map(local)
    }

    /// The same time of day, so many days later.
    func adding(days: Int64, to moment: Timestamp) -> Timestamp {
        let later = moment + .days(days)
        return later + TimeSpan(milliseconds: offset(moment).milliseconds - offset(later).milliseconds)
    }
}

extension TimeSpan {
    fileprivate static prefix func - (span: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: -span.milliseconds)
    }
}
