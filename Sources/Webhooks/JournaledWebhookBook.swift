public import Store
internal import Switchboard
internal import Telemetry
public import Vocabulary

/// The book of a service: what has happened in conversations, told to its endpoints, and how each telling stands. It
/// reads the conversations' log from where it stopped, so that a crash neither leaves anything out nor tells it under
/// another id.
public final class JournaledWebhookBook: WebhookBook {
    public static let journal: JournalName = "webhooks"
    /// Where a command leaves what it wants replayed: `endpoint message` a line.
    public static let orders: JournalName = "webhook-orders"
    private static let page = 500

    private let pages: JournaledMachine<WebhookPages>
    private let endpoints: [WebhookEndpointID: WebhookEndpoint]
    private let store: any ConversationStore
    private let now: @Sendable () -> Timestamp
    /// While they are being told; forgotten with the process, which then tells them again.
    private let leases = Locked<[WebhookPages.Place: Timestamp]>([:])
    /// How far the log was read, whether there was something to tell or not.
    private let cursor = Locked<LogPosition?>(nil)

    public init(
        endpoints: [WebhookEndpoint], store: any ConversationStore, now: @escaping @Sendable () -> Timestamp
    ) {
        pages = JournaledMachine(Self.journal, store: store, now: now)
        self.endpoints = Dictionary(endpoints.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.store = store
        self.now = now
    }

    /// For looking only.
    public func load() async throws(StoreError) {
        try await pages.restore()
    }

    /// Nobody is told what happened before there was anybody to tell.
    public func restore() async throws(StoreError) {
        try await pages.restore()
        guard pages.state.position == nil else { return }
        let end = try await store.logEnd()
        try await pages.change { _ in ([.began(at: end)], ()) }
    }

    /// What waits or was given up, the oldest first.
    public var deliveries: [WebhookDelivery] {
        pages.state.deliveries.values.sorted { ($0.message.id, $0.endpoint) < ($1.message.id, $1.endpoint) }
    }

    public var deadLetters: [WebhookDelivery] { pages.state.deadLetters }

    // MARK: What happens

    /// Takes in what has happened in conversations since it last did, and what people want replayed.
    public func catchUp() async throws(StoreError) {
        try await takeOrders()
        while true {
            let start = cursor.withLock { $0 } ?? pages.state.position ?? .start
            let page = try await store.log(after: start, limit: Self.page)
            guard let last = page.last else { return }
            let told = page.compactMap { event -> WebhookPages.Entry? in
                guard let message = WebhookMessage(about: event) else { return nil }
                let wanted = endpoints.values.filter { $0.wants(message.type) }.map(\.id).sorted()
                return wanted.isEmpty ? nil : .told(message, wanted, at: event.position)
            }
            if !told.isEmpty { try await pages.change { _ in (told, ()) } }
            cursor.withLock { $0 = last.position }
        }
    }

    private func takeOrders() async throws(StoreError) {
        let lines = try await store.journal(Self.orders).entries
        guard lines.count > pages.state.orders else { return }
        try await pages.change { book in
            let entries = lines.enumerated().dropFirst(book.orders).map { index, line in
                let words = String(decoding: line.body, as: UTF8.self).split(separator: " ", maxSplits: 1)
                let place = WebhookPages.Place(
                    endpoint: WebhookEndpointID(String(words.first ?? "")), message: String(words.last ?? ""))
                return WebhookPages.Entry.replayed(place, orders: index + 1)
            }
            return (entries, ())
        }
    }

    // MARK: WebhookBook

    public func endpoint(_ id: WebhookEndpointID) async throws -> WebhookEndpoint? {
        guard var endpoint = endpoints[id] else { return nil }
        endpoint.isDisabled = pages.state.disabled.contains(id)
        return endpoint
    }

    public func claim(limit: Int, lease: TimeSpan, now: Timestamp) async throws -> [WebhookDelivery] {
        let waiting = pages.state.deliveries.compactMap { place, delivery -> (Timestamp, WebhookPages.Place)? in
            guard case .waiting(let due) = delivery.state, due <= now else { return nil }
            return (due, place)
        }
        guard !waiting.isEmpty else { return [] }
        let due = waiting.sorted { ($0.0, $0.1.message) < ($1.0, $1.1.message) }
        let state = pages.state
        return leases.withLock { leases in
            leases = leases.filter { $0.value > now }
            let taken = due.map(\.1).filter { leases[$0] == nil }.prefix(limit)
            for place in taken { leases[place] = now + lease }
            return taken.compactMap { state.deliveries[$0] }
        }
    }

    public func settle(_ delivery: WebhookDelivery) async throws {
        try await pages.change { _ in ([.settled(delivery)], ()) }
        leases.withLock {
            $0[WebhookPages.Place(endpoint: delivery.endpoint, message: delivery.message.id)] = nil
        }
    }

    public func disable(_ id: WebhookEndpointID) async throws {
        try await pages.change { _ in ([.disabled(id)], ()) }
    }

    public func nextDue() async throws -> Timestamp? {
        pages.state.deliveries.values.compactMap { delivery -> Timestamp? in
            guard case .waiting(let due) = delivery.state else { return nil }
            return due
        }.min()
    }
}
