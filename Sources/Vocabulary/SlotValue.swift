/// What a conversation knows under one name: said by the visitor, or returned by an action.
public enum SlotValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case money(Money)
    case flag(Bool)
    case moment(Timestamp)
    case list([SlotValue])
    case record([String: SlotValue])
    /// An action answered, and there was nothing: not the same as a slot that was never filled.
    case nothing
}

/// Coded as plain JSON where JSON has the type, as `{"$money": …}` and `{"$moment": …}` where it has not.
extension SlotValue: Codable {
    private enum Tagged: String, CodingKey {
        case money = "$money"
        case moment = "$moment"
    }

    public init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .nothing
        } else if let flag = try? single.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? single.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? single.decode(Double.self) {
            self = .number(number)
        } else if let text = try? single.decode(String.self) {
            self = .text(text)
        } else if let list = try? single.decode([SlotValue].self) {
            self = .list(list)
        } else if let tagged = try? decoder.container(keyedBy: Tagged.self), tagged.allKeys.count == 1 {
            if tagged.contains(.money) {
                self = .money(try tagged.decode(Money.self, forKey: .money))
            } else {
                self = .moment(try tagged.decode(Timestamp.self, forKey: .moment))
            }
        } else {
            self = .record(try single.decode([String: SlotValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .money(let money):
            var tagged = encoder.container(keyedBy: Tagged.self)
            try tagged.encode(money, forKey: .money)
        case .moment(let moment):
            var tagged = encoder.container(keyedBy: Tagged.self)
            try tagged.encode(moment, forKey: .moment)
        case .text(let text):
            var single = encoder.singleValueContainer()
            try single.encode(text)
        case .integer(let integer):
            var single = encoder.singleValueContainer()
            try single.encode(integer)
        case .number(let number):
            var single = encoder.singleValueContainer()
            try single.encode(number)
        case .flag(let flag):
            var single = encoder.singleValueContainer()
            try single.encode(flag)
        case .list(let list):
            var single = encoder.singleValueContainer()
            try single.encode(list)
        case .record(let record):
            var single = encoder.singleValueContainer()
            try single.encode(record)
        case .nothing:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        }
    }
}
