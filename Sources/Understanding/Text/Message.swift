/// A visitor's message, folded and cut into words. Offsets count Unicode scalars.
struct Message: Sendable {
    struct Word: Sendable {
        enum Kind: Sendable {
            case word
            case number
            /// Letters and digits together: an order number, a model name.
            case mixed
            /// An e-mail address or a link.
            case address
            /// Punctuation, currency signs, emoji: one scalar.
            case symbol
        }

        let kind: Kind
        let start: Int
        let end: Int
        /// Folded; without accents and apostrophes.
        let letters: [UInt32]
        let key: WordKey
        /// Begins with a capital and does not begin a sentence.
        let isName: Bool

        /// The same word elsewhere.
        func moved(by distance: Int) -> Word {
            Word(
                kind: kind, start: start + distance, end: end + distance, letters: letters, key: key, isName: isName)
        }
    }

    /// As written.
    let original: [Unicode.Scalar]
    /// One folded value for each scalar of `original`.
    let folded: [UInt32]
    let words: [Word]

    /// Longer messages are read to here; the rest says nothing new about what is wanted.
    static let scalarLimit = 8_192
    static let wordLimit = 400
    static let letterLimit = 40

    init(_ text: String) {
        // A bound before anything is copied: `prefix` on the scalars of a long string costs only what it takes.
        original = Array(text.unicodeScalars.prefix(Self.scalarLimit))
        folded = original.map(Folding.fold)
        words = WordCutter(original: original, folded: folded).words()
    }

    private init(original: [Unicode.Scalar], folded: [UInt32], words: [Word]) {
        self.original = original
        self.folded = folded
        self.words = words
    }

    /// Some of the words as a message of its own.
    func part(_ part: ArraySlice<Word>) -> Message {
        guard let first = part.first, let last = part.last else { return Message(original: [], folded: [], words: []) }
        return Message(
            original: Array(original[first.start..<last.end]), folded: Array(folded[first.start..<last.end]),
            words: part.map { $0.moved(by: -first.start) })
    }

    /// The letters of a stretch: without accents and apostrophes, and of a bounded length.
    fileprivate static func letters(_ folded: ArraySlice<UInt32>) -> [UInt32] {
        Array(folded.lazy.filter { $0 != Folding.nothing && $0 != 0x27 }.prefix(letterLimit))
    }

    /// The words as written, for showing.
    func text(_ word: Word) -> String {
        text(word.start, word.end)
    }

    /// Words of the message as they are read: put right where the speller did, else as written. Without addresses and
    /// links, whose letters mean nothing.
    func spelled(_ words: [Word]) -> String {
        words.prefix(NGrams.wordLimit).filter { $0.kind != .address }.map(spelled).joined(separator: " ")
    }

    private func spelled(_ word: Word) -> String {
        guard word.kind == .word, word.letters != Message.letters(folded[word.start..<word.end]) else {
            return text(word)
        }
        return String(String.UnicodeScalarView(word.letters.compactMap(Unicode.Scalar.init)))
    }

    /// The place among `words` of the first one that does not begin before an offset; their count when there is none.
    func firstWord(from offset: Int) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].start < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func text(_ start: Int, _ end: Int) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: original[start..<end])
        return String(result)
    }
}

/// Cuts a folded text into words in one pass.
private struct WordCutter {
    let original: [Unicode.Scalar]
    let folded: [UInt32]

    func words() -> [Message.Word] {
        var words: [Message.Word] = []
        words.reserveCapacity(folded.count / 5 + 1)
        var position = 0
        var startsSentence = true
        while position < folded.count, words.count < Message.wordLimit {
            let value = folded[position]
            if let end = addressEnd(from: position) {
                words.append(address(position, end))
                position = end
                startsSentence = false
            } else if Self.isWordPart(value) {
                let end = wordEnd(from: position)
                words.append(word(position, end, startsSentence: startsSentence))
                position = end
                startsSentence = false
            } else {
                if value != Folding.nothing, !Self.isSpace(value) {
                    words.append(
                        Message.Word(
                            kind: .symbol, start: position, end: position + 1, letters: [value],
                            key: WordKey(CollectionOfOne(value)), isName: false))
                }
                startsSentence = startsSentence || value == 0x2E || value == 0x21 || value == 0x3F || value == 0x0A
                position += 1
            }
        }
        return words
    }

    private func wordEnd(from start: Int) -> Int {
        var end = start
        while end < folded.count {
            let value = folded[end]
            if Self.isWordPart(value) || value == Folding.nothing {
                end += 1
            } else if value == 0x27, end + 1 < folded.count, Self.isWordPart(folded[end + 1]) {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private func word(_ start: Int, _ end: Int, startsSentence: Bool) -> Message.Word {
        let letters = Message.letters(folded[start..<end])
        let digits = letters.count { $0 &- 48 < 10 }
        let kind: Message.Word.Kind = digits == 0 ? .word : digits == letters.count ? .number : .mixed
        let capital = original[start].value != folded[start] && original[start].properties.isUppercase
        return Message.Word(
            kind: kind, start: start, end: end, letters: letters, key: WordKey(letters),
            isName: capital && !startsSentence)
    }

    private func address(_ start: Int, _ end: Int) -> Message.Word {
        let letters = folded[start..<end].prefix(Message.letterLimit).filter { $0 != Folding.nothing }
        return Message.Word(
            kind: .address, start: start, end: end, letters: letters, key: WordKey(letters), isName: false)
    }

    /// Where an e-mail address or link that begins here ends; nothing when none does. Looked for at the beginning of
    /// a run without spaces only, so the pass stays linear.
    private func addressEnd(from start: Int) -> Int? {
        guard start == 0 || Self.isSpace(folded[start - 1]), Self.isWordPart(folded[start]) else { return nil }
        var end = start
        var at: Int?
        var dotAfterAt = false
        var slashes = 0
        while end < folded.count, !Self.isSpace(folded[end]), end - start < 254 {
            switch folded[end] {
            case 0x40: at = at ?? end
            case 0x2E: dotAfterAt = dotAfterAt || at != nil
            case 0x2F: slashes += end > start && folded[end - 1] == 0x2F ? 1 : 0
            default: break
            }
            end += 1
        }
        guard slashes > 0 || (at.map { $0 > start } ?? false) && dotAfterAt else { return nil }
        // Punctuation that ends the sentence is not the address's.
        while end > start + 1, !Self.isWordPart(folded[end - 1]) { end -= 1 }
        return end
    }

    static func isSpace(_ value: UInt32) -> Bool {
        value == 0x20 || (value >= 0x09 && value <= 0x0D) || value == 0x85 || value == 0x2028 || value == 0x2029
            || value == 0x3000 || (value >= 0x2000 && value <= 0x200A)
    }

    static func isWordPart(_ value: UInt32) -> Bool {
        if value < 0x80 {
            return value &- 97 < 26 || value &- 48 < 10
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
