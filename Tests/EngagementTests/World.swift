import ChatProtocol
import Dialog
import Engagement
import Logging
import Outreach
import PlaybookLoading
import PlaybookModel
import Store
import Switchboard
import Telemetry
import Testing
import Understanding
import Vocabulary

/// What is outside of the house and survives its end: the store, the clock, people's mailboxes.
final class World: Sendable {
    struct Letter: Hashable, Sendable {
        let key: BusinessKey
        let customer: CustomerID
        let channel: OutreachChannel
        let address: String?
        let text: String
        let unsubscribe: String?
    }

    private struct Memory {
        var now = World.start
        var letters: [BusinessKey: Letter] = [:]
        var attempts = 0
        var alarms: [CareAlarm] = []
        var isMailDown = false
    }

    /// Monday 5 January 2026, 12:00 UTC.
    static let start = Timestamp(milliseconds: 1_767_614_400_000)

    let store: any ConversationStore
    private let memory = Locked(Memory())

    init(_ store: any ConversationStore = InMemoryStore()) {
        self.store = store
    }

    var now: Timestamp { memory.withLock { $0.now } }
    var letters: [Letter] { memory.withLock { $0.letters.values.sorted { $0.key < $1.key } } }
    var attempts: Int { memory.withLock { $0.attempts } }
    var alarms: [CareAlarm] { memory.withLock { $0.alarms } }

    func pass(_ span: TimeSpan) { memory.withLock { $0.now = $0.now + span } }
    func setMail(isDown: Bool) { memory.withLock { $0.isMailDown = isDown } }
    func note(_ alarm: CareAlarm) { memory.withLock { $0.alarms.append(alarm) } }

    /// Receivers know a repetition by its key.
    func take(_ message: OutreachMessage) -> Bool {
        memory.withLock { memory in
            memory.attempts += 1
            guard !memory.isMailDown else { return false }
            let letter = Letter(
                key: message.key, customer: message.customer, channel: message.channel, address: message.address,
                text: message.line.text, unsubscribe: message.unsubscribe)
            memory.letters[message.key] = memory.letters[message.key] ?? letter
            return true
        }
    }
}

private struct PostOffice: OutreachCarrier {
    let world: World
    let store: DyingStore

    func carry(_ message: OutreachMessage) async -> CarryOutcome {
        do throws(StoreError) {
            try store.spend()
            guard world.take(message) else { return .again }
            try store.spend()
            return .carried
        } catch {
            return .again
        }
    }
}

/// One life of the house.
struct House {
    let world: World
    let store: DyingStore
    let lanes: ConversationLanes
    let shelf: PlaybookShelf
    let engagement: Engagement

    init(_ world: World, edition: Edition, writes: Int = .max) {
        self.world = world
        let store = DyingStore(world.store, writes: writes)
        self.store = store
        shelf = PlaybookShelf(edition)
        let log = Logger(label: "house") { _ in SwiftLogNoOpLogHandler() }
        lanes = ConversationLanes(
            store: store, shelf: shelf,
            surroundings: Surroundings(
                now: { world.now }, freshName: { "fresh-name-0123456789" }, tokens: NoTokens()), log: log)
        var settings = Engagement.Settings(visitor: { VisitorID("v-\($0)") })
        let office = PostOffice(world: world, store: store)
        settings.carriers = [.mail: office, .text: office]
        settings.statusPage = { "https://status.example/#\($0)" }
        settings.unsubscribePage = { "https://chat.example/off?\($0)&\($1.rawValue)" }
        settings.alarmed = { world.note($0) }
        engagement = Engagement(
            store: store, lanes: lanes, shelf: shelf, settings: settings, now: { world.now }, log: log)
        lanes.observe(with: engagement)
    }

    // MARK: Customers

    @discardableResult
    func open(_ conversation: ConversationID, of customer: CustomerID, signed: Bool = true) async throws
        -> ConversationID
    {
        _ = try await lanes.take(
            .open(
                Opening(
                    visitor: VisitorID("v-\(customer)"), channel: "widget", playbook: "v1", locale: "en", context: [:],
                    identity: signed ? .signed : .anonymous, signed: signed ? ["id": customer.rawValue] : [:])),
            in: conversation)
        return conversation
    }

    func say(_ text: String, in conversation: ConversationID) async throws {
        let count = try await history(of: conversation).count
        _ = try await lanes.take(
            .say(cmid: ClientMessageID("message-of-visitor-\(count)"), text: text, choice: nil), in: conversation)
    }

    func history(of conversation: ConversationID) async throws -> [EventRecord] {
        try await world.store.history(of: conversation, after: .start, limit: 10_000).records
    }

    /// What the bot said there, by the names of its responses.
    func said(in conversation: ConversationID) async throws -> [ResponseName] {
        try await history(of: conversation).compactMap { record in
            if case .botSaid(let line, _) = record.event { line.response } else { nil }
        }
    }

    func texts(in conversation: ConversationID) async throws -> [String] {
        try await history(of: conversation).compactMap { record in
            if case .botSaid(let line, _) = record.event { line.text } else { nil }
        }
    }

    // MARK: The world's events

    func set(_ attributes: [String: String], of customer: CustomerID) async throws {
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            try await event(.attribute(name, value, until: nil), of: customer, id: "crm/\(customer)/\(name)/\(value)")
        }
    }

    func event(_ kind: CustomerEvent.Kind, of customer: CustomerID, id: String) async throws {
        try await engagement.take(
            .customer(CustomerEvent(id: id, customer: customer, at: world.now, source: "test", kind: kind)))
    }
}

private struct NoTokens: VisitorTokens {
    func token(for pass: VisitorPass) -> String { "" }
    func read(_ token: String) -> VisitorPass? { nil }
    func mark(of secret: String) -> String { "" }
}
