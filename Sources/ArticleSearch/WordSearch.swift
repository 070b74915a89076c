internal import Foundation
internal import GRDB
internal import PlaybookModel

/// The words of articles, in a private in-memory database.
struct WordSearch: Sendable {
    private let database: DatabaseQueue
    private let rarity: WordRarity

    /// Articles of one answer, at most.
    static let articleLimit = 50
    /// SQLite ranks every article that matches, so a question of common words is made narrower from here on.
    static let matchLimit = 2_500
    /// So few are put in order here: SQLite would prepare a statement of its own for it, with every question.
    private static let fewMatches = 200
    /// Fewer found by the narrow question, and the wider one is asked.
    private static let enough = 3

    init(_ articles: [Article]) throws {
        database = try DatabaseQueue()
        var rarity = WordRarity()
        try database.write { database in
            try database.execute(
                sql: """
                    CREATE VIRTUAL TABLE article USING fts5(
                        title, aliases, headings, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2')
                    """)
            try database.execute(
                sql: "INSERT INTO article(article, rank) VALUES ('rank', 'bm25(1.0, 1.5, 1.2, 1.0)')")
            let insertion = try database.makeStatement(
                sql: "INSERT INTO article(rowid, title, aliases, headings, body) VALUES (?, ?, ?, ?, ?)")
            for (index, article) in articles.enumerated() {
                let headings = article.sections.map(\.heading)
                let body = article.sections.flatMap(\.passages)
                rarity.add([article.title] + article.aliases + headings + body)
                try insertion.execute(arguments: [
                    index, article.title, article.aliases.joined(separator: "\n"), headings.joined(separator: "\n"),
                    body.joined(separator: "\n"),
                ])
            }
        }
        self.rarity = rarity
    }

    /// Articles with the text's telling words, with their BM25 (the higher the better), best first.
    ///
    /// - Parameter mayShow: the others are passed over.
    func search(_ text: String, where mayShow: (Int) -> Bool) -> [(article: Int, score: Float)] {
        let words = WordQuery(text).words
        guard !words.isEmpty else { return [] }
        let spread = words.map { (word: $0, articles: rarity.articles(with: $0)) }
        let most = spread.reduce(0) { $0 + $1.articles }
        guard most > Self.fewMatches else { return few(WordQuery.any(words), mayShow) }
        guard most > Self.matchLimit else { return rows(WordQuery.any(words), mayShow) }
        let rarest = spread.filter { $0.articles > 0 }.sorted { $0.articles < $1.articles }
        if rarest.count > 1 {
            let found = rows(WordQuery.bothFirst(rarest.map(\.word)), mayShow)
            if found.count >= Self.enough { return found }
        }
        var matches = 0
        let affordable = rarest.enumerated().prefix { place, entry in
            matches += entry.articles
            return place == 0 || matches <= Self.matchLimit
        }
        return rows(WordQuery.any(affordable.map(\.element.word)), mayShow)
    }

    private func few(_ query: String, _ mayShow: (Int) -> Bool) -> [(article: Int, score: Float)] {
        let found = rows(query, sorted: false, mayShow)
        return Array(found.sorted { ($1.score, $0.article) < ($0.score, $1.article) }.prefix(Self.articleLimit))
    }

    private func rows(
        _ query: String, sorted: Bool = true, _ mayShow: (Int) -> Bool
    ) -> [(article: Int, score: Float)] {
        // The queries are made of quoted words, so a failure means SQLite itself is out of memory: then letters and
        // meaning decide alone.
        // Nothing else ever writes here, so the transaction and the read-only guard of a `read` would protect nothing
        // and cost more than the search.
        let found = try? database.writeWithoutTransaction { database in
            let statement = try database.cachedStatement(
                sql: "SELECT rowid, -rank FROM article WHERE article MATCH ?" + (sorted ? " ORDER BY rank" : ""))
            var found: [(article: Int, score: Float)] = []
            let rows = try Row.fetchCursor(statement, arguments: [query])
            // Every match is ranked before the first is seen, so a limit in the query would save nothing.
            while !sorted || found.count < Self.articleLimit, let row = try rows.next() {
                let (article, score): (Int, Double) = (row[0], row[1])
                if mayShow(article) { found.append((article, Float(max(score, 0)))) }
            }
            return found
        }
        return found ?? []
    }
}
