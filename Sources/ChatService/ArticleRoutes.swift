internal import ChatProtocol
internal import Gateway
internal import PlaybookModel
internal import Switchboard
internal import Vocabulary

/// The knowledge base for whoever is signed in at the desk: what customers may read, whoever they are, and what is
/// for agents alone.
struct ArticleRoutes: Sendable {
    let shelf: PlaybookShelf
    let access: DeskAccess
    let configuration: ChatServiceConfiguration
    let now: Timestamp

    private static let questionLimit = 300
    private static let foundLimit = 12

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        let prefix = "/api/v1/articles"
        guard request.path == prefix || request.path.hasPrefix(prefix + "/") else { return nil }
        guard request.method == "GET" else { return .methodNotAllowed(allow: ["GET"]) }
        guard await access.visit(request.cookie(DeskRoutes.cookieName(request))) != nil else {
            return Problem.response(401, "Sign in.")
        }
        let edition = shelf.current
        let found =
            request.path == prefix
            ? hits(for: request, in: edition.playbook)
            : article(ArticleName(String(request.path.dropFirst(prefix.count + 1))), in: edition.playbook)
        guard let found else { return Problem.response(404, "There is no such article.") }
        return HTTPResponse.json(found.bytes).with("Cache-Control", "no-store")
    }

    /// `?q=…&locale=de`: `{question, version, hits: [{article, title, section, passage, audience, version, confidence}]}`
    private func hits(for request: HTTPRequest, in playbook: Playbook) -> JSON {
        let question = String((request.query("q") ?? "").prefix(Self.questionLimit))
        let readers = Readership(
            audiences: Set(playbook.articles.map(\.audience)),
            locale: String((request.query("locale") ?? "").prefix(35)))
        let articles = Dictionary(playbook.articles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let hits = configuration.foundArticles(question, readers, Self.foundLimit, now).compactMap { hit in
            articles[hit.article].map { Self.json(of: hit, in: $0) }
        }
        return [
            "question": .string(question), "version": .string(playbook.version.rawValue), "hits": .array(hits),
        ]
    }

    private static func json(of hit: ArticleHit, in article: Article) -> JSON {
        [
            "article": .string(hit.article.rawValue), "title": .string(hit.title), "section": .string(hit.section),
            "passage": .string(hit.passage), "audience": .string(article.audience),
            "version": .string(article.version), "confidence": .number((hit.confidence * 100).rounded() / 100),
        ]
    }

    private func article(_ name: ArticleName, in playbook: Playbook) -> JSON? {
        playbook.articles.first { $0.name == name }.map { ArticleDocument($0, of: playbook.version).json }
    }
}
