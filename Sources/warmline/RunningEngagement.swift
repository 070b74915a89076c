internal import ChatService
internal import Engagement
internal import Foundation
internal import Logging
internal import Outreach
internal import PlaybookModel
internal import Store
internal import Switchboard
internal import Vocabulary

/// The engagement room, wired to the house: who is a visitor of what name, where pages are, what goes out by mail.
enum RunningEngagement {
    static func make(
        store: any ConversationStore, lanes: ConversationLanes, shelf: PlaybookShelf, key: SigningKey,
        publicURL: String?, carriers: [OutreachChannel: any OutreachCarrier], log: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) async throws -> Engagement {
        var settings = Engagement.Settings(visitor: { key.visitor(for: $0.rawValue) })
        settings.carriers = carriers
        let address = publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? ""
        settings.statusPage = { "\(address)/status/#\($0.rawValue)" }
        // A mail program presses the button by itself, over https and nothing else.
        if address.hasPrefix("https://") {
            settings.unsubscribePage = { customer, purpose in
                "\(address)/outreach/off?t=\(key.unsubscribeToken(customer.rawValue, purpose: purpose.rawValue))"
            }
        }
        settings.alarmed = { alarm in
            log.warning("an open case needs a word", metadata: ["alarm": "\(alarm.key)"])
        }
        let engagement = Engagement(
            store: store, lanes: lanes, shelf: shelf, settings: settings, now: now, log: log)
        lanes.observe(with: engagement)
        try await engagement.restore()
        return engagement
    }
}
