/// The secret that a sender and a receiver of webhooks share: `whsec_` and 24 to 64 bytes as base64 (Standard
/// Webhooks 1.0). It never shows itself.
public struct WebhookSecret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    let bytes: [UInt8]

    public init?(_ text: String) {
        guard text.hasPrefix("whsec_"), let bytes = Base64.decode(text.dropFirst(6)), (24...64).contains(bytes.count)
        else { return nil }
        self.bytes = bytes
    }

    /// A new one, to be shown to its receiver once; `nil` when the system has no random bytes to give.
    public static func fresh() -> (secret: WebhookSecret, text: String)? {
        guard let bytes = Cryptography.random(32) else { return nil }
        let text = "whsec_" + Base64.encode(bytes)
        return WebhookSecret(text).map { ($0, text) }
    }

    public var description: String { "whsec_•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
