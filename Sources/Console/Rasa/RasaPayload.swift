import PlaybookModel
import Vocabulary

/// What a button of Rasa's sends: `/intent`, or `/SetSlots(name=value)`.
enum RasaPayload {
    /// `nil` for what has no counterpart: entities in braces, several slots.
    static func choice(_ payload: String) -> Choice? {
        guard payload.hasPrefix("/") else { return nil }
        let word = payload.dropFirst()
        if word.hasPrefix("SetSlots("), word.hasSuffix(")") {
            let pairs = word.dropFirst("SetSlots(".count).dropLast().split(separator: ",")
            let parts = (pairs.first ?? "").split(separator: "=", maxSplits: 1).map { String($0) }
            guard pairs.count == 1, parts.count == 2 else { return nil }
            return .slot(SlotName(parts[0]), value(parts[1]))
        }
        guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) else {
            return nil
        }
        return .intent(IntentName(String(word)))
    }

    private static func value(_ text: String) -> SlotValue {
        if let flag = Bool(text.lowercased()) { return .flag(flag) }
        if let whole = Int64(text) { return .integer(whole) }
        return .text(text)
    }
}

extension SlotValue {
    /// As a slot of this type holds what Rasa's files write without its kind.
    func fitting(_ type: SlotType?) -> SlotValue {
        switch type {
        case .text, .email, .phone, .choice, .entity: plain.map { .text($0) } ?? self
        case .integer: plain.flatMap { Int64($0) }.map { .integer($0) } ?? self
        case .number: plain.flatMap { Double($0) }.map { .number($0) } ?? self
        case .yesNo: plain.flatMap { Bool($0.lowercased()) }.map { .flag($0) } ?? self
        case .money, .date, .result, nil: self
        }
    }

    /// Rasa's files do not tell `"10042"` from `10042`: the same characters are the same value.
    func isLike(_ other: SlotValue) -> Bool {
        self == other || plain.map { $0 == other.plain } ?? false
    }

    /// The value in a visitor's words.
    var plain: String? {
        switch self {
        case .text(let text): text
        case .integer(let integer): "\(integer)"
        case .number(let number): number == number.rounded() ? "\(Int64(number))" : "\(number)"
        case .flag(let flag): "\(flag)"
        case .money(let money): money.inWords
        case .moment(let moment): moment.notation
        case .list, .record, .nothing: nil
        }
    }
}
