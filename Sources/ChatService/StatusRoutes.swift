internal import ChatProtocol
internal import Engagement
internal import Foundation
internal import Gateway
internal import Outreach
internal import PlaybookModel
internal import Switchboard
internal import Vocabulary

/// What anybody may see of incidents, and the page that takes somebody off a list.
struct StatusRoutes: Sendable {
    let engagement: Engagement
    let shelf: PlaybookShelf
    let key: SigningKey
    /// How the service is reached, without a slash behind it.
    let address: String
    let now: Timestamp

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        if request.path == "/outreach/off" { return await unsubscribe(request) }
        if request.path == "/status" { return .redirect(to: "/status/", status: 308) }
        let isPage = request.path == "/status/"
        guard isPage || request.path.hasPrefix("/api/v2/") else { return nil }
        let report = report
        let body: HTTPResponse
        switch request.path {
        case "/status/":
            body = page(StatusPage(report: report, zone: zone, locale: locale).html)
        case "/api/v2/summary.json": body = .json(report.summary.bytes)
        case "/api/v2/status.json": body = .json(report.statusAlone.bytes)
        case "/api/v2/components.json": body = .json(report.componentsAlone.bytes)
        case "/api/v2/incidents.json": body = .json(report.incidents(unresolved: false).bytes)
        case "/api/v2/incidents/unresolved.json": body = .json(report.incidents(unresolved: true).bytes)
        case "/api/v2/scheduled-maintenances.json", "/api/v2/scheduled-maintenances/upcoming.json",
            "/api/v2/scheduled-maintenances/active.json":
            body = .json(report.maintenances.bytes)
        default: return nil
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .methodNotAllowed(allow: ["GET", "HEAD"])
        }
        let fresh = body.with("Cache-Control", "no-cache")
        return isPage ? fresh : fresh.with("Access-Control-Allow-Origin", "*")
    }

    private var report: StatusReport {
        StatusReport(
            company: shelf.current.playbook.assistant.company, address: "\(address)/status/",
            components: engagement.components, incidents: engagement.incidents, now: now)
    }

    private var zone: TimeZone { TimeZone(identifier: shelf.current.playbook.assistant.timeZone) ?? .gmt }
    private var locale: Locale { Locale(identifier: shelf.current.playbook.assistant.locale) }

    private func page(_ html: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse.html(Array(html.utf8), status: status).with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
    }

    // MARK: Off the list (RFC 8058)

    /// Opened, it asks; posted to, by a person or by a mail program's own button, it is done.
    private func unsubscribe(_ request: HTTPRequest) async -> HTTPResponse {
        guard let token = request.query("t"), let (customer, purpose) = key.unsubscribed(by: token) else {
            return page(Self.words("This link is not whole", "Please open it again from the mail."), status: 404)
        }
        switch request.method {
        case "GET", "HEAD":
            let form = "<form method=\"post\"><button>Stop these messages</button></form>"
            return page(Self.words("Stop these messages?", "One press, and you get no more of this kind.", form))
        case "POST":
            guard (try? await engagement.unsubscribe(customer, from: purpose)) != nil else {
                return Problem.response(503, "That could not be kept; please try again.")
            }
            return page(Self.words("That's done", "You get no more messages of this kind."))
        default: return .methodNotAllowed(allow: ["GET", "HEAD", "POST"])
        }
    }

    private static func words(_ title: String, _ text: String, _ more: String = "") -> String {
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title)</title>
        <link rel="stylesheet" href="/status/assets/status.css"></head>
        <body><main><p class="banner none">\(title)<small>\(text)</small></p>\(more)</main></body></html>
        """
    }
}
