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
        let approvedBy: String?
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
                "state": row["cancelled_at"] as Int64? == nil ? "open" : "cancelled",
            ]
        }
        let discounts = try Row.fetchAll(
            db, sql: "SELECT * FROM discounts ORDER BY created_at, code LIMIT ?", arguments: [limit]
        ).map { row -> JSON in
            let state: JSON =
                row["used_at"] as Int64? != nil ? "used" : row["voided_at"] as Int64? != nil ? "void" : "open"
            return [
                "code": .text(row["code"]), "percent": .integer(row["percent"]), "kind": .text(row["kind"]),
                "order": .text(row["order_number"] ?? ""), "state": state,
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
            .map { row -> JSON in
                [
                    "recipient": .text(row["recipient"]), "subject": .text(row["subject"]),
                    "body": .text(row["body"]),
                ]
            }
        return Answer(
            status: 200,
            json: [
                "refunds": .list(
                    refunds.map { refund in
                        [
                            "id": .text(refund.id), "order": .text(refund.order), "line": .text(String(refund.line)),
                            "amount_minor": .integer(refund.amountMinor), "currency": .text(refund.currency),
                            "reason": .text(refund.reason), "created_at": .moment(refund.createdAt),
                            "approved_by": refund.approvedBy.map { .text($0) } ?? .null,
                        ]
                    }),
                "returns": .list(returns), "discounts": .list(discounts), "traces": .list(traces),
                "mails": .list(mails),
                "movements": .list(
                    try movements(db).map { movement in
                        [
                            "id": .text(movement.id), "kind": .text(movement.kind),
                            "subject": .text(movement.subject), "amount_minor": .integer(movement.amountMinor),
                            "currency": .text(movement.currency), "created_at": .moment(movement.createdAt),
                            "approved_by": movement.approvedBy.map { .text($0) } ?? .null,
                        ]
                    }),
                "deeds": .list(
                    try deeds(db).map { deed in
                        [
                            "kind": .text(deed.kind), "subject": .text(deed.subject), "words": .text(deed.words),
                            "created_at": .moment(deed.createdAt),
                        ]
                    }),
            ])
    }

    /// Money charged (positive) or given back (negative) outside refunds of lines.
    struct Movement {
        let id: String
        let kind: String
        let subject: String
        let amountMinor: Int64
        let currency: String
        let createdAt: ShopTime
        let approvedBy: String?
    }

    /// Oldest first.
    static func movements(_ db: Database) throws -> [Movement] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM (SELECT * FROM movements ORDER BY id DESC LIMIT ?) ORDER BY id", arguments: [limit]
        ).map { row in
            Movement(
                id: "MV-\(row["id"] as Int64)", kind: row["kind"], subject: row["subject"],
                amountMinor: row["amount_minor"], currency: row["currency"],
                createdAt: ShopTime(seconds: row["created_at"]), approvedBy: row["approved_by"])
        }
    }

    /// What was done for customers without money moving.
    struct Deed {
        let kind: String
        let subject: String
        let words: String
        let createdAt: ShopTime
    }

    /// Newest first.
    static func deeds(_ db: Database) throws -> [Deed] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT 'address' AS kind, subject, address AS words, created_at FROM address_changes
                UNION ALL
                SELECT 'subscription', CAST(subscription AS TEXT), change || ': ' || words, created_at
                FROM subscription_changes
                UNION ALL SELECT 'return', id, order_number || ', line ' || line, created_at FROM returns
                UNION ALL SELECT 'return cancelled', id, order_number || ', line ' || line, cancelled_at FROM returns
                WHERE cancelled_at IS NOT NULL
                UNION ALL
                SELECT 'replacement', 'RP-' || id, order_number || ', line ' || line || ', ' || sku, created_at
                FROM replacements
                UNION ALL SELECT 'replacement cancelled', 'RP-' || id, sku, cancelled_at FROM replacements
                WHERE cancelled_at IS NOT NULL
                UNION ALL SELECT 'repair', 'RR-' || id, order_number || ', line ' || line, created_at FROM repairs
                UNION ALL SELECT 'label', id, return, created_at FROM labels
                UNION ALL SELECT 'code', code, percent || ' % for ' || coalesce(product, 'anything'), created_at
                FROM discounts
                UNION ALL SELECT 'code void', code, '', voided_at FROM discounts WHERE voided_at IS NOT NULL
                UNION ALL SELECT 'code used', code, '', used_at FROM discounts WHERE used_at IS NOT NULL
                UNION ALL SELECT 'stock notice', sku, email, created_at FROM stock_notices
                UNION ALL SELECT 'incident follower', incident, email, created_at FROM incident_followers
                UNION ALL SELECT 'bug', 'BUG-' || id, service || ': ' || symptom, created_at FROM bugs
                UNION ALL SELECT 'privacy', 'PR-' || id, scope || ', ' || email, created_at FROM privacy_requests
                ORDER BY created_at DESC LIMIT ?
                """, arguments: [limit]
        ).map { row in
            Deed(
                kind: row["kind"], subject: row["subject"], words: row["words"],
                createdAt: ShopTime(seconds: row["created_at"]))
        }
    }

    /// Oldest first.
    static func refunds(_ db: Database) throws -> [Refund] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM (SELECT * FROM refunds ORDER BY id DESC LIMIT ?) ORDER BY id", arguments: [limit]
        ).map { row in
            Refund(
                id: "RF-\(row["id"] as Int64)", order: row["order_number"], line: row["line"],
                amountMinor: row["amount_minor"], currency: row["currency"], reason: row["reason"],
                createdAt: ShopTime(seconds: row["created_at"]), approvedBy: row["approved_by"])
        }
    }
}
