internal import COpenSSL
internal import Foundation
internal import GRDB
internal import Telemetry

/// Results of long actions on their way back: kept in the transaction that accepted them, sent until they are taken.
/// Signed as Standard Webhooks 1.0 (https://www.standardwebhooks.com): HMAC-SHA-256 over `id.timestamp.body`.
public struct Callbacks: Outgoing {
    /// Sends one request; its answer's status, `nil` when there was none.
    public typealias Post =
        @Sendable (_ url: String, _ headers: [(name: String, value: String)], _ body: [UInt8]) async -> Int?

    /// Where callers take results in; they may say so after the shop has begun to serve them.
    public final class Address: Sendable {
        private let url: Locked<String?>

        public init(_ url: String? = nil) {
            self.url = Locked(url)
        }

        var now: String? { url.withLock { $0 } }

        func set(_ new: String) {
            url.withLock { $0 = new }
        }
    }

    private let shop: Shop
    private let address: Address
    private let secret: [UInt8]
    private let post: Post

    /// - Parameters:
    ///   - address: where callers take results in; until it is known, results wait.
    ///   - secret: `whsec_` and the key in base64, as the receiver has it; `nil` when it is not such a thing.
    public init?(_ shop: Shop, address: Address, secret: String, post: @escaping Post) {
        guard secret.hasPrefix("whsec_"), let key = Data(base64Encoded: String(secret.dropFirst(6))),
            (24...64).contains(key.count)
        else { return nil }
        self.shop = shop
        self.address = address
        self.secret = Array(key)
        self.post = post
    }

    static func keep(_ db: Database, effect: String, at due: ShopTime, now: ShopTime, result: JSON) throws {
        let message: JSON = [
            "type": "action.finished", "timestamp": .moment(now),
            "data": ["effect": .text(effect), "status": "done", "result": result],
        ]
        try db.execute(
            sql: "INSERT INTO callbacks(id, effect, body, due_at) VALUES (?, ?, ?, ?)",
            arguments: ["msg_" + Secret.token(), effect, Data(message.bytes), due.seconds])
    }

    /// The next one of that effect is sent twice, as networks do now and then.
    static func duplicate(_ db: Database, effect: String) throws {
        try db.execute(
            sql: "UPDATE callbacks SET copies = 2 WHERE effect = ? AND sent_at IS NULL", arguments: [effect])
    }

    @discardableResult
    public func deliverDue() async -> Int {
        let now = shop.now()
        guard let url = address.now else { return 0 }
        let due =
            (try? await shop.pool.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT * FROM callbacks WHERE sent_at IS NULL AND due_at <= ? AND attempts < ?
                        ORDER BY due_at LIMIT 64
                        """, arguments: [now.seconds, Self.mostAttempts]
                ).map {
                    Due(id: $0["id"], body: Array($0["body"] as Data), copies: $0["copies"], tried: $0["attempts"])
                }
            }) ?? []
        var taken = 0
        for callback in due where await deliver(callback, to: url, at: now) { taken += 1 }
        return taken
    }

    private struct Due: Sendable {
        let id: String
        let body: [UInt8]
        let copies: Int64
        let tried: Int64
    }

    private func deliver(_ callback: Due, to url: String, at now: ShopTime) async -> Bool {
        var isTaken = false
        for _ in 0..<callback.copies {
            let status = await post(url, headers(of: callback, at: now), callback.body)
            isTaken = isTaken || status.map { (200..<300).contains($0) } == true
        }
        let sent = isTaken ? now.seconds : nil
        let again = Self.again(after: callback.tried, at: now)
        try? await shop.pool.write { db in
            try db.execute(
                sql: "UPDATE callbacks SET sent_at = ?, attempts = attempts + 1, due_at = ? WHERE id = ?",
                arguments: [sent, again, callback.id])
        }
        return isTaken
    }

    private func headers(of callback: Due, at now: ShopTime) -> [(name: String, value: String)] {
        let signed = Array("\(callback.id).\(now.seconds).".utf8) + callback.body
        return [
            ("Content-Type", "application/json"), ("webhook-id", callback.id),
            ("webhook-timestamp", String(now.seconds)), ("webhook-signature", "v1," + Self.code(of: signed, secret)),
        ]
    }

    private static func code(of bytes: [UInt8], _ key: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &digest, &length) != nil else { return "" }
        return Data(digest.prefix(Int(length))).base64EncodedString()
    }
}
