import Vocabulary

/// Values as a talk's YAML writes them.
enum YamlText {
    /// Text that stands alone behind `key: `.
    static func scalar(_ text: String) -> String {
        isPlain(text, also: " ',?!./@£$€") ? text : quoted(text)
    }

    /// Text inside `{ }` or `[ ]`.
    static func word(_ text: String) -> String {
        isPlain(text, also: "._/") ? text : quoted(text)
    }

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

    /// Words that YAML, or one of its older versions, does not read as text.
    private static let notText: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~"]

    private static func isPlain(_ text: String, also signs: String) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first), text.last != " ",
            !notText.contains(text.lowercased())
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            isLetter(scalar) || (scalar.value >= 48 && scalar.value <= 57) || scalar == "_" || scalar == "-"
                || signs.unicodeScalars.contains(scalar)
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.properties.isAlphabetic : false
    }

    /// Double quotes with the escapes of JSON, which YAML shares.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension Timestamp {
    /// RFC 3339, as playbooks write moments: `2026-01-05T09:00:00Z`.
    var notation: String {
        let parts = inWords.split(separator: " ", maxSplits: 1)
        let rest = ((milliseconds % 1_000) + 1_000) % 1_000
        let digits = String(rest)
        let fraction = rest == 0 ? "" : "." + String(repeating: "0", count: 3 - digits.count) + digits
        return parts.joined(separator: "T") + fraction + "Z"
    }
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
