public import PlaybookModel
public import Vocabulary

/// Articles that somebody should look at again.
public struct StaleReport: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public let article: ArticleName
        public let owner: String?
        /// `YYYY-MM-DD`; `nil`: nobody has ever said.
        public let reviewBy: String?
        /// It does not hold any more and is shown to nobody.
        public let isOver: Bool
    }

    public let items: [Item]

    /// Those past their review day first, the longest ago first; then those over, then those without a day.
    ///
    /// - Parameter today: `YYYY-MM-DD`.
    public init(_ playbook: Playbook, today: String) {
        items = playbook.articles.compactMap { article in
            let isOver = article.validUntil.map { $0 < today } ?? false
            guard isOver || article.reviewBy.map({ $0 < today }) ?? true else { return nil }
            return Item(article: article.name, owner: article.owner, reviewBy: article.reviewBy, isOver: isOver)
        }
        .sorted { ($0.reviewBy ?? "9999", $0.article) < ($1.reviewBy ?? "9999", $1.article) }
    }
}
