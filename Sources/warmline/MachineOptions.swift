internal import ArgumentParser
internal import Vocabulary
internal import Webhooks

/// How other machines and this one speak to each other.
struct MachineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A host that actions and webhooks may reach though it is not on the public net, as host:port. May be repeated.",
            discussion: "Hosts of actions whose address begins with {env.NAME} are allowed as they are."))
    var allowHost: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where conversations' events are told, as NAME=URL. May be repeated.",
            discussion: """
                Standard Webhooks, signed with the secret of the same name (--webhook-secret). NAME=URL#conversation,action
                tells only these types.
                """))
    var webhook: [String] = []

    @Option(help: "The secret of a webhook, as NAME={env.VARIABLE} or NAME={file:/path}: whsec_… May be repeated.")
    var webhookSecret: [String] = []

    @Option(
        help: ArgumentHelp(
            "The secret that a provider signs its reports with, as NAME={env.VARIABLE}: whsec_… May be repeated.",
            discussion: "It reports to /api/v1/callbacks/NAME how a call that it had accepted ended."))
    var callbackSecret: [String] = []

    @Option(
        help: ArgumentHelp(
            "What allows another system to tell events, as {env.VARIABLE}: whsec_… or a key of 32 bytes. May be repeated.",
            discussion: """
                CloudEvents go to /api/v1/events, signed, or with the key as a bearer token. Answers to our mail go to \
                /api/v1/mail as they came (RFC 5322), the first megabyte at most; as a pipe of the mail server:
                head -c 1000000 | curl -H "Authorization: Bearer $KEY" --data-binary @- https://chat.example/api/v1/mail
                "Stop" stops what it answers; anything else is said in a conversation that knows what was written, and \
                answered by mail.
                """))
    var eventKey: [String] = []
}

/// The options after the file was read.
struct MachineSettings: Sendable {
    var allowedHosts: Set<String> = []
    var webhooks: [WebhookEndpoint] = []
    var webhookSecrets: [WebhookEndpointID: [WebhookSecret]] = [:]
    var callbackSecrets: [String: [WebhookSecret]] = [:]
    var eventKeys: [EventIntake.Key] = []

    static let none = MachineSettings()

    private init() {}

    init(_ options: MachineOptions, _ file: ConfigFile, _ source: SecretSource = SecretSource()) throws {
        allowedHosts = Set(try options.allowHost + file.list("allow-host"))
        for entry in try options.webhook + file.list("webhook") { webhooks.append(try Self.endpoint(entry)) }
        for entry in try options.webhookSecret + file.list("webhook-secret") {
            let (name, secrets) = try Self.secrets(entry, "--webhook-secret", source)
            webhookSecrets[WebhookEndpointID(name), default: []] += secrets
        }
        for entry in try options.callbackSecret + file.list("callback-secret") {
            let (name, secrets) = try Self.secrets(entry, "--callback-secret", source)
            callbackSecrets[name, default: []] += secrets
        }
        for entry in try options.eventKey + file.list("event-key") {
            guard let key = EventIntake.Key(try source.secret(entry, for: "--event-key")) else {
                throw ValidationError("--event-key: the key is too short; 32 bytes, or whsec_ and base64.")
            }
            eventKeys.append(key)
        }
        for webhook in webhooks where webhookSecrets[webhook.id] == nil {
            throw ValidationError("--webhook \(webhook.id): give its secret with --webhook-secret.")
        }
    }

    /// Two with a space between while one replaces the other.
    private static func secrets(
        _ entry: String, _ option: String, _ source: SecretSource
    ) throws -> (name: String, secrets: [WebhookSecret]) {
        let (name, text) = try source.named(entry, for: option)
        let secrets = text.split(separator: " ").compactMap { WebhookSecret(String($0)) }
        guard !secrets.isEmpty, secrets.count == text.split(separator: " ").count else {
            throw ValidationError("\(option) \(name): a secret is whsec_ and 24 to 64 bytes as base64.")
        }
        return (name, secrets)
    }

    private static func endpoint(_ entry: String) throws -> WebhookEndpoint {
        let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].wholeMatch(of: /[a-z0-9_-]{1,64}/) != nil else {
            throw ValidationError("--webhook is NAME=URL, the name in small letters.")
        }
        let address = parts[1].split(separator: "#", maxSplits: 1).map(String.init)
        guard address[0].hasPrefix("https://") || address[0].hasPrefix("http://") else {
            throw ValidationError("--webhook \(parts[0]): the address begins with https://.")
        }
        let types = address.count == 2 ? address[1].split(separator: ",").map(String.init) : []
        return WebhookEndpoint(id: WebhookEndpointID(parts[0]), url: address[0], types: Set(types))
    }
}
