public import Actions
internal import PlaybookModel
public import Vocabulary

extension HTTPExchanges {
    /// Posts a message once, signed as Standard Webhooks have it.
    /// - Parameter secrets: two while one replaces the other.
    /// - Returns: unreached when there is no secret to sign with.
    public func post(
        _ message: WebhookMessage, to url: String, secrets: [WebhookSecret], at moment: Timestamp
    ) async -> HTTPOutcome {
        let signed = WebhookSignature.headers(
            id: message.id, at: moment, payload: message.payload, secrets: secrets)
        guard let signed else { return .unreached("there is no secret to sign with") }
        return await exchange(
            HTTPCall(
                method: .post, url: url,
                headers: ["Content-Type: application/json"] + signed.map { "\($0.name): \($0.value)" },
                body: message.payload, timeout: WebhookPost.timeout, longestAnswer: WebhookPost.longestAnswer))
    }
}
