internal import GRDB

/// `GET /v1/ledger`: every movement of money and goods after the sale, for tests and for the admin page.
enum Ledger {
    /// The newest so many of each kind.
    static let limit = 10_000

    struct Refund {
        let id: String
        let order: String
        let line: Int64
        let amountMinor: Int64
        let currency: String
        let reason: String
        let createdAt: ShopTime
    }

    static func answer(_ db: Database) throws -> Answer {
        let refunds = try refunds(db)
        let returns = try Row.fetchAll(
            db, sql: "SELECT * FROM returns ORDER BY created_at, id LIMIT ?", arguments: [limit]
        ).map { row -> JSON in
            [
                "id": .text(row["id"]), "order": .text(row["order_number"]),
                "line": .text(String(row["line"] as Int64)),
                "created_at": .moment(ShopTime(seconds: row["created_at"])),
            ]
        }
        let traces = try Row.fetchAll(db, sql: "SELECT * FROM traces ORDER BY id LIMIT ?", arguments: [limit])
            .map { row -> JSON in
                [
                    "id": .text("TR-\(row["id"] as Int64)"), "order": .text(row["order_number"]),
                    "credit_minor": .integer(row["credit_minor"]), "currency": .text(row["currency"]),
                ]
            }
        let mails = try Row.fetchAll(db, sql: "SELECT * FROM mails ORDER BY id LIMIT ?", arguments: [limit])
            .map { row -> JSON in ["recipient": .text(row["recipient"]), "subject": .text(row["subject"])] }
        return Answer(
            status: 200,
            json: [
                "refunds": .list(
                    refunds.map { refund in
                        [
                            "id": .text(refund.id), "order": .text(refund.order), "line": .text(String(refund.line)),
                            "amount_minor": .integer(refund.amountMinor), "currency": .text(refund.currency),
                            "reason": .text(refund.reason), "created_at": .moment(refund.createdAt),
                        ]
                    }),
                "returns": .list(returns), "traces": .list(traces), "mails": .list(mails),
            ])
    }

    /// Oldest first.
    static func refunds(_ db: Database) throws -> [Refund] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM (SELECT * FROM refunds ORDER BY id DESC LIMIT ?) ORDER BY id", arguments: [limit]
        ).map { row in
            Refund(
                id: "RF-\(row["id"] as Int64)", order: row["order_number"], line: row["line"],
                amountMinor: row["amount_minor"], currency: row["currency"], reason: row["reason"],
                createdAt: ShopTime(seconds: row["created_at"]))
        }
    }
}
