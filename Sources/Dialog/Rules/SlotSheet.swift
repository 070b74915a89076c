internal import PlaybookModel
internal import Vocabulary

/// A slot, and what of a message can fill it without being asked for.
final class SlotSheet: Sendable {
    /// An option of a choice and the words that mean it.
    struct Phrase: Sendable {
        let words: Words
        let value: String
    }

    let slot: Slot
    /// The kind of thing that fills it.
    let entity: EntityName?
    /// In the order of the options.
    let phrases: [Phrase]

    init(_ slot: Slot) {
        self.slot = slot
        entity =
            switch slot.type {
            case .money: "money"
            case .email: "email"
            case .phone: "phone"
            case .date: "date"
            case .choice: EntityName(slot.name.rawValue)
            case .entity(let name): name
            case .text, .integer, .number, .yesNo, .result: nil
            }
        guard case .choice(let options) = slot.type else {
            phrases = []
            return
        }
        phrases = options.flatMap { option in
            ([option.value, option.label] + option.synonyms).map { Phrase(words: Words($0), value: option.value) }
        }
    }

    var isChoice: Bool {
        switch slot.type {
        case .choice: true
        case .text, .integer, .number, .money, .email, .phone, .date, .yesNo, .entity, .result: false
        }
    }

    /// Each once; a change clears what depends on it, so what depends on others is filled after them.
    static func inOrder(_ sheets: [SlotSheet]) -> [SlotSheet] {
        var once: [SlotSheet] = []
        for sheet in sheets where !once.contains(where: { $0 === sheet }) { once.append(sheet) }
        return once.filter(\.slot.dependsOn.isEmpty) + once.filter { !$0.slot.dependsOn.isEmpty }
    }
}
