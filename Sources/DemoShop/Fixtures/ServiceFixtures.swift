internal import GRDB

/// What accounts, the club, stock and service begin with. Also fills files that were made before these existed.
struct ServiceFixtures {
    let now: ShopTime

    private static let firstNumbers = [("bugs", 501), ("privacy_requests", 9_001), ("movements", 8_001)]

    func fill(_ db: Database) throws {
        guard try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'service'") == nil else { return }
        for plan in OrderPlan.changeable {
            try Fixtures.add(plan, to: db, now: now)
        }
        try db.execute(
            sql: "UPDATE orders SET packed_at = ? WHERE number = ?", arguments: [now.seconds, OrderPlan.packed])
        try stock(db)
        try club(db)
        try incidents(db)
        try invoices(db)
        try db.execute(
            sql: "INSERT INTO chargebacks(order_number, amount_minor, currency, opened_at) VALUES ('10050', 900, ?, ?)",
            arguments: [Catalogue.currency, now.adding(days: -2).seconds])
        for (table, first) in Self.firstNumbers {
            try db.execute(sql: "INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", arguments: [table, first - 1])
        }
        try db.execute(sql: "INSERT INTO meta(name, value) VALUES ('service', '1')")
    }

    /// Something of every kind of answer: here, due on a day, gone with others like it, gone without.
    private func stock(_ db: Database) throws {
        for sku in ["MUG-BRI-BLU", "GRI-HER-WHT", "KET-EL-CPR", "MAC-ALD-GRN", "MUG-BRI-SEC"] {
            try db.execute(sql: "UPDATE stock SET quantity = 0 WHERE sku = ?", arguments: [sku])
        }
        for sku in ["KET-GN-BLK", "KET-EL-BLK", "GRI-HER-BLK"] {
            try db.execute(
                sql: "UPDATE stock SET quantity = 7 WHERE sku = ? AND place = 'Bristol back room'", arguments: [sku])
        }
        // Not in any shop, and there all the same.
        try db.execute(
            sql: "UPDATE stock SET quantity = CASE place WHEN 'warehouse' THEN 9 ELSE 0 END WHERE sku = 'GRI-KES-STL'")
        for (sku, days) in [("MUG-BRI-BLU", 12), ("GRI-HER-WHT", 6)] as [(String, Int64)] {
            try db.execute(
                sql: "INSERT INTO restocks(sku, due_at) VALUES (?, ?)",
                arguments: [sku, now.noon(inDays: days).seconds])
        }
    }

    /// Priya's next box is a week off; Ida's last payment failed, because the card on file is no longer good.
    private func club(_ db: Database) throws {
        for (old, new) in [("single", "regular"), ("double", "household")] {
            try db.execute(sql: "UPDATE subscriptions SET plan = ? WHERE plan = ?", arguments: [new, old])
        }
        try db.execute(sql: "UPDATE subscriptions SET card_works = 0 WHERE state = 'payment_failed'")
        try set(db, .priya, "state = 'active', plan = 'regular', price_minor = 1550, card_last4 = '0077'", days: 7)
        try set(
            db, .ida,
            "state = 'payment_failed', plan = 'regular', price_minor = 1550, card_last4 = '9014', card_works = 0",
            days: 1)
    }

    private func set(_ db: Database, _ person: Person, _ columns: String, days: Int64) throws {
        try db.execute(
            sql: """
                UPDATE subscriptions SET \(columns), renews_at = ?
                WHERE customer = (SELECT id FROM customers WHERE email = ?)
                """, arguments: [now.noon(inDays: days).seconds, person.email])
    }

    private func incidents(_ db: Database) throws {
        let all: [(String, String, String, String, String, Int64, Int64?)] = [
            (
                "INC-101", "checkout", "Card payments failing at the checkout", "resolved", "Fixed at our provider.",
                12, 11
            ),
            ("INC-102", "shop", "Product pages loading slowly", "resolved", "A full disk was replaced.", 5, 4),
            (
                "INC-103", "app", "Brewlog is slow to sync", "identified",
                "One of two sync servers is down. Brews are kept on your phone and nothing is lost.", 0, nil
            ),
        ]
        for (id, service, title, state, words, opened, resolved) in all {
            try db.execute(
                sql: """
                    INSERT INTO incidents(id, service, title, state, words, opened_at, resolved_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, service, title, state, words, now.adding(days: -opened, minutes: -50).seconds,
                    resolved.map { now.adding(days: -$0).seconds },
                ])
        }
    }

    private struct InvoiceLine {
        let name: String
        let minor: Int64
        var kind = "plain"
        var note = ""
    }

    private func invoices(_ db: Database) throws {
        let extra = "Three extra bags, shipped when you tapped Send me more in Brewlog"
        let known: [(String, Person, [InvoiceLine])] = [
            (
                "3001", .priya,
                [
                    InvoiceLine(name: "Finch Club box, Regular", minor: 1_550),
                    InvoiceLine(name: "Extra bag of Wren", minor: 1_100),
                    InvoiceLine(name: "Extra bag of Wren", minor: 1_100, kind: "duplicate", note: "the same as line 2"),
                    InvoiceLine(name: "Extra bags", minor: 2_550, kind: "usage", note: extra),
                    InvoiceLine(name: "Priority handling", minor: 600),
                ]
            ),
            (
                "3002", .gareth,
                [
                    InvoiceLine(name: "Machine service", minor: 8_900),
                    InvoiceLine(name: "Machine service", minor: 8_900, kind: "duplicate", note: "the same as line 1"),
                ]
            ),
        ]
        for (number, person, lines) in known {
            try add(db, number, email: person.email, lines)
        }
        let members = try Row.fetchAll(
            db,
            sql: """
                SELECT email, price_minor FROM subscriptions JOIN customers ON customers.id = customer
                ORDER BY subscriptions.id
                """)
        for (index, member) in members.enumerated() {
            try add(
                db, String(3_101 + index), email: member["email"],
                [InvoiceLine(name: "Finch Club box", minor: member["price_minor"])])
        }
    }

    private func add(_ db: Database, _ number: String, email: String, _ lines: [InvoiceLine]) throws {
        try db.execute(
            sql: "INSERT INTO invoices(number, customer, issued_at) SELECT ?, id, ? FROM customers WHERE email = ?",
            arguments: [number, now.adding(days: -9).seconds, email])
        for (index, line) in lines.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO invoice_lines(invoice, line, name, amount_minor, currency, kind, note)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [number, index + 1, line.name, line.minor, Catalogue.currency, line.kind, line.note])
        }
    }
}
