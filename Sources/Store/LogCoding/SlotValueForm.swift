internal import Vocabulary

/// Plain JSON where JSON has the type; `{"$money": …}`, `{"$moment": …}` and `{"$number": "nan"}` where it has not.
/// A record that itself has a name beginning with `$` is written as `{"$record": …}`, so that nothing is ambiguous.
extension SlotValue: LogValue {
    func write(into writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.text(text)
        case .integer(let integer): writer.integer(integer)
        case .number(let number) where number.isFinite: writer.number(number)
        case .number(let number): writer.object { $0.field("$number", number) }
        case .money(let money): writer.object { $0.field("$money", money) }
        case .flag(let flag): writer.flag(flag)
        case .moment(let moment): writer.object { $0.field("$moment", moment) }
        case .list(let values): values.write(into: &writer)
        case .record(let fields) where fields.keys.contains { $0.hasPrefix("$") }:
            writer.object { $0.field("$record", fields) }
        case .record(let fields): fields.write(into: &writer)
        case .nothing: writer.null()
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        switch json {
        case .null: self = .nothing
        case .flag(let flag): self = .flag(flag)
        case .integer(let integer): self = .integer(integer)
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        case .list: self = .list(try [SlotValue](reading: json))
        case .object(let fields):
            guard let first = fields.first, first.name.hasPrefix("$") else {
                self = .record(try [String: SlotValue](reading: json))
                return
            }
            self = try Self.tagged(first.name, first.value)
        }
    }

    private static func tagged(_ tag: String, _ json: JSON) throws(MalformedRecord) -> SlotValue {
        switch tag {
        case "$number": .number(try Double(reading: json))
        case "$money": .money(try Money(reading: json))
        case "$moment": .moment(try Timestamp(reading: json))
        case "$record": .record(try [String: SlotValue](reading: json))
        default: throw MalformedRecord("unknown tag '\(tag)'")
        }
    }
}

extension Money: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("minor", minor)
            $0.field("currency", currency)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(minor: try json.field("minor"), currency: try json.field("currency"))
    }
}
