import PlaybookModel
import Vocabulary

/// Finds listed values by their words, the longest first, in singular or plural, with slips of the finger forgiven in
/// long words.
struct ListRecogniser: Sendable {
    private struct Phrase: Sendable {
        let words: [[UInt32]]
        let value: String
        /// Read by its label only when asked: a label is what stands on a button.
        let onlyWhenExpected: Bool
    }

    let name: EntityName
    private let phrases: [Phrase]
    /// By first word, longer phrases first.
    private let byFirstWord: [WordKey: [Int]]
    /// By length and first or last letter of a long first word: a slip leaves one of them standing.
    private let byOutline: [Outline: [Int]]

    private struct Outline: Hashable, Sendable {
        let length: Int
        let first: UInt32?
        let last: UInt32?
    }

    static let limit = 16
    /// Phrases compared for one word, at most.
    private static let considered = 256

    init(name: EntityName, options: [ChoiceOption]) {
        self.name = name
        var all: [Phrase] = []
        for option in options {
            let value = String(option.value.map { $0 == "_" ? " " : $0 })
            all += [option.value, value].compactMap { Self.phrase($0, option.value, false) }
            all += option.synonyms.compactMap { Self.phrase($0, option.value, false) }
            all += [Self.phrase(option.label, option.value, true)].compactMap(\.self)
        }
        phrases = all
        let order = all.indices.sorted { (all[$1].words.count, $0) < (all[$0].words.count, $1) }
        var byFirstWord: [WordKey: [Int]] = [:]
        var byOutline: [Outline: [Int]] = [:]
        for index in order {
            let first = all[index].words[0]
            byFirstWord[WordKey(first), default: []].append(index)
            if all[index].words.count == 1 { byFirstWord[WordKey(Self.plural(first)), default: []].append(index) }
            guard first.count >= ListedWords.shortestSlip else { continue }
            byOutline[Outline(length: first.count, first: first.first, last: nil), default: []].append(index)
            byOutline[Outline(length: first.count, first: nil, last: first.last), default: []].append(index)
        }
        self.byFirstWord = byFirstWord
        self.byOutline = byOutline
    }

    private static func phrase(_ text: String, _ value: String, _ onlyWhenExpected: Bool) -> Phrase? {
        let words = Message(text).words.filter { $0.kind != .symbol }.map(\.letters)
        return words.isEmpty ? nil : Phrase(words: words, value: value, onlyWhenExpected: onlyWhenExpected)
    }

    private static func plural(_ letters: [UInt32]) -> [UInt32] {
        letters + [0x73]
    }

    func found(in words: ListedWords, isExpected: Bool) -> [Found] {
        guard !phrases.isEmpty else { return [] }
        var found: [Found] = []
        var index = 0
        while index < words.count, found.count < Self.limit {
            guard
                let (phrase, length) = exact(at: index, words, isExpected) ?? near(at: index, words, isExpected)
            else {
                index += 1
                continue
            }
            let range = words[index].start..<words[index + length - 1].end
            found.append(Found(name, .text(phrases[phrase].value), range))
            index += length
        }
        return found
    }

    private func exact(at index: Int, _ words: ListedWords, _ isExpected: Bool) -> (phrase: Int, length: Int)? {
        for place in byFirstWord[words[index].key] ?? [] {
            let phrase = phrases[place]
            let end = index + phrase.words.count
            guard isExpected || !phrase.onlyWhenExpected, end <= words.count else { continue }
            let fits = zip(phrase.words, words[index..<end]).enumerated().allSatisfy { position, pair in
                pair.0 == pair.1.letters || position == phrase.words.count - 1 && Self.plural(pair.0) == pair.1.letters
            }
            if fits, !isPartOfFigure(words[index], words[end - 1], words.text) { return (place, phrase.words.count) }
        }
        return nil
    }

    /// "42" is no part of "42.5".
    private func isPartOfFigure(_ first: Message.Word, _ last: Message.Word, _ text: [UInt32]) -> Bool {
        func isPoint(_ place: Int) -> Bool { text[place] == 0x2E || text[place] == 0x2C }
        if first.kind == .number, first.start > 1, isPoint(first.start - 1), Figure.isDigit(text[first.start - 2]) {
            return true
        }
        return last.kind == .number && last.end + 1 < text.count && isPoint(last.end)
            && Figure.isDigit(text[last.end + 1])
    }

    // MARK: Slips

    /// The phrase fewest slips away; none when two values are equally near.
    private func near(at index: Int, _ words: ListedWords, _ isExpected: Bool) -> (phrase: Int, length: Int)? {
        var best: (slips: Int, place: Int)?
        var isTorn = false
        for place in candidates(at: index, words) {
            let phrase = phrases[place]
            guard isExpected || !phrase.onlyWhenExpected, index + phrase.words.count <= words.count,
                let slips = slips(phrase, at: index, words)
            else { continue }
            guard let leader = best else {
                best = (slips, place)
                continue
            }
            let length = phrases[leader.place].words.count
            if phrase.words.count > length || phrase.words.count == length && slips < leader.slips {
                best = (slips, place)
                isTorn = false
            } else if phrase.words.count == length, slips == leader.slips {
                isTorn = isTorn || phrase.value != phrases[leader.place].value
            }
        }
        guard let best, !isTorn else { return nil }
        return (best.place, phrases[best.place].words.count)
    }

    private func candidates(at index: Int, _ words: ListedWords) -> [Int] {
        let word = words[index]
        var places = (byFirstWord[word.key] ?? []).filter { phrases[$0].words.count > 1 }
        guard words.maySlip[index] else { return places }
        let reach = Self.reach(word.letters.count)
        for length in (word.letters.count - reach)...(word.letters.count + reach) {
            places += byOutline[Outline(length: length, first: word.letters.first, last: nil)] ?? []
            places += byOutline[Outline(length: length, first: nil, last: word.letters.last)] ?? []
            guard places.count < Self.considered else { break }
        }
        return Array(places.prefix(Self.considered))
    }

    private static func reach(_ length: Int) -> Int {
        length >= 8 ? 2 : 1
    }

    private func slips(_ phrase: Phrase, at index: Int, _ words: ListedWords) -> Int? {
        var slips = 0
        for (offset, letters) in phrase.words.enumerated() where letters != words[index + offset].letters {
            let word = words[index + offset]
            guard words.maySlip[index + offset],
                let distance = EditDistance.between(word.letters, letters, limit: Self.reach(word.letters.count))
            else { return nil }
            slips += distance
        }
        return slips
    }
}
