public import Vocabulary

/// Standard Webhooks signatures (https://www.standardwebhooks.com, 1.0): HMAC-SHA-256 over `id.timestamp.payload`.
public enum WebhookSignature {
    /// How far the sender's clock may be from ours, either way.
    public static let tolerance = TimeSpan.minutes(5)

    /// The three headers of a message, signed with every secret that is valid: two while one replaces the other.
    /// `nil` without a secret, and for an id that could be read in two ways.
    public static func headers(
        id: String, at moment: Timestamp, payload: [UInt8], secrets: [WebhookSecret]
    ) -> [(name: String, value: String)]? {
        guard isSound(id), !secrets.isEmpty else { return nil }
        let seconds = String(moment.milliseconds / 1_000)
        let codes = secrets.compactMap { code(id, seconds, payload, $0) }
        guard codes.count == secrets.count else { return nil }
        return [
            ("webhook-id", id), ("webhook-timestamp", seconds),
            ("webhook-signature", codes.map { "v1," + Base64.encode($0) }.joined(separator: " ")),
        ]
    }

    /// Why a message is not believed. The sender is told no more than that.
    public enum Fault: Error, Hashable, Sendable {
        case headerMissing
        case timestampUnreadable
        case tooOld
        case fromTheFuture
        case signatureWrong
    }

    /// The id of a message that was signed with one of the secrets, not long ago.
    ///
    /// A message that passes may still be one that passed before: ask `RecentNames` for its id.
    ///
    /// - Parameter header: the request's header of a lower-case name.
    public static func verifiedID(
        of payload: [UInt8], header: (String) -> String?, secrets: [WebhookSecret], now: Timestamp,
        tolerance: TimeSpan = tolerance
    ) throws(Fault) -> String {
        guard let id = header("webhook-id"), isSound(id), let seconds = header("webhook-timestamp"),
            let signatures = header("webhook-signature")
        else { throw .headerMissing }
        guard seconds.utf8.count <= 12, seconds.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let moment = Int64(seconds).map({ Timestamp(milliseconds: $0 * 1_000) })
        else { throw .timestampUnreadable }
        guard now - moment <= tolerance else { throw .tooOld }
        guard moment - now <= tolerance else { throw .fromTheFuture }
        // A sender gives a signature a key; more than a handful is someone guessing.
        let given = signatures.split(separator: " ").prefix(8).compactMap { signature -> [UInt8]? in
            signature.hasPrefix("v1,") ? Base64.decode(signature.dropFirst(3)) : nil
        }
        // Every pair is compared, so that time does not tell which key a guess was near to.
        var isRight = false
        for secret in secrets {
            guard let expected = code(id, seconds, payload, secret) else { continue }
            for signature in given where Cryptography.areEqual(expected, signature) { isRight = true }
        }
        guard isRight else { throw .signatureWrong }
        return id
    }

    private static func code(
        _ id: String, _ seconds: String, _ payload: [UInt8], _ secret: WebhookSecret
    ) -> [UInt8]? {
        Cryptography.authenticationCode(of: Array("\(id).\(seconds).".utf8) + payload, key: secret.bytes)
    }

    /// Without a full stop, which is what holds the signed parts apart.
    private static func isSound(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 256 && id.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x2E }
    }
}
