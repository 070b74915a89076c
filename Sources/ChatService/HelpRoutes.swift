internal import Foundation
internal import Gateway
internal import HelpCentre
internal import PlaybookModel
internal import Switchboard
internal import Vocabulary

/// The public help pages, from the edition that the chat answers from.
struct HelpRoutes: Sendable {
    let shelf: PlaybookShelf
    let configuration: ChatServiceConfiguration
    /// How the service is reached, without a slash behind it.
    let address: String
    let now: @Sendable () -> Timestamp

    func response(to request: HTTPRequest) -> HTTPResponse? {
        guard request.path == "/help" || request.path.hasPrefix("/help/") || request.path.hasPrefix("/v1/help/"),
            !request.path.hasPrefix("/help/assets/")
        else { return nil }
        let edition = shelf.current
        let moment = now()
        let centre = HelpCentre(
            edition.playbook,
            in: HelpCentre.Surroundings(
                address: address, today: Self.day(of: moment, zone: edition.playbook.assistant.timeZone),
                locale: Self.locale(of: request),
                search: { [configuration] in configuration.foundArticles($0, $1, $2, moment) },
                changed: { [configuration] article in
                    Self.notation(of: configuration.articleChanged(article.place.file) ?? moment)
                }))
        guard let page = centre.page(at: request.path, question: request.query("q")) else {
            return request.path.hasPrefix("/v1/") ? Problem.response(404, "There is no such article.") : nil
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .methodNotAllowed(allow: ["GET", "HEAD"])
        }
        if let location = page.location { return .redirect(to: location, status: page.status) }
        return headed(page, request)
    }

    /// Kept by anyone who likes, and asked for again each time: an edit is seen at once.
    private func headed(_ page: HelpPage, _ request: HTTPRequest) -> HTTPResponse {
        let response =
            page.status == 200
            ? HTTPResponse.asset(
                page.body, type: page.type, tag: EntityTag(of: page.body), for: request,
                cacheControl: "public, no-cache"
            ).with("Vary", "Accept-Language")
            : HTTPResponse(
                status: page.status, headers: ["Content-Type": page.type, "Cache-Control": "no-store"], body: page.body)
        if request.path.hasPrefix("/v1/") { return response.with("Access-Control-Allow-Origin", "*") }
        let images = (["'self'", "data:"] + configuration.imageOrigins).joined(separator: " ")
        return response.with(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src \(images); connect-src 'self'; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'")
    }

    /// What was chosen on a page, or else the browser's first language.
    private static func locale(of request: HTTPRequest) -> String {
        let wanted = request.query("lang") ?? request.headers["Accept-Language"] ?? ""
        let first = wanted.prefix { $0 != "," && $0 != ";" }.filter { $0 != " " }
        let isTag = first.count <= 35 && first.allSatisfy { $0 == "-" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isTag ? first : ""
    }

    /// The shop's day as `YYYY-MM-DD`.
    static func day(of moment: Timestamp, in shelf: PlaybookShelf) -> String {
        day(of: moment, zone: shelf.current.playbook.assistant.timeZone)
    }

    private static func day(of moment: Timestamp, zone: String) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date(moment))
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    /// RFC 3339, in whole seconds.
    private static func notation(of moment: Timestamp) -> String {
        date(moment).formatted(.iso8601)
    }

    private static func date(_ moment: Timestamp) -> Date {
        Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
    }
}
