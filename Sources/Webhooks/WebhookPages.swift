internal import Store
internal import Switchboard
internal import Vocabulary

/// What is on its way to whom: pure, bounded.
struct WebhookPages: JournaledState {
    struct Place: Hashable, Codable, Sendable {
        let endpoint: WebhookEndpointID
        let message: String
    }

    enum Entry: Codable, Sendable {
        /// What was read off the log up to there, for these endpoints.
        case told(WebhookMessage, [WebhookEndpointID], at: LogPosition)
        case began(at: LogPosition)
        /// How a delivery stands; one that arrived is gone.
        case settled(WebhookDelivery)
        case disabled(WebhookEndpointID)
        /// A person has asked for it; so many were done.
        case replayed(Place, orders: Int)
    }

    /// Of one endpoint. One that is away for so long gets no more, and the others are not held up.
    static let mostWaiting = 5_000
    /// Dead letters kept in all.
    static let mostDead = 1_000

    private(set) var deliveries: [Place: WebhookDelivery] = [:]
    private(set) var disabled: Set<WebhookEndpointID> = []
    /// `nil`: nothing was ever read.
    private(set) var position: LogPosition?
    private(set) var orders = 0
    /// Oldest first.
    private var dead: [Place] = []

    mutating func apply(_ entry: Entry, at moment: Timestamp) {
        switch entry {
        case .told(let message, let endpoints, let position):
            self.position = position
            for endpoint in endpoints where waiting(for: endpoint) < Self.mostWaiting {
                let place = Place(endpoint: endpoint, message: message.id)
                if deliveries[place] == nil {
                    deliveries[place] = WebhookDelivery(of: message, to: endpoint, at: moment)
                }
            }
        case .began(let position): self.position = position
        case .settled(let delivery): settle(delivery)
        case .disabled(let endpoint): disabled.insert(endpoint)
        case .replayed(let place, let orders):
            self.orders = orders
            disabled.remove(place.endpoint)
            deliveries[place]?.replay(at: moment)
            dead.removeAll { $0 == place }
        }
    }

    var deadLetters: [WebhookDelivery] { dead.compactMap { deliveries[$0] } }

    private func waiting(for endpoint: WebhookEndpointID) -> Int {
        deliveries.keys.count { $0.endpoint == endpoint }
    }

    private mutating func settle(_ delivery: WebhookDelivery) {
        let place = Place(endpoint: delivery.endpoint, message: delivery.message.id)
        switch delivery.state {
        case .waiting: deliveries[place] = delivery
        case .delivered: deliveries[place] = nil
        case .dead:
            deliveries[place] = delivery
            dead.append(place)
            if dead.count > Self.mostDead { deliveries[dead.removeFirst()] = nil }
        }
    }
}
