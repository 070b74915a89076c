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
