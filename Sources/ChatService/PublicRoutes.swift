internal import ChatProtocol
internal import Gateway
internal import PlaybookModel
internal import Switchboard
internal import Vocabulary

/// What anyone may read: articles, and the documents that describe the wire.
struct PublicRoutes: Sendable {
    let shelf: PlaybookShelf
    /// The shop's day: articles hold from one day to another.
    let today: String

    func response(to request: HTTPRequest) -> HTTPResponse? {
        let body: [UInt8]
        switch request.path {
        case "/asyncapi.json": body = WireDocuments.asyncAPI.bytes
        case "/openapi.json": body = WireDocuments.openAPI.bytes
        case "/schemas/handover.json": body = WireDocuments.handoverSchema.bytes
        case let path where path.hasPrefix("/v1/articles/"):
            guard let article = article(ArticleName(String(path.dropFirst(13)))) else {
                return Problem.response(404, "There is no such article.")
            }
            body = article
        default: return nil
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .methodNotAllowed(allow: ["GET", "HEAD"])
        }
        return HTTPResponse.json(body).with("Access-Control-Allow-Origin", "*")
    }

    private func article(_ name: ArticleName) -> [UInt8]? {
        let articles = shelf.current.playbook.articles
        guard let article = articles.first(where: { $0.name == name && $0.isShown(to: ["public"], on: today) })
        else { return nil }
        let json: JSON = [
            "article": .string(article.name.rawValue), "title": .string(article.title),
            "sections": .array(
                article.sections.map { section in
                    [
                        "heading": .string(section.heading),
                        "passages": .array(section.passages.map(JSON.string)),
                    ]
                }),
        ]
        return json.bytes
    }
}
