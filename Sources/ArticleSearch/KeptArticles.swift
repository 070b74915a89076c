internal import PlaybookModel

/// Which articles of an earlier edition are still there word for word, wherever they stand now.
struct KeptArticles: Sendable {
    /// For each article now, its place in the earlier edition; nothing where it is new or says something else.
    let before: [Int?]
    /// Places in the earlier edition that nothing has kept.
    let gone: [Int]

    init(_ articles: [Article], of earlier: [Article]) {
        let places = Dictionary(earlier.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var gone = Set(earlier.indices)
        before = articles.map { article in
            guard let place = places[article.name], Self.saysTheSame(article, earlier[place]) else { return nil }
            return gone.remove(place)
        }
        self.gone = gone.sorted()
    }

    /// To whom and when it is shown is asked with every question.
    private static func saysTheSame(_ one: Article, _ other: Article) -> Bool {
        one.title == other.title && one.aliases == other.aliases && one.sections == other.sections
    }
}
