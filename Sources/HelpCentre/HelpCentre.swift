public import PlaybookModel
public import Vocabulary

/// The public help pages of a playbook: what the bot answers from, for people who would rather read. Nothing is kept:
/// a page is made from the playbook of the moment, so an edit is here as soon as it is in the chat.
public struct HelpCentre: Sendable {
    /// What pages depend on beside the playbook.
    public struct Surroundings: Sendable {
        /// How the service is reached from outside, without a slash behind it.
        public let address: String
        /// The shop's day, `YYYY-MM-DD`: articles hold from one day to another.
        public let today: String
        /// The reader's language, as BCP 47; empty: the shop's own.
        public let locale: String
        /// Searches for what anybody may read.
        public let search: @Sendable (_ question: String, _ readers: Readership, _ limit: Int) -> [ArticleHit]
        /// When an article was last changed, as an RFC 3339 moment.
        public let changed: @Sendable (Article) -> String

        public init(
            address: String, today: String, locale: String = "",
            search: @escaping @Sendable (String, Readership, Int) -> [ArticleHit],
            changed: @escaping @Sendable (Article) -> String
        ) {
            self.address = address
            self.today = today
            self.locale = locale
            self.search = search
            self.changed = changed
        }
    }

    let playbook: Playbook
    let surroundings: Surroundings

    /// Characters of a question, at most; the rest is not read.
    public static let questionLimit = 300
    /// Articles found, at most.
    static let foundLimit = 20
    /// What is less likely to answer is not shown.
    static let leastConfidence = 0.08

    public init(_ playbook: Playbook, in surroundings: Surroundings) {
        self.playbook = playbook
        self.surroundings = surroundings
    }

    /// What anybody may read today, in whatever language.
    var articles: [Article] { playbook.articles.filter(isPublic) }

    /// The same, each in the reader's language or else as it was first written; in the order of their titles.
    ///
    /// - Parameter isWanted: putting thousands in order for the sake of a few would take most of a page's time.
    func listed(where isWanted: (Article) -> Bool = { _ in true }) -> [Article] {
        let articles = articles
        let hidden = Translations(articles).hidden(from: surroundings.locale) { _ in true }
        let shown = articles.indices.filter { !hidden.contains($0) && isWanted(articles[$0]) }
        return Self.inOrder(shown.map { articles[$0] })
    }

    static func inOrder(_ articles: [Article]) -> [Article] {
        articles.sorted { ($0.title, $0.name) < ($1.title, $1.name) }
    }

    var readers: Readership { Readership(locale: surroundings.locale) }

    func article(_ name: some StringProtocol) -> Article? {
        playbook.articles.first { $0.name.rawValue == name && isPublic($0) }
    }

    private func isPublic(_ article: Article) -> Bool {
        article.isShown(to: ["public"], on: surroundings.today)
    }

    /// The page at a path, or nothing where there is no such place. A page for people has its own "not found".
    ///
    /// - Parameters:
    ///   - path: decoded, beginning with `/help` or `/v1/help/`.
    ///   - question: `q` of the query.
    public func page(at path: String, question: String?) -> HelpPage? {
        let question = question.map { String($0.prefix(Self.questionLimit)) }
        switch path {
        case "/help": return HelpPage(movedTo: "/help/")
        case "/help/": return index
        case "/help/search": return question.map { found(for: $0) } ?? index
        case "/help/sitemap.xml": return sitemap
        case "/help/feed.atom": return feed
        case "/v1/help/search": return foundJSON(for: question ?? "")
        case let path where path.hasPrefix("/v1/help/articles/"):
            return article(path.dropFirst(18)).map(articleJSON)
        case let path where path.hasPrefix("/help/"):
            let name = path.dropFirst(6)
            if name.hasSuffix("/"), let article = article(name.dropLast()) {
                return HelpPage(movedTo: "/help/\(Markup.part(article.name.rawValue))")
            }
            return article(name).map(page) ?? missing
        default: return nil
        }
    }

    /// Where an article is read, as a path.
    static func path(of article: ArticleName, anchor: String? = nil) -> String {
        "/help/\(Markup.part(article.rawValue))" + (anchor.map { "#\($0)" } ?? "")
    }

    func found(_ question: String) -> [ArticleHit] {
        surroundings.search(question, readers, Self.foundLimit).filter { hit in
            hit.confidence >= Self.leastConfidence && article(hit.article.rawValue) != nil
        }
    }

    /// Where the passage of a hit stands on its page.
    func anchor(of hit: ArticleHit) -> String? {
        hit.section.isEmpty ? nil : Outline.anchor(of: hit.section)
    }
}
