internal import Foundation
internal import GRDB
internal import PlaybookModel

/// The words of articles, in a private in-memory database.
struct WordSearch: Sendable {
    private let database: DatabaseQueue

    /// Words of one query, at most.
    static let wordLimit = 24
    /// Articles of one answer, at most.
    static let articleLimit = 50

    init(_ articles: [Article]) throws {
        database = try DatabaseQueue()
        try database.write { database in
            try database.execute(
                sql: """
                    CREATE VIRTUAL TABLE article USING fts5(
                        title, aliases, headings, body, tokenize = 'porter unicode61 remove_diacritics 2')
                    """)
            try database.execute(
                sql: "INSERT INTO article(article, rank) VALUES ('rank', 'bm25(2.0, 3.0, 1.5, 1.0)')")
            for (index, article) in articles.enumerated() {
                try database.execute(
                    sql: "INSERT INTO article(rowid, title, aliases, headings, body) VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        index, article.title, article.aliases.joined(separator: "\n"),
                        article.sections.map(\.heading).joined(separator: "\n"),
                        article.sections.flatMap(\.passages).joined(separator: "\n"),
                    ])
            }
        }
    }

    /// Articles with any of the text's telling words, with their BM25 (the higher the better).
    func search(_ text: String) -> [(article: Int, score: Double)] {
        let query = Self.query(text)
        guard !query.isEmpty else { return [] }
        // The queries are made here from quoted words, so a failure means SQLite itself is out of memory: then the
        // letters alone decide.
        // Nothing else ever writes here, so the transaction and the read-only guard of a `read` would protect nothing
        // and cost more than the search.
        let rows = try? database.writeWithoutTransaction { database in
            let statement = try database.cachedStatement(
                sql: "SELECT rowid, -rank FROM article WHERE article MATCH ? ORDER BY rank LIMIT ?")
            return try Row.fetchAll(statement, arguments: [query, Self.articleLimit])
        }
        return (rows ?? []).map { (article: $0[0], score: max($0[1], 0)) }
    }

    /// Any of the words, each quoted, so that nothing a visitor types is an operator.
    static func query(_ text: String) -> String {
        var words: [Substring] = []
        for word in text.prefix(2_000).lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "'" })
        {
            guard words.count < wordLimit else { break }
            guard word.count > 1, !stopWords.contains(word), !words.contains(word) else { continue }
            words.append(word)
        }
        return words.map { "\"\($0)\"" }.joined(separator: " OR ")
    }

    private static let stopWords: Set<Substring> = Set(
        """
        a about after again all am an and any are as at be because been before being but by can could did do does doing
        don't for from had has have having he her here hi hello hey him his how i i'd i'll i'm i've if in into is it
        it's its just let like me more my need no nor not of off ok on once only or other our out over please same she
        should so some such tell than thank thanks that that's the their them then there these they this those through
        to too under until up us very want was we were what what's when where which while who why will with would yes
        you your
        """.split(whereSeparator: \.isWhitespace))
}
