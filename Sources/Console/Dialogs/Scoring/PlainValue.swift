import Vocabulary

/// A value in the form in which two of them are compared: small letters and digits with single blanks; times of day,
/// days of a month and `yes`/`no` in one notation.
public struct PlainValue: Hashable, Sendable {
    public let text: String

    public init(_ text: String) {
        let words = Self.words(text)
        self.text = Self.time(words) ?? words.joined(separator: " ")
    }

    /// `nil` for what cannot be compared as text.
    init?(_ value: SlotValue) {
        switch value {
        case .text(let text): self.init(text)
        case .integer(let count): self.init("\(count)")
        case .number(let number): self.init(number == number.rounded() ? "\(Int64(number))" : "\(number)")
        case .money(let money): self.init("\(money.minor) \(money.currency)")
        case .flag(let flag): self.init(flag ? "yes" : "no")
        case .moment, .list, .record, .nothing: return nil
        }
    }

    var isEmpty: Bool { text.isEmpty }

    /// Does it stand in a text, on word boundaries?
    func isContained(in text: String) -> Bool {
        let whole = PlainValue(text).text
        return !isEmpty && " \(whole) ".contains(" \(self.text) ")
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber || character == ":" {
                word.append(character)
            } else if !"'’.".contains(character) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        return (word.isEmpty ? words : words + [word]).map(withoutOrdinal)
    }

    /// `9th` is `9`.
    private static func withoutOrdinal(_ word: String) -> String {
        let digits = word.prefix { $0.isNumber }
        let isOrdinal = !digits.isEmpty && ["st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
        return isOrdinal ? String(digits) : word
    }

    /// `5 pm`, `5pm`, `17:00` and `05:00 pm` are one.
    private static func time(_ words: [String]) -> String? {
        let text = words.joined()
        let isLate = text.hasSuffix("pm")
        guard isLate || text.hasSuffix("am") || text.contains(":") else { return nil }
        let figures = text.prefix { $0.isNumber || $0 == ":" }
        let rest = text.dropFirst(figures.count)
        let parts = figures.split(separator: ":").map { Int($0) }
        guard rest == "pm" || rest == "am" || rest.isEmpty, let hour = parts.first ?? nil, (0...24).contains(hour),
            parts.count < 3
        else { return nil }
        let minute = parts.count == 2 ? parts[1] ?? 0 : 0
        let shown = rest.isEmpty ? hour % 24 : hour % 12 + (isLate ? 12 : 0)
        return "\(shown):\(minute < 10 ? "0" : "")\(minute)"
    }
}
