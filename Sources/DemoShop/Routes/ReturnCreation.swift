internal import GRDB

/// `POST /v1/orders/{order}/returns`: a QR code, a prepaid label and a code for the reorder, at once.
enum ReturnCreation {
    struct Fields: Decodable {
        let line: String
    }

    static let labelDays: Int64 = 14
    static let codeDays: Int64 = 30
    static let percent: Int64 = 10

    static func answer(
        _ db: Database, order number: String, _ fields: Fields, publicURL: String, now: ShopTime
    ) throws -> Answer {
        guard let order = try OrderFacts(db, number: number), let line = order.line(fields.line) else {
            throw Refusal.notFound
        }
        let policy = Policy(order: order, line: line, now: now)
        guard policy.returnBlock == "none" else {
            throw Refusal(status: 409, code: "not_returnable", message: "Not returnable: \(policy.returnBlock).")
        }
        if let open = try OpenReturn.of(db, order: number, line: line.number, now: now) {
            return Answer(status: 200, json: ["return": open.json(publicURL: publicURL)])
        }
        let new = OpenReturn(
            id: "RT-" + Secret.code(6), line: line.number, secret: Secret.token(),
            reorderCode: "AGAIN-" + Secret.code(4), expiresAt: now.adding(days: labelDays))
        try db.execute(
            sql: """
                INSERT INTO returns(id, order_number, line, secret, reorder_code, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                new.id, number, new.line, new.secret, new.reorderCode, now.seconds, new.expiresAt.seconds,
            ])
        try db.execute(
            sql: """
                INSERT INTO discounts(code, customer, percent, expires_at)
                SELECT ?, customer, ?, ? FROM orders WHERE number = ?
                """,
            arguments: [new.reorderCode, percent, now.adding(days: codeDays).seconds, number])
        return Answer(status: 201, json: ["return": new.json(publicURL: publicURL)])
    }
}

/// A return whose label still lives.
struct OpenReturn {
    let id: String
    let line: Int64
    /// What its public files ask for; without it nobody can read a stranger's address off a label.
    let secret: String
    let reorderCode: String
    let expiresAt: ShopTime

    static func of(_ db: Database, order: String, line: Int64, now: ShopTime) throws -> OpenReturn? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM returns WHERE order_number = ? AND line = ? AND expires_at > ?",
            arguments: [order, line, now.seconds]
        ).map { row in
            OpenReturn(
                id: row["id"], line: row["line"], secret: row["secret"], reorderCode: row["reorder_code"],
                expiresAt: ShopTime(seconds: row["expires_at"]))
        }
    }

    func json(publicURL: String) -> JSON {
        let base = "\(publicURL)/v1/returns/\(id)"
        return [
            "id": .text(id), "line": .text(String(line)), "qr_url": .text("\(base)/qr.png?t=\(secret)"),
            "label_url": .text("\(base)/label.pdf?t=\(secret)"), "expires_at": .moment(expiresAt),
            "reorder_code": .text(reorderCode),
        ]
    }
}
