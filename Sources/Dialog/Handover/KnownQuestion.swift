internal import PlaybookModel
internal import Vocabulary

/// A line that asks the visitor for what they have said, or the site has signed, already.
struct KnownQuestion {
    /// How people ask for something, in the languages that promises are read in.
    private static let asking: [[String]] = [
        "what is", "whats", "what s", "what was", "which", "which is", "tell me", "tell us", "give me", "send me",
        "let me know", "let me have", "can i have", "could i have", "may i have", "can you confirm",
        "could you confirm", "please confirm", "please provide", "can you provide", "could you provide",
        "can you share", "could you share", "i need", "we need", "i ll need", "wie lautet", "wie ist", "welche",
        "welcher", "nennen sie", "nennen sie mir", "ich brauche", "quel est", "quelle est", "donnez moi",
        "indiquez moi", "pouvez vous confirmer", "j ai besoin de",
    ].map { Words($0).words }
    /// Between the asking and the thing.
    private static let between: Set<String> = [
        "your", "the", "me", "us", "with", "is", "please", "again", "full", "exact", "own", "bitte", "nochmals", "ihre",
        "ihren", "ihrer", "die", "den", "der", "das", "mir", "moi", "votre", "vos", "la", "le", "l", "encore",
    ]
    /// Makes it theirs: "send me the order" asks a colleague, "send me your order" the visitor.
    private static let theirs: Set<String> = ["your", "ihre", "ihren", "ihrer", "votre", "vos"]
    /// Asks for the thing itself, whosever it is: "which order?"
    private static let pointing: Set<String> = [
        "is", "was", "which", "whats", "s", "welche", "welcher", "est", "lautet",
    ]

    let playbook: Rulebook
    let state: DialogState

    /// What is known, as `order number 10042`; `nil` when the line asks for nothing that is.
    func answer(to text: String) -> String? {
        let line = Words(text)
        let names = state.fillings.filter { isTold($0.value) }.keys.sorted()
        for name in names {
            guard let slot = playbook.slots[name], let value = state.slots[name] else { continue }
            let words = playbook.writer.write(value, as: nil)
            // Who names it asks whether it is right, which may be needed.
            guard !line.contains(Words(words)) else { continue }
            if asks(line, for: slot) { return "\(Self.spoken(slot)) \(words)" }
        }
        guard let email = state.signed["email"], !line.contains(Words(email)),
            Self.mail.contains(where: { asks(line, for: $0) })
        else { return nil }
        return "e-mail \(email)"
    }

    private func isTold(_ filling: Filling) -> Bool {
        switch filling.source {
        case .visitor, .button: true
        case .action, .flow: false
        }
    }

    private func asks(_ line: Words, for slot: Slot) -> Bool {
        Self.nouns(of: slot).contains { asks(line, for: $0) } || questions(for: slot).contains(where: line.contains)
    }

    /// Is the thing named behind words that ask for it?
    private func asks(_ line: Words, for noun: [String]) -> Bool {
        let words = line.words
        guard words.count > noun.count else { return false }
        for start in 1...(words.count - noun.count) where words[start..<(start + noun.count)].elementsEqual(noun) {
            var from = start
            var isTheirs = false
            while from > 0 {
                if Self.asking.contains(where: { words[..<from].hasSuffix($0) }) {
                    return noun.count > 1 || isTheirs || Self.pointing.contains(words[from - 1])
                }
                guard Self.between.contains(words[from - 1]) else { break }
                from -= 1
                isTheirs = isTheirs || Self.theirs.contains(words[from])
            }
        }
        return false
    }

    /// The bot's own wording of the question, sent by hand.
    private func questions(for slot: Slot) -> [Words] {
        [slot.ask, slot.reask].compactMap { $0.flatMap { playbook.responses[$0] } }.flatMap(\.fixed).flatMap { line in
            line.text.split { $0 == "." || $0 == "!" }.compactMap { part in
                part.firstIndex(of: "?").map { Words(part[..<$0]) }
            }.filter { $0.count > 3 }
        }
    }

    private static let mail = [["e", "mail"], ["email"]]

    private static func nouns(of slot: Slot) -> [[String]] {
        let name = Words(spoken(slot.name.rawValue)).words
        switch slot.type {
        case .email: return mail + [name]
        case .phone: return [["phone", "number"], ["telephone", "number"], name]
        case .entity(let entity): return [Words(spoken(entity.rawValue)).words, name]
        case .text, .integer, .number, .money, .date, .choice: return [name]
        case .yesNo, .result: return []
        }
    }

    private static func spoken(_ slot: Slot) -> String {
        guard case .entity(let entity) = slot.type, entity.rawValue.contains(slot.name.rawValue) else {
            return spoken(slot.name.rawValue)
        }
        return spoken(entity.rawValue)
    }

    private static func spoken(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }
}

extension ArraySlice<String> {
    fileprivate func hasSuffix(_ words: [String]) -> Bool { suffix(words.count).elementsEqual(words) }
}
