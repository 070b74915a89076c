internal import GRDB

/// `POST /v1/privacy/look-ups` and `/requests`: a copy of somebody's data, or its deletion with thirty days' notice.
enum PrivacyRequest {
    struct Fields: Decodable {
        let email: String
        let scope: Scope
    }

    enum Scope: String, Decodable {
        /// Everything, to take away.
        case copy
        /// What was brewed, and nothing else.
        case brews
        /// The whole account.
        case everything
    }

    static let noticeDays: Int64 = 30
    /// Deleting wants two codes, the second of them this fresh.
    static let proofs = 2
    static let freshMinutes: Int64 = 15

    static func lookUp(_ db: Database, _ fields: AccountFields) throws -> Answer {
        let block = try block(db, try fields.address())
        return Answer(
            status: 200, json: ["privacy": ["block": .text(block.name), "subject": .text(block.subject)]])
    }

    static func answer(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        let isKnown = try Int64.fetchOne(db, sql: "SELECT id FROM customers WHERE email = ?", arguments: [email])
        guard isKnown != nil else { throw Refusal.notFound }
        let wanted = fields.scope == .copy ? 1 : proofs
        guard try OneTimeCode.proofs(db, email: email, since: now.adding(days: -1)) >= wanted,
            try OneTimeCode.proofs(db, email: email, since: now.adding(minutes: -freshMinutes)) >= 1
        else {
            throw Refusal(status: 403, code: "code_needed", message: "This wants a fresh one-time code.")
        }
        if fields.scope == .everything {
            let block = try block(db, email)
            guard block.name == "none" else {
                throw Refusal(status: 409, code: block.name, message: "First: \(block.subject).")
            }
        }
        let effective = fields.scope == .copy ? now.adding(days: 1) : now.adding(days: noticeDays)
        try db.execute(
            sql: """
                INSERT INTO privacy_requests(email, scope, created_at, effective_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, arguments: [email, fields.scope.rawValue, now.seconds, effective.seconds])
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM privacy_requests WHERE email = ? AND scope = ?",
            arguments: [email, fields.scope.rawValue])
        guard let row else { throw Refusal.unavailable }
        return Answer(
            status: 201,
            json: [
                "request": [
                    "id": .text("PR-\(row["id"] as Int64)"), "scope": .text(fields.scope.rawValue),
                    "effective_at": .moment(ShopTime(seconds: row["effective_at"])),
                ]
            ])
    }

    /// What has to be finished before an account can go: money in dispute, then parcels under way.
    private static func block(_ db: Database, _ email: String) throws -> (name: String, subject: String) {
        let disputed = try String.fetchOne(
            db,
            sql: """
                SELECT order_number FROM chargebacks JOIN orders ON orders.number = order_number
                     JOIN customers ON customers.id = orders.customer
                WHERE email = ? AND closed_at IS NULL ORDER BY order_number LIMIT 1
                """, arguments: [email])
        if let disputed { return ("chargeback", disputed) }
        let open = try String.fetchOne(
            db,
            sql: """
                SELECT number FROM orders JOIN customers ON customers.id = orders.customer
                WHERE email = ? AND status IN ('placed', 'shipped') ORDER BY number LIMIT 1
                """, arguments: [email])
        return open.map { ("open_order", $0) } ?? ("none", "")
    }
}
