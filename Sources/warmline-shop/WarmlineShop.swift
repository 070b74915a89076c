import ArgumentParser
import DemoShop
import Foundation
import FoundationNetworking
import Gateway
import Mail
import Vocabulary

/// The demo shop Alder & Finch: a real back end with its own SQLite file, spoken to over HTTP like any other.
@main
struct WarmlineShop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warmline-shop",
        abstract: "Serve the demo shop's back end.",
        discussion: """
            Orders, payments, refunds and returns of a made-up shop in one SQLite file, filled at the first start.
            Callers carry the token as bearer token; /admin asks for it as password. Ends cleanly on SIGTERM.
            What is approved by a person comes with that person's name, and only from who has the token.

            Example: SHOP_TOKEN=secret warmline-shop --db shop.db --listen 127.0.0.1:8090
            """)

    @Option(help: ArgumentHelp("The shop's SQLite file; made and filled when missing.", valueName: "file"))
    var db: String

    @Option(help: ArgumentHelp("Where to listen; port 0 lets the system choose.", valueName: "address:port"))
    var listen = "127.0.0.1:8090"

    @Option(help: "What callers carry as bearer token. Better given as SHOP_TOKEN: arguments are seen by others.")
    var token: String?

    @Option(name: .customLong("public-url"), help: "What addresses of labels begin with. Default: the caller's host.")
    var publicURL: String?

    @Option(help: "The same seed, the same customers and orders.")
    var seed: UInt64 = 1

    @Flag(name: .customLong("allow-faults"), help: "Serve POST /v1/faults, which orders failures. For tests.")
    var allowsFaults = false

    @Option(
        name: .customLong("callback-url"),
        help: ArgumentHelp(
            "Where results of long actions are reported, signed with SHOP_CALLBACK_SECRET.",
            discussion: "With the secret alone it is said later: PUT /v1/callback-address.", valueName: "url"))
    var callbackURL: String?

    @Option(
        help: ArgumentHelp(
            "The server that takes codes and receipts, as smtps://HOST:465, smtp://HOST:587 or smtp://127.0.0.1:25.",
            discussion: "Its account stands in WARMLINE_MAIL_USER and WARMLINE_MAIL_PASSWORD.", valueName: "url"))
    var mailServer: String?

    @Option(help: "The address that mail comes from.")
    var mailFrom: String?

    func run() async throws {
        guard let token = token ?? ProcessInfo.processInfo.environment["SHOP_TOKEN"], !token.isEmpty else {
            throw ValidationError("give the callers' token as SHOP_TOKEN, or with --token")
        }
        let stop = StopSignal()
        let shop = try Shop(path: db, seed: seed)
        let callbackAddress = Callbacks.Address(callbackURL)
        let callbacks = try callbacks(of: shop, to: callbackAddress)
        let mailing = try mailing(of: shop)
        let api = ShopAPI(
            shop, token: token, publicURL: publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 },
            allowsFaults: allowsFaults, callbackAddress: callbacks == nil ? nil : callbackAddress)
        let gateway = Gateway(try gatewayConfiguration(), handlers: GatewayHandlers(http: { await api.answer($0) }))
        let address = try await gateway.start()
        // Unbuffered, unlike `print`: whoever started us waits for this line, often through a pipe.
        try FileHandle.standardOutput.write(contentsOf: Data("listening on http://\(address)\n".utf8))
        let work = [
            callbacks.map { callbacks in Task { await callbacks.run() } },
            mailing.map { mailing in Task { await mailing.run() } },
        ].compactMap(\.self)
        await stop.wait()
        for task in work { task.cancel() }
        await gateway.drain()
        await gateway.stop()
        try shop.close()
    }

    /// Letters by SMTP; without a server the back office shows them as kept.
    private func mailing(of shop: Shop) throws -> Mailing? {
        guard let mailServer else { return nil }
        let environment = ProcessInfo.processInfo.environment
        let account = environment["WARMLINE_MAIL_USER"].map { name in
            MailServer.Account(name: name, password: environment["WARMLINE_MAIL_PASSWORD"] ?? "")
        }
        guard let server = MailServer(url: mailServer, account: account) else {
            throw ValidationError("--mail-server is an address such as smtps://mail.example.com:465")
        }
        guard let from = mailFrom.flatMap({ MailAddress($0, name: "Alder & Finch") }) else {
            throw ValidationError("--mail-server needs --mail-from, an address")
        }
        let carrier = MailCarrier(server)
        return Mailing(shop) { await Self.send($0, from: from, by: carrier) }
    }

    private static func send(
        _ letter: Mailing.Letter, from: MailAddress, by carrier: MailCarrier
    ) async -> Mailing.Outcome {
        guard let to = MailAddress(letter.recipient),
            let message = try? MailMessage(
                id: letter.id, from: from, to: [to], subject: letter.subject, text: letter.text,
                at: Timestamp(milliseconds: letter.writtenAt * 1_000))
        else { return .refused }
        return switch await carrier.send(message) {
        case .sent: .sent
        case .again: .again
        case .refused: .refused
        }
    }

    private func callbacks(of shop: Shop, to address: Callbacks.Address) throws -> Callbacks? {
        let secret = ProcessInfo.processInfo.environment["SHOP_CALLBACK_SECRET"]
        guard callbackURL != nil || secret != nil else { return nil }
        guard let callbacks = Callbacks(shop, address: address, secret: secret ?? "", post: Self.post) else {
            throw ValidationError(
                "give the secret of callbacks as SHOP_CALLBACK_SECRET, whsec_ and 24 to 64 bytes in base64")
        }
        return callbacks
    }

    @Sendable private static func post(
        _ url: String, _ headers: [(name: String, value: String)], _ body: [UInt8]
    ) async -> Int? {
        guard let url = URL(string: url) else { return nil }
        var request = URLRequest(url: url, timeoutInterval: 10)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let answer = try? await URLSession.shared.data(for: request)
        return (answer?.1 as? HTTPURLResponse)?.statusCode
    }

    private func gatewayConfiguration() throws -> GatewayConfiguration {
        guard let colon = listen.lastIndex(of: ":"), let port = UInt16(listen[listen.index(after: colon)...]) else {
            throw ValidationError("'\(listen)' is not an address and a port, such as 127.0.0.1:8090")
        }
        var configuration = GatewayConfiguration()
        configuration.host = listen[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        configuration.port = port
        configuration.connectionsPerAddress = 1_000
        return configuration
    }
}
