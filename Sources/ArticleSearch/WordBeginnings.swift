internal import PlaybookModel

/// Words by the five letters they begin with, in small letters: about what the full text search takes for one word.
enum WordBeginnings {
    private static let length = 5
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    static func keys(of texts: some Sequence<String>) -> Set<UInt64> {
        var seen: Set<UInt64> = []
        for text in texts {
            var key = seed
            var letters = 0
            for scalar in text.unicodeScalars {
                if isWordPart(scalar) {
                    if letters < length { key = absorb(key, scalar) }
                    letters += 1
                } else if letters > 0 {
                    seen.insert(key)
                    key = seed
                    letters = 0
                }
            }
            if letters > 0 { seen.insert(key) }
        }
        return seen
    }

    static func key(of word: some StringProtocol) -> UInt64 {
        word.unicodeScalars.lazy.filter(isWordPart).prefix(length).reduce(seed, absorb)
    }

    /// FNV-1a over small letters.
    private static func absorb(_ key: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
        let small =
            scalar.value < 0x80
            ? (scalar.value &- 65 < 26 ? scalar.value + 32 : scalar.value)
            : scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
        return (key ^ UInt64(small)) &* 0x0000_0100_0000_01B3
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value >= 0x80 else { return value &- 48 < 10 || value &- 65 < 26 || value &- 97 < 26 }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

extension WordQuery {
    /// The share of the words that an article has too, in this form or another; 0 where there are none.
    func share(in article: Article) -> Float {
        guard !words.isEmpty else { return 0 }
        let known = WordBeginnings.keys(
            of: [article.title] + article.aliases + article.sections.flatMap { [$0.heading] + $0.passages })
        return Float(words.count { known.contains(WordBeginnings.key(of: $0)) }) / Float(words.count)
    }
}
