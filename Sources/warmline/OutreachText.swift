internal import Actions
internal import Engagement
internal import PlaybookModel
internal import Vocabulary
internal import Webhooks

/// What we say first, to a gateway for text messages: `{"type": "outreach.text", "data": {to, text, customer, key}}`.
struct OutreachText: OutreachCarrier {
    private let url: String
    private let secret: WebhookSecret
    private let exchanges: HTTPExchanges

    /// - Parameter url: the operator's own, which may well be inside.
    init(url: String, secret: WebhookSecret) {
        self.url = url
        self.secret = secret
        exchanges = HTTPExchanges(bound: 4, reach: .anywhere)
    }

    func carry(_ message: OutreachMessage) async -> CarryOutcome {
        guard let number = message.address else { return .refused }
        let data: SlotValue = .record([
            "to": .text(number), "text": .text(message.line.text), "customer": .text(message.customer.rawValue),
            "key": .text(message.key.rawValue),
        ])
        guard let webhook = WebhookMessage(id: message.key.rawValue, type: "outreach.text", at: message.at, data: data)
        else { return .refused }
        let outcome = await exchanges.post(webhook, to: url, secrets: [secret], at: .present)
        guard case .answered(let answer) = outcome else { return .again }
        if (200..<300).contains(answer.status) { return .carried }
        return [400, 404, 410, 422].contains(answer.status) ? .refused : .again
    }
}
