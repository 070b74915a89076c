import PlaybookModel
import Vocabulary

/// Values as a talk's YAML writes them.
extension YamlText {
    static func value(_ value: SlotValue) -> String {
        switch value {
        case .text(let text): word(text)
        case .integer(let integer): "\(integer)"
        case .number(let number): "\(number)"
        case .money(let money): "{ $money: { minor: \(money.minor), currency: \(word(money.currency)) } }"
        case .flag(let flag): "\(flag)"
        case .moment(let moment): "{ $moment: \(moment.notation) }"
        case .list(let values): "[" + values.map(self.value).joined(separator: ", ") + "]"
        case .record(let fields): map(fields.map { (key: $0.key, value: self.value($0.value)) })
        case .nothing: "null"
        }
    }

    /// `{ a: 1, b: 2 }`, by key.
    static func map(_ pairs: [(key: String, value: String)]) -> String {
        guard !pairs.isEmpty else { return "{}" }
        let fields = pairs.sorted { $0.key < $1.key }.map { "\(word($0.key)): \($0.value)" }
        return "{ " + fields.joined(separator: ", ") + " }"
    }
}

extension Timestamp {
    /// RFC 3339, as playbooks write moments: `2026-01-05T09:00:00Z`.
    var notation: String { rfc3339 }
}

extension TimeSpan {
    private static let units: [(milliseconds: Int64, name: String)] = [
        (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s"), (1, "ms"),
    ]

    /// `3d`, `10m`: in the largest unit that says it whole, else to the millisecond.
    var notation: String {
        let unit = Self.units.first { milliseconds % $0.milliseconds == 0 && milliseconds != 0 } ?? (1, "ms")
        return "\(milliseconds / unit.milliseconds)\(unit.name)"
    }

    /// Pieces that each have a short ``notation`` and together are as long.
    var pieces: [TimeSpan] {
        guard Self.units.dropLast().allSatisfy({ milliseconds % $0.milliseconds != 0 }), milliseconds > 999_999 else {
            return milliseconds > 0 ? [self] : []
        }
        let rest = milliseconds % 1_000
        return [TimeSpan(milliseconds: milliseconds - rest), TimeSpan(milliseconds: rest)].filter {
            $0.milliseconds > 0
        }
    }
}
