/// What a question asks SQLite's full text search for. Every word is quoted and made of letters, digits and
/// apostrophes only, so nothing a visitor types is an operator.
struct WordQuery: Hashable, Sendable {
    /// The telling words, small, each once, in the order they stand.
    let words: [String]

    /// Words of one query, at most.
    static let wordLimit = 24
    /// Characters read, at most.
    static let lengthLimit = 2_000

    init(_ text: String) {
        var words: [String] = []
        let parts = text.prefix(Self.lengthLimit).lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
        for part in parts {
            guard words.count < Self.wordLimit else { break }
            let word = String(part.drop { $0 == "'" }.prefix(64))
            guard word.count > 1, !Self.stopWords.contains(word), !words.contains(word) else { continue }
            words.append(word)
        }
        self.words = words
    }

    /// Articles with any of the words.
    static func any(_ words: some Sequence<String>) -> String {
        words.map(quoted).joined(separator: " OR ")
    }

    /// Articles with both of the first two words. The others find nothing more, but count where they stand.
    static func bothFirst(_ words: [String]) -> String {
        let both = words.prefix(2).map(quoted).joined(separator: " AND ")
        let rest = words.dropFirst(2)
        return rest.isEmpty ? both : "(\(both)) OR (\(both) AND (\(any(rest))))"
    }

    private static func quoted(_ word: String) -> String { "\"\(word)\"" }

    private static let stopWords = Set(
        """
        a about after again all am an and any are as at be because been before being but by can could did do does doing
        don't for from had has have having he her here hi hello hey him his how i i'd i'll i'm i've if in into is it
        it's its just let like me more my need no nor not of off ok on once only or other our out over please same she
        should so some such tell than thank thanks that that's the their them then there these they this those through
        to too under until up us very want was we were what what's when where which while who why will with would yes
        you your
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
