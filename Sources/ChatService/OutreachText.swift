internal import Actions
public import Engagement
internal import PlaybookModel
public import Vocabulary
public import Webhooks

/// What we say first, to a gateway for text messages: `{"type": "outreach.text", "data": {to, text, customer, key}}`.
public struct OutreachText: OutreachCarrier {
    private let url: String
    private let secret: WebhookSecret
    private let exchanges: HTTPExchanges
    private let now: @Sendable () -> Timestamp

    /// - Parameter url: the operator's own, which may well be inside.
    public init(url: String, secret: WebhookSecret, now: @escaping @Sendable () -> Timestamp) {
        self.url = url
        self.secret = secret
        exchanges = HTTPExchanges(bound: 4, reach: .anywhere)
        self.now = now
    }

    public func carry(_ message: OutreachMessage) async -> CarryOutcome {
        guard let number = message.address else { return .refused }
        let data: SlotValue = .record([
            "to": .text(number), "text": .text(message.line.text), "customer": .text(message.customer.rawValue),
            "key": .text(message.key.rawValue),
        ])
        guard let webhook = WebhookMessage(id: message.key.rawValue, type: "outreach.text", at: message.at, data: data)
        else { return .refused }
        let outcome = await exchanges.post(webhook, to: url, secrets: [secret], at: now())
        guard case .answered(let answer) = outcome else { return .again }
        if (200..<300).contains(answer.status) { return .carried }
        return [400, 404, 410, 422].contains(answer.status) ? .refused : .again
    }
}
