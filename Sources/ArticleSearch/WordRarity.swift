/// In about how many articles a word stands, so that a search can begin with the words that tell most.
struct WordRarity: Sendable {
    private var counts: [UInt64: Int32] = [:]

    /// Counts the words of one more article.
    mutating func add(_ texts: some Sequence<String>) {
        for key in WordBeginnings.keys(of: texts) { counts[key, default: 0] += 1 }
    }

    /// Counts the words of an article no more that was counted.
    mutating func remove(_ texts: some Sequence<String>) {
        for key in WordBeginnings.keys(of: texts) {
            let rest = counts[key, default: 0] - 1
            counts[key] = rest > 0 ? rest : nil
        }
    }

    /// No article has a word that begins like it: 0.
    func articles(with word: some StringProtocol) -> Int {
        Int(counts[WordBeginnings.key(of: word)] ?? 0)
    }
}
