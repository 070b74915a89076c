public import Vocabulary

extension Choice {
    /// As the wire carries it: `{"intent": name}`, `{"slot": name, "value": …}` …
    public var json: JSON {
        switch self {
        case .intent(let name): ["intent": .string(name.rawValue)]
        case .slot(let name, let value): ["slot": .string(name.rawValue), "value": value.json]
        case .article(let name): ["article": .string(name.rawValue)]
        case .confirm(let answer): ["confirm": .bool(answer)]
        case .person: ["person": true]
        }
    }

    /// Reads a choice strictly; `nil` when it is none.
    public init?(json: JSON) {
        guard case .object(let members) = json else { return nil }
        switch (members.count, members.first?.key) {
        case (1, "intent"):
            guard case .string(let name) = members[0].value, name.utf8.count <= 128 else { return nil }
            self = .intent(IntentName(name))
        case (1, "article"):
            guard case .string(let name) = members[0].value, name.utf8.count <= 128 else { return nil }
            self = .article(ArticleName(name))
        case (1, "confirm"):
            guard case .bool(let answer) = members[0].value else { return nil }
            self = .confirm(answer)
        case (1, "person"):
            guard members[0].value == .bool(true) else { return nil }
            self = .person
        case (2, _):
            guard case .string(let name)? = json["slot"], name.utf8.count <= 128, let value = json["value"],
                let slotValue = SlotValue(json: value)
            else { return nil }
            self = .slot(SlotName(name), slotValue)
        default: return nil
        }
    }
}

extension SlotValue {
    /// Plain JSON where JSON has the type; money and moments as `{"$money": …}` and `{"$moment": …}`.
    public var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .integer(let integer): .integer(integer)
        case .number(let number): .number(number)
        case .flag(let flag): .bool(flag)
        case .nothing: .null
        case .money(let money):
            ["$money": ["minor": .integer(money.minor), "currency": .string(money.currency)]]
        case .moment(let moment): ["$moment": .integer(moment.milliseconds)]
        case .list(let list): .array(list.map(\.json))
        case .record(let record):
            .object(record.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.json) })
        }
    }

    /// The value a button carries; `nil` for malformed money or moments.
    public init?(json: JSON) {
        switch json {
        case .null: self = .nothing
        case .bool(let flag): self = .flag(flag)
        case .integer(let integer): self = .integer(integer)
        case .number(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .array(let elements):
            let values = elements.compactMap(SlotValue.init(json:))
            guard values.count == elements.count else { return nil }
            self = .list(values)
        case .object(let members):
            if let money = json["$money"] {
                guard members.count == 1, case .integer(let minor)? = money["minor"],
                    case .string(let currency)? = money["currency"]
                else { return nil }
                self = .money(Money(minor: minor, currency: currency))
            } else if let moment = json["$moment"] {
                guard members.count == 1, case .integer(let milliseconds) = moment else { return nil }
                self = .moment(Timestamp(milliseconds: milliseconds))
            } else {
                var record: [String: SlotValue] = [:]
                for member in members {
                    guard let value = SlotValue(json: member.value) else { return nil }
                    record[member.key] = value
                }
                self = .record(record)
            }
        }
    }
}
