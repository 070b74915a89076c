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
        now: @escaping @Sendable () -> Timestamp, alarmed: @escaping @Sendable (CareAlarm) -> Void
    ) async throws -> Engagement {
        var settings = Engagement.Settings(visitor: { key.visitor(for: $0.rawValue) })
        settings.carriers = carriers
        let address = publicURL ?? ""
        settings.statusPage = { "\(address)/status/#\($0.rawValue)" }
        // A mail program presses the button by itself, over https and nothing else.
        if address.hasPrefix("https://") {
            settings.unsubscribePage = { customer, purpose in
                "\(address)/outreach/off?t=\(key.unsubscribeToken(customer.rawValue, purpose: purpose.rawValue))"
            }
        }
        settings.alarmed = { alarm in
            let desk = "\(address)/desk/#\(alarm.conversation)"
            log.warning("an open case needs a word", metadata: ["alarm": "\(alarm.key)", "desk": "\(desk)"])
            alarmed(alarm)
        }
        let engagement = Engagement(
            store: store, lanes: lanes, shelf: shelf, settings: settings, now: now, log: log)
        lanes.observe(with: engagement)
        try await engagement.restore()
        return engagement
    }
}

extension CareAlarm {
    /// On the desk of whoever has the conversation, or of those who lead. That somebody is asked whether it is fixed
    /// needs nobody's hand.
    func remind(_ desk: DeskReception) async throws {
        let words: String
        switch self {
        case .promiseSoon(_, let text, _): words = "A promise is due soon: \(text)"
        case .promiseBroken(_, let text, _): words = "A promise was not kept: \(text)"
        case .silence: words = "This visitor has heard nothing for long. Say how it stands."
        case .followUp: return
        }
        try await desk.remind(words, of: conversation, from: "Warmline")
    }
}
