internal import ArgumentParser
internal import ChatService
internal import Foundation
internal import Gateway
internal import Switchboard
internal import Vocabulary
internal import Yams

/// What `serve` and `demo` share. Every option may also stand in the `--config` file under its long name.
struct ServeOptions: ParsableArguments {
    @Option(help: "The folder that says what the bot knows.")
    var playbook: String?

    @Option(help: "The database: a SQLite file, made when missing; `:memory:` keeps nothing.")
    var store: String?

    @Option(help: "Address and port to listen on; port 0 lets the system choose.")
    var listen: String?

    @Option(help: "A site that may embed the widget, as an origin (https://shop.example). May be repeated.")
    var allowOrigin: [String] = []

    @Option(help: "How this service is reached from outside, behind a proxy or under a name.")
    var publicURL: String?

    @Option(help: "Where pictures in the bot's lines come from, as an origin. May be repeated.")
    var imageOrigin: [String] = []

    @Option(help: "TLS certificate chain, PEM.")
    var certificate: String?

    @Option(help: "TLS private key, PEM.")
    var key: String?

    @Option(help: "A proxy whose X-Forwarded-For and -Proto are believed, as an address or block. May be repeated.")
    var trustProxy: [String] = []

    @Flag(help: "Plain text on an address that is not loopback, with no trusted proxy in front.")
    var insecure = false

    @Option(help: "WebSocket connections of one address.")
    var connectionsPerAddress: Int?

    @Option(help: "Messages of one visitor in ten seconds.")
    var messagesPerTenSeconds: Int?

    @Option(
        help: ArgumentHelp(
            "A secret that a site signs its visitors' names with, as KEY={env.NAME}: 32 bytes or more. May be repeated.",
            discussion: "KEY is the token's kid. WARMLINE_IDENTITY_SECRETS in the environment may hold KEY=SECRET too.")
    )
    var identitySecret: [String] = []

    @OptionGroup var machines: MachineOptions

    @OptionGroup var model: ModelOptions

    @OptionGroup var alerts: AlertOptions

    @OptionGroup var outreach: OutreachOptions

    @Option(help: "A YAML file with these options.")
    var config: String?

    @Option(help: "What is logged: trace, debug, info, notice, warning, error.")
    var logLevel: String?
}

/// The options after the file was read; the command line wins.
struct ServeSettings {
    let model: LanguageModel
    var playbook = "Intents"
    var store = "warmline.db"
    var logLevel = "notice"
    var service = ChatServiceConfiguration()
    var alerts = AlertSettings.none
    var outreach = OutreachSettings.none
    var machines = MachineSettings.none
    /// The server that takes mail and whom mail comes from, for programs that we start.
    let mail: (server: String, from: String)?

    init(_ options: ServeOptions) throws {
        let file = try ConfigFile(path: options.config)
        model = try options.model.languageModel()
        playbook = try options.playbook ?? file.text("playbook") ?? playbook
        store = try options.store ?? file.text("store") ?? store
        logLevel = try options.logLevel ?? file.text("log-level") ?? logLevel
        let address = try options.listen ?? file.text("listen") ?? "127.0.0.1:8080"
        (service.gateway.host, service.gateway.port) = try Self.address(address)
        service.allowedOrigins = try options.allowOrigin + file.list("allow-origin")
        service.imageOrigins = try options.imageOrigin + file.list("image-origin")
        service.publicURL = try (options.publicURL ?? file.text("public-url")).map {
            $0.hasSuffix("/") ? String($0.dropLast()) : $0
        }
        service.gateway.allowsPlainTextInPublic = try options.insecure || file.flag("insecure")
        service.gateway.trustedProxies = try (options.trustProxy + file.list("trust-proxy")).map { text in
            guard let block = AddressBlock(text) else {
                throw ValidationError("--trust-proxy: '\(text)' is no address or block.")
            }
            return block
        }
        if let count = try options.connectionsPerAddress ?? file.number("connections-per-address") {
            service.gateway.webSocketsPerAddress = count
            service.gateway.connectionsPerAddress = max(count * 2, service.gateway.connectionsPerAddress)
        }
        if let count = try options.messagesPerTenSeconds ?? file.number("messages-per-ten-seconds") {
            service.visitorRate = RateLimit(count: count, window: .seconds(10))
        }
        service.identitySecrets = try IdentitySecretSource().secrets(
            options.identitySecret + file.list("identity-secret"))
        alerts = try AlertSettings(options.alerts, file, publicURL: service.publicURL)
        mail = alerts.mailWords
        outreach = try OutreachSettings(options.outreach, file, mail: alerts.mail)
        machines = try MachineSettings(options.machines, file)
        try readTLS(options, file)
        try file.finish()
    }

    private mutating func readTLS(_ options: ServeOptions, _ file: ConfigFile) throws {
        let certificate = try options.certificate ?? file.text("certificate")
        let key = try options.key ?? file.text("key")
        guard certificate != nil || key != nil else { return }
        guard let certificate, let key else { throw ValidationError("--certificate and --key go together.") }
        service.gateway.tls = GatewayConfiguration.TLSFiles(certificate: certificate, key: key)
    }

    static func address(_ text: String) throws -> (String, UInt16) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw ValidationError("'\(text)' is no address and port, such as 127.0.0.1:8080.")
        }
        let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
        return (host.isEmpty ? "0.0.0.0" : host, port)
    }
}

/// A `--config` file: a flat YAML map of long option names. Unknown names are refused.
final class ConfigFile {
    private var values: [String: Node] = [:]
    private let path: String

    init(path: String?) throws {
        self.path = path ?? ""
        guard let path else { return }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let mapping = try compose(yaml: text)?.mapping else {
            throw ValidationError("\(path): a map of option names is expected.")
        }
        for (key, value) in mapping {
            values[key.string ?? ""] = value
        }
    }

    func text(_ name: String) throws -> String? {
        guard let node = values.removeValue(forKey: name) else { return nil }
        guard let text = node.string else { throw fault(node, "'\(name)' is text.") }
        return text
    }

    func number(_ name: String) throws -> Int? {
        guard let node = values.removeValue(forKey: name) else { return nil }
        guard let number = node.int else { throw fault(node, "'\(name)' is a whole number.") }
        return number
    }

    func flag(_ name: String) throws -> Bool {
        guard let node = values.removeValue(forKey: name) else { return false }
        guard let flag = node.bool else { throw fault(node, "'\(name)' is true or false.") }
        return flag
    }

    func list(_ name: String) throws -> [String] {
        guard let node = values.removeValue(forKey: name) else { return [] }
        if let text = node.string { return [text] }
        guard let sequence = node.sequence else { throw fault(node, "'\(name)' is a list.") }
        return try sequence.map { item in
            guard let text = item.string else { throw fault(item, "'\(name)' is a list of texts.") }
            return text
        }
    }

    func finish() throws {
        guard let (name, node) = values.min(by: { $0.key < $1.key }) else { return }
        throw fault(node, "'\(name)' is no option.")
    }

    private func fault(_ node: Node, _ message: String) -> ValidationError {
        ValidationError("\(path):\(node.mark?.line ?? 1):\(node.mark?.column ?? 1): \(message)")
    }
}
