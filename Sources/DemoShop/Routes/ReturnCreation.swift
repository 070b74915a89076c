internal import GRDB

/// `POST /v1/orders/{order}/returns`: a return with its QR code; `POST /v1/returns/{id}/cancellations` ends it again.
enum ReturnCreation {
    struct Fields: Decodable {
        let line: String
    }

    static let labelDays: Int64 = 14

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
            expiresAt: now.adding(days: labelDays))
        try db.execute(
            sql: """
                INSERT INTO returns(id, order_number, line, secret, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [new.id, number, new.line, new.secret, now.seconds, new.expiresAt.seconds])
        return Answer(status: 201, json: ["return": new.json(publicURL: publicURL)])
    }

    /// Its QR code and its label are worth nothing from now on.
    static func cancel(_ db: Database, id: String, now: ShopTime) throws -> Answer {
        guard try Row.fetchOne(db, sql: "SELECT 1 FROM returns WHERE id = ?", arguments: [id]) != nil else {
            throw Refusal.notFound
        }
        try db.execute(
            sql: "UPDATE returns SET cancelled_at = ? WHERE id = ? AND cancelled_at IS NULL",
            arguments: [now.seconds, id])
        try Idempotency.forget(db, about: id)
        return Answer(status: 200, json: ["return": ["id": .text(id), "state": "cancelled"]])
    }
}

/// A return that can still be handed in.
struct OpenReturn {
    let id: String
    let line: Int64
    /// What its public files ask for; without it nobody can read a stranger's address off a label.
    let secret: String
    let expiresAt: ShopTime

    static func of(_ db: Database, order: String, line: Int64, now: ShopTime) throws -> OpenReturn? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM returns WHERE order_number = ? AND line = ? AND expires_at > ? AND cancelled_at IS NULL
                """, arguments: [order, line, now.seconds]
        ).map(OpenReturn.init)
    }

    init(id: String, line: Int64, secret: String, expiresAt: ShopTime) {
        self.id = id
        self.line = line
        self.secret = secret
        self.expiresAt = expiresAt
    }

    init(_ row: Row) {
        id = row["id"]
        line = row["line"]
        secret = row["secret"]
        expiresAt = ShopTime(seconds: row["expires_at"])
    }

    func json(publicURL: String) -> JSON {
        [
            "id": .text(id), "line": .text(String(line)), "expires_at": .moment(expiresAt),
            "qr_url": .text("\(publicURL)/v1/returns/\(id)/qr.png?t=\(secret)"),
        ]
    }
}
