internal import ArgumentParser
internal import ChatService
internal import Engagement
internal import Foundation
internal import Outreach
internal import Vocabulary
internal import Webhooks

/// The ways out to customers, besides the chat.
struct OutreachOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A gateway for text messages: what is said first is posted there, signed (Standard Webhooks).",
            discussion: "The secret (whsec_…) stands in WARMLINE_TEXT_SECRET.", valueName: "url"))
    var textWebhook: String?
}

/// The options after the file was read. Mail goes by the server that alerts go by.
struct OutreachSettings: Sendable {
    static let none = OutreachSettings()

    private(set) var carriers: [OutreachChannel: any OutreachCarrier] = [:]

    private init() {}

    init(
        _ options: OutreachOptions, _ file: ConfigFile, mail: OutreachMail?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        if let mail { carriers[.mail] = mail }
        guard let url = try options.textWebhook ?? file.text("text-webhook") else { return }
        guard let secret = environment["WARMLINE_TEXT_SECRET"].flatMap({ WebhookSecret($0) }) else {
            throw ValidationError("--text-webhook: $WARMLINE_TEXT_SECRET is not set, or is no whsec_ secret.")
        }
        carriers[.text] = OutreachText(url: url, secret: secret, now: { .present })
    }
}
