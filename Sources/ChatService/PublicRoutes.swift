internal import ChatProtocol
internal import Gateway
internal import PlaybookModel
internal import Switchboard
internal import Vocabulary

/// What anyone may read, and visitors whose site has signed them: articles, and the documents that describe the wire.
struct PublicRoutes: Sendable {
    let shelf: PlaybookShelf
    let visitors: VisitorReception
    /// The shop's day: articles hold from one day to another.
    let today: String

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        let body: [UInt8]
        switch request.path {
        case "/asyncapi.json": body = WireDocuments.asyncAPI.bytes
        case "/openapi.json": body = WireDocuments.openAPI.bytes
        case "/schemas/handover.json": body = WireDocuments.handoverSchema.bytes
        case let path where path.hasPrefix("/v1/articles/"):
            let name = ArticleName(String(path.dropFirst(13)))
            guard let article = article(name, for: await readers(request)) else {
                return Problem.response(404, "There is no such article.")
            }
            body = article
        default: return nil
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .methodNotAllowed(allow: ["GET", "HEAD"])
        }
        return HTTPResponse.json(body).with("Access-Control-Allow-Origin", "*").with("Vary", "Authorization")
    }

    private func article(_ name: ArticleName, for readers: Readership) -> [UInt8]? {
        let playbook = shelf.current.playbook
        return playbook.articles.first { $0.name == name && $0.isShown(to: readers.audiences, on: today) }
            .map { ArticleDocument($0, of: playbook.version).json.bytes }
    }

    /// The widget opens what was cited in the chat, which may be for signed visitors: it shows the visitor's token.
    private func readers(_ request: HTTPRequest) async -> Readership {
        guard let header = request.headers["Authorization"], header.hasPrefix("Bearer ") else { return .anybody }
        return await visitors.readers(holding: String(header.dropFirst(7)))
    }
}
