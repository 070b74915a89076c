import Vocabulary

/// Values as a developer reads them: quoted text, plain numbers, amounts with their currency.
extension SlotValue {
    var inWords: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .integer(let integer): "\(integer)"
        case .number(let number): "\(number)"
        case .money(let money): money.inWords
        case .flag(let flag): "\(flag)"
        case .moment(let moment): moment.inWords
        case .list(let values): "[" + values.map(\.inWords).joined(separator: ", ") + "]"
        case .record(let fields): "{" + fields.inWords + "}"
        case .nothing: "nothing"
        }
    }
}

extension Dictionary where Value == SlotValue, Key: Comparable & CustomStringConvertible {
    var inWords: String {
        sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.inWords)" }.joined(separator: ", ")
    }
}

extension Money {
    var inWords: String {
        guard fractionDigits > 0 else { return "\(minor) \(currency)" }
        let digits = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, fractionDigits + 1 - digits.count)) + digits
        return (minor < 0 ? "-" : "") + padded.dropLast(fractionDigits) + "." + padded.suffix(fractionDigits)
            + " \(currency)"
    }
}

extension Timestamp {
    /// `2026-01-05 09:00:00`, UTC.
    var inWords: String {
        let seconds = floored(milliseconds, by: 1_000)
        let days = floored(seconds, by: 86_400)
        let clock = seconds - days * 86_400
        let day = CivilDay(daysSince1970: days)
        return "\(day.inWords) \(twoDigits(clock / 3_600)):\(twoDigits(clock / 60 % 60)):\(twoDigits(clock % 60))"
    }
}

extension ActionResult {
    var inWords: String {
        switch self {
        case .done(let slots): "done {\(slots.inWords)}"
        case .refused(let reason): "refused: \(reason)"
        case .overLimit: "over the limit"
        case .unknown: "nobody can say whether it happened"
        }
    }
}

extension Double {
    /// Two digits behind the point.
    var rounded2: String {
        let hundredths = Int64((self * 100).rounded())
        let size = Int64(hundredths.magnitude)
        return (hundredths < 0 ? "-" : "") + "\(size / 100)." + twoDigits(size % 100)
    }
}

/// A day of the proleptic Gregorian calendar, by eras of 400 years that begin in March.
private struct CivilDay {
    let inWords: String

    init(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = floored(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        inWords = "\(year)-\(twoDigits(month))-\(twoDigits(dayOfYear - (153 * marchMonth + 2) / 5 + 1))"
    }
}

private func floored(_ value: Int64, by step: Int64) -> Int64 {
    value >= 0 ? value / step : (value - step + 1) / step
}

private func twoDigits(_ value: Int64) -> String {
    value < 10 ? "0\(value)" : "\(value)"
}
