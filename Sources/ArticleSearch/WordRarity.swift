/// In about how many articles a word stands, so that a search can begin with the words that tell most. Words that
/// begin alike are counted as one, because the search finds them by their stems.
struct WordRarity: Sendable {
    private var counts: [UInt64: Int32] = [:]

    private static let stemLength = 5

    /// Counts the words of one more article.
    mutating func add(_ texts: some Sequence<String>) {
        var seen: Set<UInt64> = []
        for text in texts {
            var key = Self.seed
            var length = 0
            for scalar in text.unicodeScalars {
                if Self.isWordPart(scalar) {
                    if length < Self.stemLength { key = Self.absorb(key, scalar) }
                    length += 1
                } else if length > 0 {
                    seen.insert(key)
                    key = Self.seed
                    length = 0
                }
            }
            if length > 0 { seen.insert(key) }
        }
        for key in seen { counts[key, default: 0] += 1 }
    }

    /// No article has a word that begins like it: 0.
    func articles(with word: some StringProtocol) -> Int {
        var key = Self.seed
        for scalar in word.unicodeScalars.filter(Self.isWordPart).prefix(Self.stemLength) {
            key = Self.absorb(key, scalar)
        }
        return Int(counts[key] ?? 0)
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

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
