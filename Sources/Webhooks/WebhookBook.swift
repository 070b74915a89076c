internal import Telemetry
public import Vocabulary

/// The port to what must survive a restart: endpoints and deliveries.
public protocol WebhookBook: Sendable {
    func endpoint(_ id: WebhookEndpointID) async throws -> WebhookEndpoint?
    /// Deliveries that are due, each handed to one taker until the lease ends; the longest due first.
    func claim(limit: Int, lease: TimeSpan, now: Timestamp) async throws -> [WebhookDelivery]
    /// Keeps how a claimed delivery went.
    func settle(_ delivery: WebhookDelivery) async throws
    /// Nothing more goes there until a person says so.
    func disable(_ id: WebhookEndpointID) async throws
    /// When the next one is due.
    func nextDue() async throws -> Timestamp?
}

/// The book in memory, for tests and for services that keep nothing.
public final class InMemoryWebhookBook: WebhookBook {
    private struct Key: Hashable {
        let endpoint: WebhookEndpointID
        let message: String
    }

    private struct Entry {
        var delivery: WebhookDelivery
        var leasedUntil: Timestamp?

        var isOpen: Bool {
            guard case .waiting = delivery.state else { return false }
            return true
        }

        var due: Timestamp {
            guard case .waiting(let moment) = delivery.state else { return Timestamp(milliseconds: .max) }
            return moment
        }

        func isFree(at now: Timestamp) -> Bool {
            isOpen && due <= now && (leasedUntil.map { $0 <= now } ?? true)
        }
    }

    private struct Pages {
        var endpoints: [WebhookEndpointID: WebhookEndpoint] = [:]
        var entries: [Key: Entry] = [:]
    }

    private let bound: Int
    private let pages = Locked(Pages())

    /// - Parameter bound: deliveries kept at one time; finished ones make room for new ones.
    public init(bound: Int = 10_000) {
        self.bound = bound
    }

    public func add(_ endpoint: WebhookEndpoint) {
        pages.withLock { $0.endpoints[endpoint.id] = endpoint }
    }

    /// One delivery for each endpoint that wants it; the same message again adds nothing. False when there is no room.
    public func tell(_ message: WebhookMessage, at now: Timestamp) -> Bool {
        pages.withLock { pages in
            let wanted = pages.endpoints.values.filter { !$0.isDisabled && $0.wants(message.type) }
            if pages.entries.count + wanted.count > bound {
                pages.entries = pages.entries.filter { $0.value.isOpen }
            }
            guard pages.entries.count + wanted.count <= bound else { return false }
            for endpoint in wanted {
                let key = Key(endpoint: endpoint.id, message: message.id)
                guard pages.entries[key] == nil else { continue }
                pages.entries[key] = Entry(delivery: WebhookDelivery(of: message, to: endpoint.id, at: now))
            }
            return true
        }
    }

    /// What nobody could be told.
    public var deadLetters: [WebhookDelivery] {
        pages.withLock { pages in
            pages.entries.values.map(\.delivery).filter { delivery in
                guard case .dead = delivery.state else { return false }
                return true
            }.sorted { $0.message.id < $1.message.id }
        }
    }

    /// Tells it again from the start.
    public func replay(_ message: String, to endpoint: WebhookEndpointID, at now: Timestamp) {
        pages.withLock { $0.entries[Key(endpoint: endpoint, message: message)]?.delivery.replay(at: now) }
    }

    public func endpoint(_ id: WebhookEndpointID) -> WebhookEndpoint? {
        pages.withLock { $0.endpoints[id] }
    }

    public func claim(limit: Int, lease: TimeSpan, now: Timestamp) -> [WebhookDelivery] {
        pages.withLock { pages in
            let due = pages.entries.filter { $0.value.isFree(at: now) }.sorted { $0.value.due < $1.value.due }
            return due.prefix(limit).map { key, entry in
                pages.entries[key]?.leasedUntil = now + lease
                return entry.delivery
            }
        }
    }

    public func settle(_ delivery: WebhookDelivery) {
        let key = Key(endpoint: delivery.endpoint, message: delivery.message.id)
        pages.withLock { $0.entries[key] = Entry(delivery: delivery) }
    }

    public func disable(_ id: WebhookEndpointID) {
        pages.withLock { $0.endpoints[id]?.isDisabled = true }
    }

    public func nextDue() -> Timestamp? {
        pages.withLock { pages in
            pages.entries.values.filter(\.isOpen).map { max($0.due, $0.leasedUntil ?? $0.due) }.min()
        }
    }
}
