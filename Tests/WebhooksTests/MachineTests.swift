import Actions
import Gateway
import PlaybookModel
import Store
import Switchboard
import Telemetry
import Testing
import Vocabulary
import Webhooks

/// What a service keeps of webhooks and events, over a store that survives it.
struct MachineTests {
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    private func commit(
        _ events: [Event], to conversation: ConversationID = "c", after head: Int = 0, in store: InMemoryStore
    ) async throws {
        _ = try await store.commit(
            Commit(
                conversation: conversation, expected: SequenceNumber(head), at: now,
                entries: events.map { Commit.Entry(sender: .system, event: $0) }))
    }

    private let opened = Event.opened(
        Opening(visitor: "v", channel: "widget", playbook: "p", locale: "en", context: [:]))

    private func book(_ store: InMemoryStore, types: Set<String> = []) async throws -> JournaledWebhookBook {
        let book = JournaledWebhookBook(
            endpoints: [WebhookEndpoint(id: "crm", url: "https://crm.example/hook", types: types)], store: store,
            now: { now })
        try await book.restore()
        try await book.catchUp()
        return book
    }

    @Test func `what happens is told once, also after a crash, and nothing that happened before`() async throws {
        let store = InMemoryStore()
        try await commit([opened], in: store)
        #expect(try await book(store).deliveries.isEmpty)
        try await commit(
            [.visitorSaid(text: "hello", choice: nil), .noted(text: "secret note", reason: .agent)], after: 1, in: store
        )
        let book = try await book(store)
        #expect(book.deliveries.map(\.message.id) == ["evt_c_2"])
        #expect(book.deliveries.map(\.message.type) == ["message.created"])
        var claimed = try await book.claim(limit: 9, lease: .minutes(1), now: now)
        #expect(claimed.count == 1)
        #expect(try await book.claim(limit: 9, lease: .minutes(1), now: now).isEmpty)
        // Killed before it could say how it went: told again, under the same id.
        claimed = try await self.book(store).claim(limit: 9, lease: .minutes(1), now: now)
        #expect(claimed.map(\.message.id) == ["evt_c_2"])
        claimed[0].tried(.answered(HTTPAnswer(status: 204)), at: now)
        let after = try await self.book(store)
        try await after.settle(claimed[0])
        #expect(try await self.book(store).deliveries.isEmpty)
    }

    @Test func `only the types that an endpoint wants`() async throws {
        let store = InMemoryStore()
        _ = try await book(store)
        try await commit([opened, .rated(stars: 5, comment: "")], in: store)
        #expect(try await book(store, types: ["conversation.rated"]).deliveries.map(\.message.id) == ["evt_c_2"])
    }

    @Test func `what was given up is kept and told again when a person says so`() async throws {
        let store = InMemoryStore()
        _ = try await book(store)
        try await commit([opened], in: store)
        let before = try await book(store)
        var delivery = try #require(try await before.claim(limit: 1, lease: .minutes(1), now: now).first)
        delivery.tried(.answered(HTTPAnswer(status: 410)), at: now)
        try await before.settle(delivery)
        try await before.disable("crm")
        let dead = try await book(store)
        #expect(dead.deadLetters.map(\.message.id) == ["evt_c_1"])
        #expect(try await dead.endpoint("crm")?.isDisabled == true)
        let order = JournalEntry(at: now, body: Array("crm evt_c_1".utf8))
        try await store.append([order], to: JournaledWebhookBook.orders, image: nil)
        try await dead.catchUp()
        #expect(try await dead.endpoint("crm")?.isDisabled == false)
        #expect(try await dead.claim(limit: 1, lease: .minutes(1), now: now).map(\.message.id) == ["evt_c_1"])
        #expect(try await book(store).deadLetters.isEmpty)
    }

    // MARK: Events in

    private final class Listener: CustomerEventListener {
        let heard = Locked<[ReceivedEvent]>([])
        let isBroken = Locked(false)

        func happened(_ event: ReceivedEvent) async throws(StoreError) {
            if isBroken.withLock({ $0 }) { throw .busy }
            heard.withLock { $0.append(event) }
        }
    }

    private static let key = "a-key-of-thirty-two-bytes-or-more"
    private let bill = Array(
        #"{"specversion":"1.0","id":"b1","source":"/billing","type":"dev.warmline.bill.issued","subject":"v7","data":{"total":1}}"#
            .utf8)

    private func intake(_ store: InMemoryStore, _ listener: Listener) async throws -> EventIntake {
        let intake = EventIntake(keys: [try #require(EventIntake.Key(Self.key))], store: store, now: { now })
        try await intake.restore()
        intake.listen(with: listener)
        return intake
    }

    private let headers = [
        "authorization": "Bearer \(key)", "content-type": "application/cloudevents+json",
    ]

    @Test func `an event is taken in once, also when it is told again after a crash`() async throws {
        let store = InMemoryStore()
        let listener = Listener()
        #expect(try await intake(store, listener).take(bill, headers: headers) == .taken(new: 1, repeated: 0))
        #expect(try await intake(store, listener).take(bill, headers: headers) == .taken(new: 0, repeated: 1))
        #expect(listener.heard.withLock { $0.map(\.subject) } == ["v7"])
    }

    @Test func `an event that could not be kept is told again`() async throws {
        let listener = Listener()
        let intake = try await intake(InMemoryStore(), listener)
        listener.isBroken.withLock { $0 = true }
        guard case .refused(503, _) = await intake.take(bill, headers: headers) else {
            Issue.record("taken")
            return
        }
        listener.isBroken.withLock { $0 = false }
        #expect(await intake.take(bill, headers: headers) == .taken(new: 1, repeated: 0))
    }

    @Test func `without a key, with a wrong one or a short one nothing is read`() async throws {
        let listener = Listener()
        let intake = try await intake(InMemoryStore(), listener)
        #expect(EventIntake.Key("short") == nil)
        for key in ["", "Bearer ", "Bearer \(Self.key)x", "Basic \(Self.key)"] {
            var wrong = headers
            wrong["authorization"] = key
            guard case .refused(401, _) = await intake.take(bill, headers: wrong) else {
                Issue.record("taken with '\(key)'")
                continue
            }
        }
        #expect(listener.heard.withLock { $0.isEmpty })
    }
}
