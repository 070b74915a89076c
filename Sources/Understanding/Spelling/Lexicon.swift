/// Words that are words.
struct Lexicon: Sendable {
    private var keys: Set<WordKey>

    init(_ words: some Sequence<WordKey>) {
        keys = Set(words)
    }

    static let common = Lexicon(CommonWords.all.map { WordKey(String($0)) })

    func contains(_ key: WordKey) -> Bool {
        keys.contains(key)
    }

    func adding(_ words: some Sequence<WordKey>) -> Lexicon {
        var joined = self
        joined.keys.formUnion(words)
        return joined
    }
}
