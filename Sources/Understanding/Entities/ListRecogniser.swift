import PlaybookModel
import Vocabulary

/// Finds listed values by their words, the longest first, with a slip of the finger forgiven in long words.
struct ListRecogniser: Sendable {
    private struct Phrase: Sendable {
        let keys: [WordKey]
        let letters: [[UInt32]]
        let value: String
        /// Read by its label only when asked: a label is what stands on a button.
        let onlyWhenExpected: Bool
    }

    let name: EntityName
    /// By first word, longer phrases first.
    private let phrases: [WordKey: [Phrase]]
    /// Phrases of one long word, for slips.
    private let long: [Phrase]
    private let ordinary: Lexicon

    init(name: EntityName, options: [ChoiceOption], ordinary: Lexicon) {
        self.name = name
        self.ordinary = ordinary
        var all: [Phrase] = []
        for option in options {
            let value = String(option.value.map { $0 == "_" ? " " : $0 })
            all += [option.value, value].compactMap { Self.phrase($0, option.value, false) }
            all += option.synonyms.compactMap { Self.phrase($0, option.value, false) }
            all += [Self.phrase(option.label, option.value, true)].compactMap(\.self)
        }
        phrases = Dictionary(grouping: all, by: { $0.keys[0] }).mapValues { same in
            same.enumerated()
                .sorted { ($1.element.keys.count, $0.offset) < ($0.element.keys.count, $1.offset) }
                .map(\.element)
        }
        long = all.filter { $0.keys.count == 1 && $0.letters[0].count >= 5 }
    }

    private static func phrase(_ text: String, _ value: String, _ onlyWhenExpected: Bool) -> Phrase? {
        let words = Message(text).words.filter { $0.kind != .symbol }
        guard !words.isEmpty else { return nil }
        return Phrase(
            keys: words.map(\.key), letters: words.map(\.letters), value: value, onlyWhenExpected: onlyWhenExpected)
    }

    func found(in message: Message, isExpected: Bool) -> [Found] {
        let words = message.words.filter { $0.kind != .symbol }
        var found: [Found] = []
        var index = 0
        while index < words.count, found.count < 16 {
            guard let (phrase, length) = phrase(at: index, words, isExpected) else {
                index += 1
                continue
            }
            found.append(
                Found(name, .text(phrase.value), words[index].start..<words[index + length - 1].end))
            index += length
        }
        return found
    }

    private func phrase(at index: Int, _ words: [Message.Word], _ isExpected: Bool) -> (Phrase, Int)? {
        for phrase in phrases[words[index].key] ?? [] where isExpected || !phrase.onlyWhenExpected {
            let end = index + phrase.keys.count
            if end <= words.count, words[index..<end].map(\.key) == phrase.keys { return (phrase, phrase.keys.count) }
        }
        let word = words[index]
        guard word.kind == .word, word.letters.count >= 5, !ordinary.contains(word.key) else { return nil }
        let near = long.first { phrase in
            (isExpected || !phrase.onlyWhenExpected)
                && EditDistance.between(word.letters, phrase.letters[0], limit: word.letters.count >= 8 ? 2 : 1) != nil
        }
        return near.map { ($0, 1) }
    }
}
