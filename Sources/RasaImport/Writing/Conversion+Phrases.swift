internal import PlaybookModel

/// Phrases with the marks that name a slot; each phrase once in the whole playbook.
extension Conversion {
    mutating func takePhrases(of intents: [String]) {
        var places: [String: (intent: String, place: SourcePlace)] = [:]
        for (index, intent) in intents.enumerated() {
            let phrases = bot.examples.first { $0.intent == intent }?.phrases ?? []
            draft.intents[index].phrases = taken(phrases, intent, &places)
        }
        for (index, intent) in intents.enumerated() {
            draft.intents[index].heldOut = taken(bot.heldOut[intent] ?? [], intent, &places, isTest: true)
        }
        for (intent, phrases) in bot.heldOut.sorted(by: { $0.key < $1.key }) where !intents.contains(intent) {
            guard let first = phrases.first else { continue }
            lose(.phrase, first.place, "\(phrases.count) tested phrases of '\(intent)', which is no intent kept")
        }
    }

    private mutating func taken(
        _ phrases: [RasaBot.Phrase], _ intent: String, _ places: inout [String: (intent: String, place: SourcePlace)],
        isTest: Bool = false
    ) -> [String] {
        phrases.compactMap { phrase in
            let text = written(phrase)
            guard !text.trimmed.isEmpty else { return nil }
            let key = Self.key(phrase.text)
            guard let first = places[key] else {
                places[key] = (intent, phrase.place)
                return text
            }
            // A test that says what was trained on tests nothing; there is no loss in it.
            if !isTest {
                lose(
                    .phrase, phrase.place,
                    "'\(phrase.text)' also stands at \(first.place.file):\(first.place.line)"
                        + (first.intent == intent ? "" : " for '\(first.intent)', where it stays"))
            }
            return nil
        }
    }

    private mutating func written(_ phrase: RasaBot.Phrase) -> String {
        let marks = Dictionary(phrase.marks.map { ($0.piece, $0) }, uniquingKeysWith: { first, _ in first })
        return phrase.pieces.enumerated().map { index, piece in
            // Brackets begin a mark in a playbook, and there is no other way to write them.
            let words = String(piece.map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 })
            guard let mark = marks[index] else { return words }
            guard let slot = slot(for: mark), !words.isEmpty else {
                if mark.role != nil || mark.group != nil {
                    let part = mark.role.map { "role '\($0)'" } ?? "group '\(mark.group ?? "")'"
                    lose(.entity, phrase.place, "\(part) of '\(mark.entity)' in '\(phrase.text)'")
                }
                return words
            }
            return "[\(words)](\(slot))"
        }
        .joined()
    }

    /// The slot that a marked span fills, when a flow collects it.
    private func slot(for mark: RasaBot.Phrase.Mark) -> String? {
        let slot = bot.slots.first { slot in
            guard !slot.mappings.isEmpty else { return slot.name == mark.entity }
            return slot.mappings.contains {
                $0.type == "from_entity" && $0.entity == mark.entity && $0.role == mark.role && $0.group == mark.group
            }
        }
        guard let name = slot.flatMap({ slotNames.given(for: $0.name) }), draft.slots[name] != nil else { return nil }
        return name
    }
}
