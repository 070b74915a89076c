internal import Vocabulary

/// Puts slips of the finger right before a message is read: a word nobody uses becomes the word it is one or two easy
/// edits from. Known words, names, short words and anything with a digit are left alone.
struct Speller: Sendable {
    private struct Candidate: Sendable {
        let letters: [UInt32]
        let prior: Float
    }

    private let known: Lexicon
    private let candidates: [Candidate]
    /// Every candidate under its own key and the keys of itself without one letter; sorted by key.
    private let keys: [UInt64]
    private let owners: [Int32]

    static let lengths = 4...24
    /// Words put right in a message, at most.
    private static let repairs = 32
    private static let priorPerEdit: Float = 4.4
    /// So many of a language's commonest words are about as likely as those of our own list.
    private static let everydayWords = 2_000

    /// - Parameters:
    ///   - vocabulary: words in use with how often; the more, the likelier one is meant.
    ///   - common: words of the language, the commonest first.
    init(vocabulary: [(letters: [UInt32], count: Int)], common: [String] = []) {
        let ranked = common.map { $0.unicodeScalars.map(\.value) }
        let everyday = Lexicon.common.adding(ranked.lazy.map { WordKey($0) })
        // A rare word of the phrases may itself be a slip, unless it is a common word.
        let trusted = vocabulary.filter { $0.count >= 2 || everyday.contains(WordKey($0.letters)) }
        known = everyday.adding(vocabulary.lazy.map { WordKey($0.letters) })
        var candidates: [Candidate] = []
        var taken: Set<WordKey> = []
        for (letters, count) in trusted where Self.lengths.contains(letters.count) {
            taken.insert(WordKey(letters))
            candidates.append(Candidate(letters: letters, prior: 2 + Float(Elementary.log(Double(count)))))
        }
        for word in CommonWords.all {
            let letters = word.unicodeScalars.map(\.value)
            guard Self.lengths.contains(letters.count), taken.insert(WordKey(letters)).inserted else { continue }
            candidates.append(Candidate(letters: letters, prior: 0))
        }
        for (rank, letters) in ranked.enumerated() {
            guard Self.lengths.contains(letters.count), taken.insert(WordKey(letters)).inserted else { continue }
            let prior = -Float(Elementary.log(1 + Double(rank) / Double(Self.everydayWords)))
            candidates.append(Candidate(letters: letters, prior: prior))
        }
        var entries: [(key: UInt64, owner: Int32)] = []
        for (owner, candidate) in candidates.enumerated() {
            for key in Self.shortened(candidate.letters) { entries.append((key, Int32(owner))) }
        }
        entries.sort { ($0.key, $0.owner) < ($1.key, $1.owner) }
        self.candidates = candidates
        keys = entries.map(\.key)
        owners = entries.map(\.owner)
    }

    func spelled(_ message: Message) -> SpelledMessage {
        SpelledMessage(message: message, words: repaired(message.words))
    }

    /// The words, put right, each in its place.
    func repaired(_ words: [Message.Word]) -> [Message.Word] {
        var repairs = 0
        return words.map { word in
            guard repairs < Self.repairs, let letters = repair(word) else { return word }
            repairs += 1
            return Message.Word(
                kind: word.kind, start: word.start, end: word.end, letters: letters, key: WordKey(letters),
                isName: word.isName)
        }
    }

    private func repair(_ word: Message.Word) -> [UInt32]? {
        guard word.kind == .word, !word.isName, Self.lengths.contains(word.letters.count), !known.contains(word.key)
        else { return nil }
        let limit: Float = word.letters.count >= 7 ? 2.15 : 1.35
        var best: (score: Float, owner: Int32)?
        var seen: Set<Int32> = []
        for key in Self.shortened(word.letters) {
            for owner in owners(of: key) where seen.insert(owner).inserted {
                let candidate = candidates[Int(owner)]
                guard let distance = KeyboardDistance.between(word.letters, candidate.letters, limit: limit) else {
                    continue
                }
                let score = candidate.prior - Self.priorPerEdit * distance
                if best.map({ score > $0.score || score == $0.score && owner < $0.owner }) ?? true {
                    best = (score, owner)
                }
            }
        }
        return best.map { candidates[Int($0.owner)].letters }
    }

    /// The keys of a word and of the word without any one of its letters.
    private static func shortened(_ letters: [UInt32]) -> [UInt64] {
        var keys = [WordKey(letters).bits]
        for left in letters.indices where left == 0 || letters[left] != letters[left - 1] {
            var shorter = letters
            shorter.remove(at: left)
            keys.append(WordKey(shorter).bits)
        }
        return keys
    }

    private func owners(of key: UInt64) -> ArraySlice<Int32> {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        var end = low
        // Words of one pattern are few; a bound keeps it so.
        while end < keys.count, keys[end] == key, end - low < 64 { end += 1 }
        return owners[low..<end]
    }
}
