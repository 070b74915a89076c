internal import Foundation
internal import GRDB

/// `POST /v1/orders/{order}/repairs`: accepted at once; when the workshop collects is reported later, by a callback
/// that names the effect it was asked under.
enum RepairBooking {
    struct Fields: Decodable {
        let line: String
        let fault: String
        /// Whose order the caller takes it for.
        let email: String?
        /// What the caller calls this call; the callback says it again.
        let effect: String
    }

    /// How long the workshop thinks it over.
    static let thinkingSeconds: Int64 = 2
    static let longestFault = 2_000

    static func answer(_ db: Database, order number: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        guard !fields.fault.isEmpty, fields.fault.utf8.count <= longestFault else { throw Refusal.invalid("fault") }
        guard !fields.effect.isEmpty, fields.effect.utf8.count <= 512 else { throw Refusal.invalid("effect") }
        guard let order = try OrderFacts(db, number: number), let line = order.line(fields.line) else {
            throw Refusal.notFound
        }
        try order.check(owner: fields.email)
        guard order.status == "delivered" else {
            throw Refusal(status: 409, code: "not_delivered", message: "What has not arrived cannot be repaired.")
        }
        try db.execute(
            sql: """
                INSERT INTO repairs(order_number, line, fault, created_at, collect_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
            arguments: [number, line.number, fields.fault, now.seconds, now.noon(inWorkingDays: 2).seconds])
        let isNew = db.changesCount == 1
        let repair = try Row.fetchOne(
            db, sql: "SELECT * FROM repairs WHERE order_number = ? AND line = ?", arguments: [number, line.number])
        guard let repair else { throw Refusal.unavailable }
        let id = "RR-\(repair["id"] as Int64)"
        let collect = ShopTime(seconds: repair["collect_at"])
        let decided = ShopTime(seconds: now.seconds + thinkingSeconds)
        // Whoever has left the chat by then reads it in the mail.
        if isNew { try Receipts.repair(db, id, of: order, item: line.name, collect: collect, due: decided, at: now) }
        try Callbacks.keep(
            db, effect: fields.effect, at: decided, now: now,
            result: ["repair": ["id": .text(id), "collect_at": .moment(collect)]])
        return Answer(status: 202, json: ["repair": ["id": .text(id), "state": "accepted"]])
    }
}
