internal import PlaybookModel
internal import Vocabulary

/// A value found in a message for a slot.
struct Answer {
    let value: SlotValue
    /// The entity it was read from, by its place in the message's list.
    let entity: Int?
}

/// Finds values for slots in what a visitor wrote.
struct AnswerReader {
    let playbook: Rulebook

    /// `isAsked`: the visitor was asked for this slot, so the whole message may be its value.
    func answer(for slot: Slot, in message: Message, isAsked: Bool) -> Answer? {
        switch slot.type {
        case .text: isAsked ? wholeText(message) : nil
        case .integer: isAsked ? integer(message) : nil
        case .number: isAsked ? number(message) : nil
        case .money: entity("money", message, for: slot) ?? (isAsked ? bareAmount(message) : nil)
        case .email: entity("email", message, for: slot)
        case .phone: entity("phone", message, for: slot)
        case .date: entity("date", message, for: slot)
        case .yesNo: isAsked ? message.yesOrNo(in: playbook).map { Answer(value: .flag($0), entity: nil) } : nil
        case .choice: entity(EntityName(slot.name.rawValue), message, for: slot) ?? choice(of: slot.name, message)
        case .entity(let name): entity(name, message, for: slot)
        case .result: nil
        }
    }

    /// Does a pressed button's value fit? Only what the machine itself puts on buttons does.
    func fits(_ value: SlotValue, _ slot: Slot) -> Bool {
        switch slot.type {
        case .choice(let options):
            options.contains { .text($0.value) == value }
        case .yesNo: value == .flag(true) || value == .flag(false)
        case .text, .integer, .number, .money, .email, .phone, .date, .entity, .result: false
        }
    }

    private func wholeText(_ message: Message) -> Answer? {
        message.words.isEmpty ? nil : Answer(value: .text(message.text), entity: nil)
    }

    /// The first of its kind; of several that play different parts, the one that plays the slot's.
    private func entity(_ name: EntityName, _ message: Message, for slot: Slot? = nil) -> Answer? {
        let entities = message.interpretation.entities
        let open = entities.indices.filter {
            entities[$0].name == name && !message.used.contains($0) && entities[$0].role != .excluded
                && !message.isRuledOut(entities[$0])
        }
        let found =
            if let role = slot?.role {
                open.first { entities[$0].role == role } ?? open.first { entities[$0].role == nil }
            } else {
                open.first { entities[$0].role != .from } ?? open.first
            }
        return found.map { Answer(value: entities[$0].value, entity: $0) }
    }

    private func number(_ message: Message) -> Answer? {
        if let found = entity("number", message) ?? entity("integer", message) { return found }
        return Double(message.trimmed).flatMap { $0.isFinite ? Answer(value: .number($0), entity: nil) : nil }
    }

    private func integer(_ message: Message) -> Answer? {
        if let found = entity("integer", message) { return found }
        if let found = entity("number", message), let whole = found.value.double.flatMap(Int64.init(whole:)) {
            return Answer(value: .integer(whole), entity: found.entity)
        }
        return Int64(message.trimmed).map { Answer(value: .integer($0), entity: nil) }
    }

    /// "49.90", said when an amount was asked for, is in the assistant's currency.
    private func bareAmount(_ message: Message) -> Answer? {
        guard let found = number(message), let amount = found.value.double else { return nil }
        let unit = Money(minor: 1, currency: playbook.assistant.currency)
        let scaled = (0..<unit.fractionDigits).reduce(amount) { sum, _ in sum * 10 }
        return Int64(nearest: scaled).map {
            Answer(value: .money(Money(minor: $0, currency: unit.currency)), entity: found.entity)
        }
    }

    /// The one option whose words stand in the message; the longest words win where they contain the others.
    private func choice(of slot: SlotName, _ message: Message) -> Answer? {
        var best: (length: Int, values: Set<String>) = (0, [])
        for phrase in playbook.phrases[slot] ?? [] where phrase.words.count >= best.length {
            guard message.words.contains(phrase.words) else { continue }
            if phrase.words.count > best.length { best = (phrase.words.count, []) }
            best.values.insert(phrase.value)
        }
        guard best.values.count == 1, let value = best.values.first else { return nil }
        return Answer(value: .text(value), entity: nil)
    }
}

extension Message {
    var trimmed: Substring {
        text[...].drop { $0.isWhitespace }.reversedDrop { $0.isWhitespace || $0 == "." }
    }
}

extension Substring {
    fileprivate func reversedDrop(while condition: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, condition(last) { rest.removeLast() }
        return rest
    }
}
