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

    /// The visitor was asked for this slot, so the whole message may be its value.
    func answer(for slot: Slot, in message: Message) -> Answer? {
        switch slot.type {
        case .text: wholeText(message)
        case .integer: integer(message)
        case .number: number(message)
        case .money: volunteered(slot.name, in: message) ?? bareAmount(message)
        case .yesNo: message.yesOrNo(in: playbook).map { Answer(value: .flag($0), entity: nil) }
        case .email, .phone, .date, .choice, .entity, .result: volunteered(slot.name, in: message)
        }
    }

    /// What fills the slot though it was not asked for: a thing of its kind, or the words of one of its options.
    func volunteered(_ sheet: SlotSheet, in message: Message) -> Answer? {
        guard let kind = sheet.entity else { return nil }
        return entity(kind, message, for: sheet.slot) ?? choice(of: sheet, message)
    }

    private func volunteered(_ slot: SlotName, in message: Message) -> Answer? {
        playbook.sheets[slot].flatMap { volunteered($0, in: message) }
    }

    /// Is there anything in the message that could fill the slot unasked?
    func mayAnswer(_ sheet: SlotSheet, in message: Message) -> Bool {
        guard let kind = sheet.entity else { return false }
        return message.holds(kind) || sheet.phrases.contains { message.words.contains($0.words) }
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
        guard message.holds(name) else { return nil }
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
    private func choice(of sheet: SlotSheet, _ message: Message) -> Answer? {
        var best: (length: Int, values: Set<String>) = (0, [])
        for phrase in sheet.phrases where phrase.words.count >= best.length {
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
