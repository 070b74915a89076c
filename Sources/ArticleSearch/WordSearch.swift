internal import Foundation
internal import GRDB
internal import PlaybookModel

/// The words of articles, in a private in-memory database.
struct WordSearch: Sendable {
    private let database: DatabaseQueue
    private let rarity: WordRarity
    /// The database's row of each article, and the article of each row: what is kept from one edition to the next
    /// stays in its row, wherever it stands among the articles.
    private let rows: [Int]
    private let owners: [Int?]

    /// Articles of one answer, at most.
    static let articleLimit = 50
    /// SQLite ranks every article that matches, so a question of common words is made narrower from here on.
    static let matchLimit = 2_500
    /// So few are put in order here: SQLite would prepare a statement of its own for it, with every question.
    private static let fewMatches = 200
    /// Fewer found by the narrow question, and the wider one is asked.
    private static let enough = 3

    /// - Parameters:
    ///   - earlier: the search among earlier articles. It goes on as it is: the new one begins with a copy of it.
    ///   - kept: which of those are still there.
    init(
        _ articles: [Article], after earlier: (search: WordSearch, articles: [Article])?, _ kept: KeptArticles
    ) throws {
        let old = earlier?.search
        var (rarity, owners) = (old?.rarity ?? WordRarity(), [Int?](repeating: nil, count: old?.owners.count ?? 0))
        for (article, before) in kept.before.enumerated() {
            if let before, let old { owners[old.rows[before]] = article }
        }
        var free = owners.indices.filter { owners[$0] == nil }
        var rows = kept.before.map { before in before.flatMap { old?.rows[$0] } }
        database = try DatabaseQueue()
        if let old { try old.database.backup(to: database) } else { try database.write(Self.createTable) }
        try database.write { database in
            let removal = try database.makeStatement(
                sql: """
                    INSERT INTO article(article, rowid, title, aliases, headings, body)
                    VALUES ('delete', ?, ?, ?, ?, ?)
                    """)
            for place in kept.gone {
                guard let earlier else { break }
                let columns = Self.columns(of: earlier.articles[place])
                rarity.remove(columns)
                try removal.execute(arguments: [earlier.search.rows[place]] + StatementArguments(columns))
            }
            let insertion = try database.makeStatement(
                sql: "INSERT INTO article(rowid, title, aliases, headings, body) VALUES (?, ?, ?, ?, ?)")
            for article in articles.indices where rows[article] == nil {
                let row = free.popLast() ?? owners.count
                if row == owners.count { owners.append(nil) }
                (rows[article], owners[row]) = (row, article)
                let columns = Self.columns(of: articles[article])
                rarity.add(columns)
                try insertion.execute(arguments: [row] + StatementArguments(columns))
            }
        }
        self.rarity = rarity
        self.rows = rows.compactMap(\.self)
        self.owners = owners
    }

    private static func createTable(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE VIRTUAL TABLE article USING fts5(
                    title, aliases, headings, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2')
                """)
        try database.execute(sql: "INSERT INTO article(article, rank) VALUES ('rank', 'bm25(1.0, 1.5, 1.2, 1.0)')")
    }

    /// Title, alias questions, headings and body.
    private static func columns(of article: Article) -> [String] {
        [
            article.title, article.aliases.joined(separator: "\n"),
            article.sections.map(\.heading).joined(separator: "\n"),
            article.sections.flatMap(\.passages).joined(separator: "\n"),
        ]
    }

    /// Articles with the text's telling words, with their BM25 (the higher the better), best first.
    ///
    /// - Parameter mayShow: the others are passed over.
    func search(_ text: String, where mayShow: (Int) -> Bool) -> [(article: Int, score: Float)] {
        let words = WordQuery(text).words
        guard !words.isEmpty else { return [] }
        let spread = words.map { (word: $0, articles: rarity.articles(with: $0)) }
        let most = spread.reduce(0) { $0 + $1.articles }
        guard most > Self.fewMatches else { return best(WordQuery.any(words), sorted: false, mayShow) }
        guard most > Self.matchLimit else { return best(WordQuery.any(words), mayShow) }
        let rarest = spread.filter { $0.articles > 0 }.sorted { $0.articles < $1.articles }
        if rarest.count > 1 {
            let found = best(WordQuery.bothFirst(rarest.map(\.word)), mayShow)
            if found.count >= Self.enough { return found }
        }
        var matches = 0
        let affordable = rarest.enumerated().prefix { place, entry in
            matches += entry.articles
            return place == 0 || matches <= Self.matchLimit
        }
        return best(WordQuery.any(affordable.map(\.element.word)), mayShow)
    }

    /// The best of those that match, of equal ones the earlier article first.
    private func best(
        _ query: String, sorted: Bool = true, _ mayShow: (Int) -> Bool
    ) -> [(article: Int, score: Float)] {
        let found = matches(query, sorted: sorted, mayShow)
        return Array(found.sorted { ($1.score, $0.article) < ($0.score, $1.article) }.prefix(Self.articleLimit))
    }

    /// All that match, or sorted by SQLite, the best and whatever is as good as the last of these.
    private func matches(
        _ query: String, sorted: Bool, _ mayShow: (Int) -> Bool
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
            while let row = try rows.next() {
                let (place, points): (Int, Double) = (row[0], row[1])
                let score = Float(max(points, 0))
                if sorted, found.count >= Self.articleLimit, score < found[found.count - 1].score { break }
                if let article = owners[place], mayShow(article) { found.append((article, score)) }
            }
            return found
        }
        return found ?? []
    }
}
