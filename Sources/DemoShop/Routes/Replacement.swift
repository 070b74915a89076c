internal import GRDB

/// `POST /v1/orders/{order}/replacements`: the right one leaves free of charge, and one fewer is on the shelf.
enum Replacement {
    struct Fields: Decodable {
        let line: String
    }

    static func answer(_ db: Database, order number: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        guard let order = try OrderFacts(db, number: number), let line = order.line(fields.line) else {
            throw Refusal.notFound
        }
        guard order.status == "delivered" else {
            throw Refusal(status: 409, code: "not_delivered", message: "That order has not arrived yet.")
        }
        let known = try Row.fetchOne(
            db, sql: "SELECT * FROM replacements WHERE order_number = ? AND line = ? AND cancelled_at IS NULL",
            arguments: [number, line.number])
        if let known { return Answer(status: 200, json: ["replacement": json(known)]) }
        let place = try String.fetchOne(
            db, sql: "SELECT place FROM stock WHERE sku = ? AND quantity > 0 ORDER BY quantity DESC, place LIMIT 1",
            arguments: [line.sku])
        guard let place else { throw Refusal(status: 409, code: "sold_out", message: "There is none left to send.") }
        try db.execute(
            sql: "UPDATE stock SET quantity = quantity - 1 WHERE sku = ? AND place = ?", arguments: [line.sku, place])
        try db.execute(
            sql: """
                INSERT INTO replacements(order_number, line, sku, place, created_at, leaves_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [number, line.number, line.sku, place, now.seconds, now.noon(inWorkingDays: 1).seconds])
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM replacements WHERE id = ?", arguments: [db.lastInsertedRowID])
        guard let row else { throw Refusal.unavailable }
        return Answer(status: 201, json: ["replacement": json(row)])
    }

    /// It stays, and is on the shelf again.
    static func cancel(_ db: Database, id: String, now: ShopTime) throws -> Answer {
        guard id.hasPrefix("RP-"),
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM replacements WHERE id = ?", arguments: [Int64(id.dropFirst(3))])
        else { throw Refusal.notFound }
        if row["cancelled_at"] as Int64? == nil {
            try db.execute(
                sql: "UPDATE replacements SET cancelled_at = ? WHERE id = ?",
                arguments: [now.seconds, row["id"] as Int64])
            try db.execute(
                sql: "UPDATE stock SET quantity = quantity + 1 WHERE sku = ? AND place = ?",
                arguments: [row["sku"] as String, row["place"] as String])
        }
        try Idempotency.forget(db, about: id)
        return Answer(status: 200, json: ["replacement": ["id": .text(id), "state": "cancelled"]])
    }

    private static func json(_ row: Row) -> JSON {
        [
            "id": .text("RP-\(row["id"] as Int64)"), "line": .text(String(row["line"] as Int64)),
            "leaves_at": .moment(ShopTime(seconds: row["leaves_at"])),
        ]
    }
}
