public import Vocabulary

/// JSON (RFC 8259) to a value and back. The reader is strict: one value, no duplicate keys, no depth over 64.
///
/// Not `Codable`: a provider's `{"$money": …}` must stay a record here, and a deep or long answer must cost no more
/// than one pass.
public enum JSONText {
    /// Levels of lists and records.
    public static let maximumDepth = 64

    /// `nil` when the bytes are not exactly one JSON value.
    public static func read(_ bytes: [UInt8]) -> SlotValue? {
        var reader = JSONReader(bytes)
        return reader.document()
    }

    /// Keys sorted, no spaces: the same value is the same bytes, which idempotency keys rely on. Money is its minor
    /// units, a moment RFC 3339 text.
    public static func write(_ value: SlotValue) -> [UInt8] {
        var text = ""
        append(value, to: &text)
        return Array(text.utf8)
    }

    private static func append(_ value: SlotValue, to text: inout String) {
        switch value {
        case .text(let string): append(string, to: &text)
        case .integer(let integer): text += String(integer)
        case .number(let number): text += number.isFinite ? String(number) : "null"
        case .money(let money): text += String(money.minor)
        case .flag(let flag): text += flag ? "true" : "false"
        case .moment(let moment): append(moment.rfc3339, to: &text)
        case .nothing: text += "null"
        case .list(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += "," }
                append(item, to: &text)
            }
            text += "]"
        case .record(let fields):
            text += "{"
            for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { text += "," }
                append(field.key, to: &text)
                text += ":"
                append(field.value, to: &text)
            }
            text += "}"
        }
    }

    private static func append(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
