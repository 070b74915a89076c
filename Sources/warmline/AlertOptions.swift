internal import Actions
internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import Mail
internal import PlaybookModel
internal import Reporting
internal import Telemetry
internal import Vocabulary
internal import Webhooks

/// Who is told of alerts, besides the desk.
struct AlertOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where alerts are posted, signed (Standard Webhooks).",
            discussion: "The secret (whsec_…) stands in WARMLINE_ALERT_SECRET.", valueName: "url"))
    var alertWebhook: String?

    @Option(help: "Who gets alerts by mail. May be repeated.")
    var alertMail: [String] = []

    @Option(help: "The address that mail comes from.")
    var mailFrom: String?

    @Option(
        help: ArgumentHelp(
            "The server that takes mail, as smtps://HOST:465, smtp://HOST:587 (STARTTLS) or smtp://127.0.0.1:25.",
            discussion: "Its account stands in WARMLINE_MAIL_USER and WARMLINE_MAIL_PASSWORD.", valueName: "url"))
    var mailServer: String?
}

/// The options after the file was read.
struct AlertSettings: Sendable {
    static let none = AlertSettings(channels: [])

    let channels: [any AlertChannel]
    /// For what customers are written, where a server and a sender are named.
    let mail: OutreachMail?
    /// The same, as it was said.
    let mailWords: (server: String, from: String)?

    private init(channels: [any AlertChannel]) {
        self.channels = channels
        mail = nil
        mailWords = nil
    }

    /// - Parameter publicURL: where people reach the service, for a link to the alerts.
    init(
        _ options: AlertOptions, _ file: ConfigFile, publicURL: String?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        var channels: [any AlertChannel] = []
        let board = publicURL.map { "\($0)/desk/insight/#alerts" }
        if let url = try options.alertWebhook ?? file.text("alert-webhook") {
            guard let secret = environment["WARMLINE_ALERT_SECRET"].flatMap({ WebhookSecret($0) }) else {
                throw ValidationError("--alert-webhook: $WARMLINE_ALERT_SECRET is not set, or is no whsec_ secret.")
            }
            channels.append(AlertWebhook(url: url, secret: secret, board: board))
        }
        let addresses = try options.alertMail + file.list("alert-mail")
        let server = try options.mailServer ?? file.text("mail-server")
        let sender = try options.mailFrom ?? file.text("mail-from")
        if let from = sender.flatMap({ MailAddress($0) }), let server = server.flatMap({ Self.server($0, environment) })
        {
            mail = OutreachMail(carrier: MailCarrier(server), from: from)
        } else {
            mail = nil
        }
        mailWords = mail == nil ? nil : server.flatMap { server in sender.map { (server, $0) } }
        if !addresses.isEmpty {
            guard let server = server.flatMap({ Self.server($0, environment) }) else {
                throw ValidationError("--alert-mail needs --mail-server, such as smtps://mail.example.com:465.")
            }
            guard let from = sender.flatMap({ MailAddress($0) }) else {
                throw ValidationError("--alert-mail needs --mail-from, an address.")
            }
            let to = try addresses.map { text in
                guard let address = MailAddress(text) else { throw ValidationError("'\(text)' is no address.") }
                return address
            }
            channels.append(AlertMail(carrier: MailCarrier(server), from: from, to: to, board: board))
        }
        self.channels = channels
    }

    private static func server(_ text: String, _ environment: [String: String]) -> MailServer? {
        MailServer(
            url: text,
            account: environment["WARMLINE_MAIL_USER"].map { name in
                MailServer.Account(name: name, password: environment["WARMLINE_MAIL_PASSWORD"] ?? "")
            })
    }
}

/// Alerts as signed messages to another program.
struct AlertWebhook: AlertChannel {
    let name = "webhook"
    private let url: String
    private let secret: WebhookSecret
    private let board: String?
    private let exchanges: HTTPExchanges

    /// - Parameters:
    ///   - url: the operator's own, which may well be inside.
    ///   - board: where alerts are looked at.
    init(url: String, secret: WebhookSecret, board: String?) {
        self.url = url
        self.secret = secret
        self.board = board
        exchanges = HTTPExchanges(bound: 2, reach: .anywhere)
    }

    func tell(_ notice: AlertNotice) async throws(AlertChannelFault) {
        guard case .record(var fields)? = try? JSONDecoder().decode(SlotValue.self, from: Data(notice.json)) else {
            throw AlertChannelFault("the alert has no form that can be sent", isPassing: false)
        }
        fields["link"] = board.map { .text($0) }
        guard
            let message = WebhookMessage(
                id: notice.id, type: "alert.\(notice.name.kind.rawValue)", at: notice.card.at, data: .record(fields))
        else { throw AlertChannelFault("the alert has no form that can be sent", isPassing: false) }
        let outcome = await exchanges.post(message, to: url, secrets: [secret], at: .present)
        guard case .answered(let answer) = outcome else { throw AlertChannelFault("not reached: \(outcome)") }
        guard (200..<300).contains(answer.status) else {
            throw AlertChannelFault("answered \(answer.status)", isPassing: answer.status != 410)
        }
    }
}

/// Alerts as mail.
struct AlertMail: AlertChannel {
    let name = "mail"
    let carrier: MailCarrier
    let from: MailAddress
    let to: [MailAddress]
    let board: String?

    func tell(_ notice: AlertNotice) async throws(AlertChannelFault) {
        let message: MailMessage
        do throws(MailMessage.Fault) {
            message = try MailMessage(
                id: MailMessage.id(of: notice.id), from: from, to: to, subject: String(notice.subject.prefix(200)),
                text: notice.text + (board.map { "\n\($0)\n" } ?? ""), at: .present)
        } catch {
            throw AlertChannelFault("no mail can say it: \(error)", isPassing: false)
        }
        switch await carrier.send(message) {
        case .sent: return
        case .again(let reason): throw AlertChannelFault(reason)
        case .refused(let reason): throw AlertChannelFault(reason, isPassing: false)
        }
    }
}
