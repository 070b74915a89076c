/// What the linear model sees of a message: its words, pairs of neighbouring words, and the runs of two to five
/// letters inside each word, every one of them as the number of a bucket.
///
/// Words and letters have buckets of their own, because each kind is brought to unit length by itself.
enum NGrams {
    static let letterBuckets = 1 << 18
    static let wordBuckets = 1 << 17
    static let buckets = letterBuckets + wordBuckets

    /// Words read for the model; a message is about what it says first.
    static let wordLimit = 160

    static func isWord(_ bucket: UInt32) -> Bool {
        bucket >= UInt32(letterBuckets)
    }

    /// The buckets of a message, sorted, with their counts.
    static func counts(of words: some Sequence<Message.Word>) -> [(bucket: UInt32, count: Float)] {
        var buckets: [UInt32] = []
        buckets.reserveCapacity(256)
        var previous: UInt64?
        var read = 0
        for word in words {
            guard read < wordLimit else { break }
            guard let letters = readable(word) else {
                previous = nil
                continue
            }
            read += 1
            let key = hash(letters)
            buckets.append(wordBucket(WordKey.finish(key)))
            if let previous {
                buckets.append(wordBucket(WordKey.finish(WordKey.absorb(key, 0x7C) &+ previous &* 31)))
            }
            previous = key
            appendLetterRuns(letters, to: &buckets)
        }
        buckets.sort()
        return counted(buckets)
    }

    /// For each word that tells something, the bucket of its first four letters (or all of a shorter one): enough to
    /// know "descaling" by "descale".
    static func beginnings(of words: some Sequence<Message.Word>) -> [UInt32] {
        Array(words).filter { $0.kind == .word && !CommonWords.glueKeys.contains($0.key) }
            .prefix(wordLimit)
            .map { word in
                var hash = WordKey.absorb(WordKey.seed, 0x20)
                for letter in word.letters.prefix(4) { hash = WordKey.absorb(hash, letter) }
                if word.letters.count < 4 { hash = WordKey.absorb(hash, 0x20) }
                return UInt32(truncatingIfNeeded: WordKey.finish(hash)) & UInt32(letterBuckets - 1)
            }
    }

    private static func counted(_ sorted: [UInt32]) -> [(bucket: UInt32, count: Float)] {
        var result: [(bucket: UInt32, count: Float)] = []
        result.reserveCapacity(sorted.count)
        for bucket in sorted {
            if let last = result.last, last.bucket == bucket {
                result[result.count - 1].count += 1
            } else {
                result.append((bucket, 1))
            }
        }
        return result
    }

    /// Letters of a word as the model reads them: an order number is any order number, an address any address.
    private static func readable(_ word: Message.Word) -> [UInt32]? {
        switch word.kind {
        case .word: word.letters
        case .number: word.letters.count < 3 ? word.letters : word.letters.map { _ in 0x30 }
        case .mixed: word.letters.map { $0 &- 48 < 10 ? 0x30 : $0 }
        case .address: [0x40]
        // A question mark asks, a currency sign means money, an emoji says something; a comma does not.
        case .symbol: isTelling(word.letters[0]) ? word.letters : nil
        }
    }

    private static func isTelling(_ value: UInt32) -> Bool {
        switch value {
        case 0x24, 0xA3, 0xA5, 0x20AC, 0x25: true
        default: value >= 0x2100
        }
    }

    private static func hash(_ letters: [UInt32]) -> UInt64 {
        var hash = WordKey.seed
        for letter in letters { hash = WordKey.absorb(hash, letter) }
        return hash
    }

    private static func wordBucket(_ mixed: UInt64) -> UInt32 {
        UInt32(letterBuckets) + UInt32(truncatingIfNeeded: mixed) & UInt32(wordBuckets - 1)
    }

    /// Runs of two to five within the word between two spaces.
    private static func appendLetterRuns(_ letters: [UInt32], to buckets: inout [UInt32]) {
        let length = letters.count + 2
        for start in 0..<max(length - 1, 0) {
            var hash = WordKey.seed
            for offset in 0..<min(5, length - start) {
                let position = start + offset
                let letter = position == 0 || position == length - 1 ? 0x20 : letters[position - 1]
                hash = WordKey.absorb(hash, letter)
                if offset >= 1 {
                    let mixed = WordKey.finish(hash)
                    buckets.append(UInt32(truncatingIfNeeded: mixed) & UInt32(letterBuckets - 1))
                }
            }
        }
    }
}
