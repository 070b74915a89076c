/// Text to word pieces as BERT's uncased models were trained on them: words between spaces and punctuation, each the
/// longest piece first (Wu et al. 2016). The same numbers as the model's own tokenizer gives.
struct Tokenizer: Sendable {
    private let vocabulary: Vocabulary
    /// Tokens of a text, its two marks included.
    private let limit: Int

    init(_ vocabulary: Vocabulary, limit: Int) {
        self.vocabulary = vocabulary
        self.limit = limit
        Folding.prepare()
    }

    func tokens(of text: String) -> [Int] {
        var reading = Reading(vocabulary: vocabulary, limit: limit - 1)
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.first, !reading.isFull {
            if scalar == "[", let mark = vocabulary.marks.first(where: { scalars.utf8Begins(with: $0.text) }) {
                reading.take(mark: mark.token)
                scalars.removeFirst(mark.text.count)
                continue
            }
            reading.take(scalar)
            scalars.removeFirst()
        }
        return reading.finish()
    }

    /// A text being read: the pieces so far and the word at hand.
    private struct Reading {
        let vocabulary: Vocabulary
        let limit: Int
        private var tokens: [Int] = []
        private var word: [UInt8] = []
        /// Where each character of the word begins, and where the last ends.
        private var edges: [Int] = [0]

        /// Longer words are not taken apart.
        private static let longestWord = 100

        init(vocabulary: Vocabulary, limit: Int) {
            self.vocabulary = vocabulary
            self.limit = limit
            tokens.append(vocabulary.begin)
        }

        var isFull: Bool { tokens.count >= limit }

        mutating func take(mark token: Int) {
            endWord()
            append(token)
        }

        mutating func take(_ scalar: Unicode.Scalar) {
            if scalar.value < 0x80 { return take(ascii: UInt8(scalar.value)) }
            switch CharacterKind(typed: scalar) {
            case .dropped: break
            case .space: endWord()
            case .ideograph:
                endWord()
                takeFolded(scalar)
                endWord()
            case .letter, .punctuation: takeFolded(scalar)
            }
        }

        mutating func finish() -> [Int] {
            endWord()
            tokens.append(vocabulary.end)
            return tokens
        }

        private mutating func take(ascii byte: UInt8) {
            switch byte {
            case 97...122, 48...57: add(CollectionOfOne(byte))
            case 65...90: add(CollectionOfOne(byte | 0x20))
            case 9, 10, 13, 32: endWord()
            case 0...31, 127: break
            default:
                endWord()
                add(CollectionOfOne(byte))
                endWord()
            }
        }

        private mutating func takeFolded(_ scalar: Unicode.Scalar) {
            switch Folding.outcome(of: scalar) {
            case .nothing: break
            case .one(let folded): place(folded)
            case .several(let folded): folded.forEach { place($0) }
            }
        }

        private mutating func place(_ scalar: Unicode.Scalar) {
            switch CharacterKind(folded: scalar) {
            case .space: endWord()
            case .punctuation:
                endWord()
                add(scalar.utf8)
                endWord()
            case .letter, .ideograph, .dropped: add(scalar.utf8)
            }
        }

        /// A word too long to be taken apart is not kept.
        private mutating func add(_ character: some Collection<UInt8>) {
            if edges.count <= Self.longestWord { word.append(contentsOf: character) }
            if edges.count <= Self.longestWord + 1 { edges.append(word.count) }
        }

        private mutating func append(_ token: Int) {
            if !isFull { tokens.append(token) }
        }

        private mutating func endWord() {
            guard edges.count > 1 else { return }
            defer {
                word.removeAll(keepingCapacity: true)
                edges.removeSubrange(1...)
            }
            guard edges.count <= Self.longestWord + 1 else { return append(vocabulary.unknown) }
            let first = tokens.count
            var start = 0
            while start < edges.count - 1 {
                guard let (token, next) = longestPiece(from: start) else {
                    tokens.removeSubrange(first...)
                    return append(vocabulary.unknown)
                }
                tokens.append(token)
                start = next
            }
            // Cut only now: a word that cannot be taken apart is one unknown token, wherever the cut falls.
            if tokens.count > limit { tokens.removeSubrange(limit...) }
        }

        /// The longest piece that the word goes on with, and the character after it.
        private func longestPiece(from start: Int) -> (token: Int, next: Int)? {
            var hash = start == 0 ? PieceTable.Hash.word : PieceTable.Hash.continued
            var found: (token: Int, next: Int)?
            for next in (start + 1)..<edges.count {
                guard edges[next] - edges[start] <= vocabulary.pieces.longest else { break }
                for byte in word[edges[next - 1]..<edges[next]] { hash = PieceTable.Hash.adding(byte, to: hash) }
                let bytes = word[edges[start]..<edges[next]]
                if let token = vocabulary.pieces.token(hash: hash, bytes: bytes, continued: start > 0) {
                    found = (token, next)
                }
            }
            return found
        }
    }
}

extension Substring.UnicodeScalarView {
    fileprivate func utf8Begins(with bytes: [UInt8]) -> Bool {
        Substring(self).utf8.starts(with: bytes)
    }
}
