public import Actions
public import Vocabulary

/// Carries deliveries out. Everything it does is found in the book, so a crash at any point loses nothing; a receiver
/// may hear a message twice, under one id.
public final class WebhookPost: Sendable {
    /// One call, its connection included; connecting alone ends earlier.
    public static let timeout = TimeSpan.seconds(15)
    /// Bytes of an answer, of which none are kept.
    public static let longestAnswer = 64 * 1_024
    /// Longer than a call may take.
    private static let lease = TimeSpan.minutes(1)

    private let book: any WebhookBook
    private let secrets: @Sendable (WebhookEndpointID) -> [WebhookSecret]
    private let exchanges: HTTPExchanges
    private let now: @Sendable () -> Timestamp
    private let parallel: Int

    /// - Parameters:
    ///   - secrets: an endpoint's secrets, asked for at every call; two while one replaces the other.
    ///   - exchanges: with a reach that stays outside.
    ///   - parallel: calls at one time.
    public init(
        book: any WebhookBook, secrets: @escaping @Sendable (WebhookEndpointID) -> [WebhookSecret],
        exchanges: HTTPExchanges, parallel: Int = 16, now: @escaping @Sendable () -> Timestamp
    ) {
        self.book = book
        self.secrets = secrets
        self.exchanges = exchanges
        self.parallel = max(1, parallel)
        self.now = now
    }

    /// Carries out what is due now; returns how many tries that were.
    public func pass() async throws -> Int {
        var tries = 0
        while true {
            let due = try await book.claim(limit: parallel, lease: Self.lease, now: now())
            guard !due.isEmpty else { return tries }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for delivery in due {
                    group.addTask { try await self.carry(delivery) }
                }
                try await group.waitForAll()
            }
            tries += due.count
        }
    }

    private func carry(_ delivery: WebhookDelivery) async throws {
        var delivery = delivery
        guard let endpoint = try await book.endpoint(delivery.endpoint), !endpoint.isDisabled else {
            delivery.tried(.answered(HTTPAnswer(status: 410)), at: now())
            return try await book.settle(delivery)
        }
        let outcome = await exchanges.post(
            delivery.message, to: endpoint.url, secrets: secrets(endpoint.id), at: now())
        delivery.tried(outcome, at: now())
        try await book.settle(delivery)
        if case .dead(.gone) = delivery.state { try await book.disable(endpoint.id) }
    }
}
