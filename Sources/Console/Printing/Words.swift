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
        let seconds = milliseconds.floorDivided(by: 1_000)
        let days = seconds.floorDivided(by: 86_400)
        let clock = seconds - days * 86_400
        let day = CivilDate(number: days)
        return "\(day.notation) \(twoDigits(clock / 3_600)):\(twoDigits(clock / 60 % 60)):\(twoDigits(clock % 60))"
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

private func twoDigits(_ value: Int64) -> String {
    value < 10 ? "0\(value)" : "\(value)"
}
