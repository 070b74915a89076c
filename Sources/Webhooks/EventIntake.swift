internal import Actions
public import Store
public import Switchboard
internal import Telemetry
public import Vocabulary

/// Takes events of other systems in (CloudEvents): signed or with a key, each once, acknowledged when they are kept.
public final class EventIntake: Sendable {
    /// What proves that a sender may tell us things.
    public enum Key: Hashable, Sendable {
        /// Standard Webhooks signatures.
        case secret(WebhookSecret)
        /// `Authorization: Bearer …`, 32 bytes or more.
        case bearer([UInt8])

        /// `nil` for a bearer key that is too short.
        public init?(_ text: String) {
            if let secret = WebhookSecret(text) {
                self = .secret(secret)
            } else {
                guard text.utf8.count >= 32 else { return nil }
                self = .bearer(Array(text.utf8))
            }
        }
    }

    public enum Answer: Hashable, Sendable {
        case taken(new: Int, repeated: Int)
        case refused(status: Int, words: String)
    }

    private let keys: [Key]
    private let names: JournaledMachine<EventNames>
    private let now: @Sendable () -> Timestamp
    private let listener = Locked<(any CustomerEventListener)?>(nil)
    /// On their way to the listener.
    private let inHand = Locked<Set<CloudEvent.Name>>([])

    public init(keys: [Key], store: any ConversationStore, now: @escaping @Sendable () -> Timestamp) {
        self.keys = keys
        self.now = now
        names = JournaledMachine("events", store: store, now: now)
    }

    public func restore() async throws(StoreError) {
        try await names.restore()
    }

    public func listen(with listener: any CustomerEventListener) {
        self.listener.withLock { $0 = listener }
    }

    /// - Parameters:
    ///   - headers: names in lower case.
    ///   - read: what the body says; asked of who is allowed only.
    public func take(
        _ body: [UInt8], headers: [String: String],
        read: ([UInt8], [String: String]) throws(CloudEventFault) -> [CloudEvent] = CloudEventReader.read
    ) async -> Answer {
        guard isAllowed(body, headers) else { return .refused(status: 401, words: "Not signed, and no key.") }
        guard let listener = listener.withLock({ $0 }) else {
            return .refused(status: 503, words: "Nobody listens to events here.")
        }
        let events: [CloudEvent]
        do throws(CloudEventFault) {
            events = try read(body, headers)
        } catch {
            return .refused(status: error.status, words: error.words)
        }
        var repeated = 0
        for event in events {
            guard !names.state.contains(event.name) else {
                repeated += 1
                continue
            }
            guard inHand.withLock({ $0.insert(event.name).inserted }) else {
                return .refused(status: 503, words: "The same event is being taken in.")
            }
            defer { _ = inHand.withLock { $0.remove(event.name) } }
            do throws(StoreError) {
                try await listener.happened(
                    ReceivedEvent(
                        source: event.name.source, id: event.name.id, type: event.type, subject: event.subject,
                        at: event.time ?? now(), data: event.data))
                _ = try await names.change { _ in ([event.name], ()) }
            } catch {
                return .refused(status: 503, words: "It could not be kept; tell it again.")
            }
        }
        return .taken(new: events.count - repeated, repeated: repeated)
    }

    private func isAllowed(_ body: [UInt8], _ headers: [String: String]) -> Bool {
        var isAllowed = false
        let bearer = headers["authorization"].flatMap { $0.hasPrefix("Bearer ") ? Array($0.dropFirst(7).utf8) : nil }
        // All of them are compared, so that time does not tell which key a guess was near to.
        for key in keys {
            switch key {
            case .bearer(let key):
                if let bearer, Cryptography.areEqual(key, bearer) { isAllowed = true }
            case .secret(let secret):
                let id = try? WebhookSignature.verifiedID(
                    of: body, header: { headers[$0] }, secrets: [secret], now: now())
                if id != nil { isAllowed = true }
            }
        }
        return isAllowed
    }
}

/// Events that were taken in lately, by their names.
struct EventNames: JournaledState {
    static let bound = 20_000

    private var known: Set<CloudEvent.Name> = []
    /// Oldest first.
    private var order: [CloudEvent.Name] = []

    func contains(_ name: CloudEvent.Name) -> Bool { known.contains(name) }

    mutating func apply(_ name: CloudEvent.Name, at moment: Timestamp) {
        guard known.insert(name).inserted else { return }
        order.append(name)
        guard order.count > Self.bound else { return }
        for old in order.prefix(Self.bound / 10) { known.remove(old) }
        order.removeFirst(Self.bound / 10)
    }
}
