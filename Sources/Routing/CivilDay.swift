/// A day of the Gregorian calendar, counted from 1970-01-01.
public struct CivilDay: Hashable, Comparable, Sendable {
    public let number: Int64

    public init(number: Int64) {
        self.number = number
    }

    /// - Parameter notation: `YYYY-MM-DD`; `nil` for what is no day.
    public init?(_ notation: String) {
        let parts = notation.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, let year = Int64(parts[0]), let month = Int64(parts[1]),
            let day = Int64(parts[2]), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard self.notation == notation else { return nil }
    }

    /// Years that begin in March put the leap day last; 146,097 days are 400 such years.
    public init(year: Int64, month: Int64, day: Int64) {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.number < right.number
    }

    /// 0 is Sunday; the first of January 1970 was a Thursday.
    public var weekday: Int {
        let rest = Int((number + 4) % 7)
        return rest < 0 ? rest + 7 : rest
    }

    /// `YYYY-MM-DD`
    public var notation: String {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

private func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
