internal import PlaybookModel
internal import Vocabulary

/// What a visitor sent, with what was understood in it.
struct Message {
    let text: String
    let words: Words
    let interpretation: Interpretation
    /// Entities that already filled a slot, by their place in the list.
    var used: Set<Int> = []
    /// The text is a button's label, not the visitor's own words: nothing is volunteered in it.
    var isPressed = false

    init(_ text: String, _ interpretation: Interpretation) {
        self.text = text
        self.interpretation = interpretation
        guard !interpretation.further.isEmpty else {
            words = Words(text)
            return
        }
        // What is asked for beside the first thing is no answer to anything.
        let further = interpretation.further
        words = Words(text.cut { offset in !further.contains { ($0.start..<$0.end).contains(offset) } })
        for (index, entity) in interpretation.entities.enumerated() where further.contains(where: { $0.holds(entity) })
        {
            used.insert(index)
        }
    }

    /// "Cancel all of it": not only what is on top.
    var meansEverything: Bool {
        words.words.contains { ["all", "everything", "alles"].contains($0) }
    }

    /// Is there a thing of the kind in it?
    func holds(_ kind: EntityName) -> Bool {
        for index in interpretation.entities.indices where interpretation.entities[index].name == kind { return true }
        return false
    }

    var isQuestion: Bool { text.utf8.contains(UInt8(ascii: "?")) }

    /// Is a question by its mark, or short and in the form of one: "will I have to pay customs".
    var asks: Bool { isQuestion || words.count <= 14 && words.openQuestion }

    /// Yes or no, where the words or the intent say so and do not contradict each other.
    func yesOrNo(in playbook: Rulebook) -> Bool? {
        var answers: Set<Bool> = []
        for entity in interpretation.entities where entity.name == "yes_no" {
            if case .flag(let flag) = entity.value { answers.insert(flag) }
        }
        if answers.isEmpty, let command = command(in: playbook) {
            if command == .yes { answers.insert(true) }
            if command == .no { answers.insert(false) }
        }
        if answers.isEmpty, words.count == 1 {
            if words.words == ["yes"] { answers.insert(true) }
            if words.words == ["no"] { answers.insert(false) }
        }
        return answers.count == 1 ? answers.first : nil
    }

    func command(in playbook: Rulebook) -> Intent.Command? {
        guard case .command(let command) = sureIntent(in: playbook)?.outcome else { return nil }
        return command
    }

    /// The intent to act on: the first one, over the assistant's bar and its own.
    func sureIntent(in playbook: Rulebook) -> Intent? {
        guard interpretation.band == .act, let best = interpretation.intents.first,
            let intent = playbook.intent(best.value), best.confidence >= intent.confidence ?? 0
        else { return nil }
        return intent
    }

    var confidence: Double { interpretation.intents.first?.confidence ?? 0 }

    /// The passage to answer from, best first, that is not one of the texts given.
    func article(in playbook: Rulebook, besides said: [String]) -> ArticleHit? {
        interpretation.articles.first {
            $0.confidence >= playbook.assistant.thresholds.article && !said.contains($0.passage)
        }
    }

    /// The articles that may answer, best first and each once, where none surely does.
    func articlesToOffer(in playbook: Rulebook) -> [ArticleHit] {
        var seen: Set<ArticleName> = []
        let bar = playbook.assistant.thresholds.offer
        return Array(
            interpretation.articles.filter {
                $0.confidence >= bar && playbook.articles[$0.article] != nil && seen.insert($0.article).inserted
            }.prefix(3))
    }

    /// Words that belong to no entity of the message.
    func wordsBeside(_ entity: Int) -> Int {
        max(0, words.count - Words(interpretation.entities[entity].text).count)
    }

    private static let not = Words("not")

    /// Is the entity named only to be ruled out: "not 10042"?
    func isRuledOut(_ entity: Entity) -> Bool {
        guard words.contains(Message.not) else { return false }
        let before = Words(String(String.UnicodeScalarView(text.unicodeScalars.prefix(entity.start))))
        return before.words.last == "not"
    }
}

extension FurtherRequest {
    func holds(_ entity: Entity) -> Bool {
        entity.start >= start && entity.end <= end
    }
}

extension String {
    /// The scalars whose offsets are wanted.
    func cut(_ isWanted: (Int) -> Bool) -> String {
        var kept = String.UnicodeScalarView()
        for (offset, scalar) in unicodeScalars.enumerated() where isWanted(offset) { kept.append(scalar) }
        return String(kept)
    }
}
