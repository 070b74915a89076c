internal import Foundation
internal import GRDB
internal import Telemetry

/// One effect under one `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), by route.
///
/// Only answers of requests that did something are kept: a refusal did nothing, so the same request may succeed
/// later (the parcel has arrived by then) under the key that names the same wish.
enum Idempotency {
    static let longestKey = 255

    struct Kept {
        let answer: [UInt8]
        let status: Int
        let isReplay: Bool
    }

    /// The kept answer, or that of `work`, kept in the same transaction as its effect.
    static func once(
        _ db: Database, key: String, route: String, body: [UInt8], isUniqueByItself: Bool, now: ShopTime,
        _ work: (Database) throws -> Answer
    ) throws -> Kept {
        let kept = try Row.fetchOne(
            db, sql: "SELECT body, status, answer FROM idempotency_keys WHERE key = ? AND route = ?",
            arguments: [key, route])
        if let kept {
            if kept["body"] == Data(body) {
                return Kept(answer: Array(kept["answer"] as Data), status: kept["status"], isReplay: true)
            }
            guard isUniqueByItself else { throw Refusal.keyConflict }
        }
        let answer = try work(db)
        let bytes = answer.json.bytes
        if kept == nil {
            try db.execute(
                sql: """
                    INSERT INTO idempotency_keys(key, route, body, status, answer, created_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [key, route, Data(body), answer.status, Data(bytes), now.seconds])
        }
        return Kept(answer: bytes, status: answer.status, isReplay: false)
    }

    /// What was taken back is not answered with again: the key names the wish, which may be had anew.
    static func forget(_ db: Database, about id: String) throws {
        try db.execute(
            sql: "DELETE FROM idempotency_keys WHERE instr(answer, CAST(? AS BLOB)) > 0", arguments: ["\"\(id)\""])
    }

    /// The header's value: 1 to 255 visible characters, with or without the quotes of a structured field.
    static func key(from header: String?) throws(Refusal) -> String {
        guard let header else { throw .missingKey }
        let isQuoted = header.count >= 2 && header.hasPrefix("\"") && header.hasSuffix("\"")
        let key = isQuoted ? String(header.dropFirst().dropLast()) : header
        guard !key.isEmpty, key.utf8.count <= longestKey, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .invalid("Idempotency-Key")
        }
        return key
    }
}

/// Keys whose request is being worked on right now: a second one is told to come back.
final class KeysInProgress: Sendable {
    private let keys = Locked<Set<String>>([])

    func begin(_ key: String) -> Bool {
        keys.withLock { $0.insert(key).inserted }
    }

    func end(_ key: String) {
        keys.withLock { _ = $0.remove(key) }
    }
}
