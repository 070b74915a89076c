import PlaybookModel
import Vocabulary

/// A slot's value as YAML writes it: quoted is text; plain is a number, `true`, `false`, nothing or text;
/// `{ $money: { minor: 4990, currency: GBP } }` and `{ $moment: 2026-01-05T09:00:00Z }` are what JSON has no type for.
struct ValueReader {
    let complaints: Complaints

    func read(_ node: YamlNode) -> SlotValue {
        switch node.content {
        case .scalar(let scalar):
            return read(scalar)
        case .list(let list):
            return .list(list.map(read))
        case .map(let pairs):
            if pairs.count == 1, let only = pairs.first, let tagged = tagged(only) { return tagged }
            return .record(
                Dictionary(pairs.map { ($0.key.text, read($0.value)) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    func read(_ scalar: Scalar) -> SlotValue {
        guard scalar.isPlain else { return .text(scalar.text) }
        if scalar.isNothing { return .nothing }
        if let flag = Bool(scalar.text) { return .flag(flag) }
        if let whole = Int64(scalar.text) { return .integer(whole) }
        if scalar.text.contains(where: \.isNumber), !scalar.text.contains(where: { $0.isLetter }),
            let number = Double(scalar.text)
        {
            return .number(number)
        }
        return .text(scalar.text)
    }

    private func tagged(_ pair: YamlNode.Pair) -> SlotValue? {
        switch pair.key.text {
        case "$money": money(pair.value)
        case "$moment": moment(pair.value)
        default: nil
        }
    }

    private func money(_ node: YamlNode) -> SlotValue {
        if case .map(let pairs) = node.content,
            let minor = pairs.first(where: { $0.key.text == "minor" })?.value.scalar.flatMap({ Int64($0.text) }),
            let currency = pairs.first(where: { $0.key.text == "currency" })?.value.scalar?.text
        {
            return .money(Money(minor: minor, currency: currency))
        }
        complaints.error(
            .badValue, at: node.place, "an amount has 'minor' and 'currency'",
            suggestion: "{ $money: { minor: 4990, currency: GBP } }")
        return .nothing
    }

    private func moment(_ node: YamlNode) -> SlotValue {
        if let scalar = node.scalar {
            if let milliseconds = Int64(scalar.text) { return .moment(Timestamp(milliseconds: milliseconds)) }
            if let moment = Timestamp(rfc3339: scalar.text) { return .moment(moment) }
        }
        complaints.error(
            .badValue, at: node.place, "a moment is written as RFC 3339",
            suggestion: "{ $moment: 2026-01-05T09:00:00Z }")
        return .nothing
    }
}
