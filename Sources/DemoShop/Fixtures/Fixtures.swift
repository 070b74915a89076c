internal import GRDB

/// What a new file is filled with: the same for the same seed, aged from `now`.
struct Fixtures {
    let seed: UInt64
    let now: ShopTime

    private static let firstRefund: Int64 = 70_001
    private static let firstTrace: Int64 = 4_001

    /// Fills an empty shop; leaves a filled one alone.
    func fill(_ db: Database) throws {
        guard try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'seed'") == nil else { return }
        var generator = SeededGenerator(seed: seed)
        try stock(db, &generator)
        let people = Person.known + Person.drawn(60 - Person.known.count, from: &generator)
        for (index, person) in people.enumerated() {
            try add(person, id: Int64(index + 1), to: db)
        }
        let known = OrderPlan.memorable.count + OrderPlan.changeable.count
        let drawn = OrderPlan.drawn(150 - known, for: people, from: &generator)
        let plans = OrderPlan.memorable + drawn
        for plan in plans { try Self.add(plan, to: db, now: now) }
        try refunds(of: plans, db)
        try subscriptions(of: people, db, &generator)
        // The next refund and trace carry the numbers the playbook's authors expect of a new shop.
        for (table, first) in [("refunds", Self.firstRefund), ("traces", Self.firstTrace)] {
            try db.execute(sql: "DELETE FROM sqlite_sequence WHERE name = ?", arguments: [table])
            try db.execute(sql: "INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", arguments: [table, first - 1])
        }
        try db.execute(sql: "INSERT INTO meta(name, value) VALUES ('seed', ?)", arguments: [String(seed)])
    }

    private func stock(_ db: Database, _ generator: inout SeededGenerator) throws {
        for product in Catalogue.products {
            try db.execute(
                sql: "INSERT INTO products(id, name, category) VALUES (?, ?, ?)",
                arguments: [product.id, product.name, product.category])
            for variant in product.variants {
                try db.execute(
                    sql: """
                        INSERT INTO variants(sku, product, name, price_minor, currency, final_sale)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        variant.sku, product.id, variant.name, variant.priceMinor, Catalogue.currency,
                        variant.isFinalSale ? 1 : 0,
                    ])
                for place in Catalogue.places {
                    let quantity = generator.chance(25) ? 0 : Int64(generator.next() % 30)
                    try db.execute(
                        sql: "INSERT INTO stock(sku, place, quantity) VALUES (?, ?, ?)",
                        arguments: [variant.sku, place, quantity])
                }
            }
        }
    }

    private func add(_ person: Person, id: Int64, to db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO customers(id, name, email, street, city, postcode, member) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, person.name, person.email, person.street, person.city, person.postcode, person.isMember ? 1 : 0,
            ])
    }

    static func add(_ plan: OrderPlan, to db: Database, now: ShopTime) throws {
        let moments = moments(of: plan.state, now)
        try db.execute(
            sql: """
                INSERT INTO orders(number, customer, status, placed_at, eta, delivered_at, cancelled_at)
                SELECT ?, id, ?, ?, ?, ?, ? FROM customers WHERE email = ?
                """,
            arguments: [
                plan.number, moments.status, moments.placed.seconds, moments.eta?.seconds,
                moments.delivered?.seconds, moments.cancelled?.seconds, plan.owner.email,
            ])
        var total: Int64 = 0
        for (index, line) in plan.lines.enumerated() {
            guard let variant = Catalogue.variant(line.sku) else { continue }
            total += variant.priceMinor * line.quantity
            try db.execute(
                sql: """
                    INSERT INTO lines(order_number, line, sku, name, quantity, unit_minor, currency, final_sale)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    plan.number, index + 1, variant.sku, variant.name, line.quantity, variant.priceMinor,
                    Catalogue.currency, variant.isFinalSale ? 1 : 0,
                ])
        }
        let (state, words) = carrierNews(of: plan.state)
        try db.execute(
            sql: "INSERT INTO shipments(order_number, carrier, state, words) VALUES (?, ?, ?, ?)",
            arguments: [plan.number, plan.carrier, state, words])
        try db.execute(
            sql: """
                INSERT INTO payments(order_number, amount_minor, currency, card_last4, captured_at)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [plan.number, total, Catalogue.currency, plan.cardLast4, moments.placed.seconds])
    }

    private func refunds(of plans: [OrderPlan], _ db: Database) throws {
        let refunded = plans.compactMap { plan in plan.refundedDaysAgo.map { (plan, $0) } }
        for (index, (plan, daysAgo)) in refunded.enumerated() {
            let at = now.adding(days: -daysAgo)
            try db.execute(
                sql: """
                    INSERT INTO refunds(id, order_number, line, amount_minor, currency, reason, created_at, expected_at)
                    SELECT ?, order_number, line, quantity * unit_minor, currency, 'damaged', ?, ?
                    FROM lines WHERE order_number = ? AND line = 1
                    """,
                arguments: [
                    Self.firstRefund - Int64(refunded.count - index), at.seconds,
                    at.noon(inWorkingDays: 5).seconds, plan.number,
                ])
        }
    }

    private func subscriptions(of people: [Person], _ db: Database, _ generator: inout SeededGenerator) throws {
        let members = people.filter(\.isMember) + people.filter { !$0.isMember }.dropFirst(Person.known.count)
        for (index, member) in members.prefix(30).enumerated() {
            let isDouble = generator.chance(30)
            let state = index == 2 ? "payment_failed" : generator.chance(85) ? "active" : "paused"
            try db.execute(
                sql: """
                    INSERT INTO subscriptions(customer, plan, roast, price_minor, currency, renews_at, state)
                    SELECT id, ?, ?, ?, ?, ?, ? FROM customers WHERE email = ?
                    """,
                arguments: [
                    isDouble ? "household" : "regular", generator.pick(["espresso", "filter", "decaf"]),
                    isDouble ? 2_900 : 1_550, Catalogue.currency,
                    now.noon(inDays: Int64(1 + generator.next() % 30)).seconds, state, member.email,
                ])
            try db.execute(sql: "UPDATE customers SET member = 1 WHERE email = ?", arguments: [member.email])
        }
    }

    private struct Moments {
        let status: String
        let placed: ShopTime
        var eta: ShopTime?
        var delivered: ShopTime?
        var cancelled: ShopTime?
    }

    private static func moments(of state: OrderPlan.State, _ now: ShopTime) -> Moments {
        switch state {
        case .placed(let etaInDays):
            Moments(status: "placed", placed: now.adding(minutes: -40), eta: now.noon(inDays: etaInDays))
        case .shipped(let placed, let etaInDays, _, _):
            Moments(status: "shipped", placed: now.adding(days: -placed), eta: now.noon(inDays: etaInDays))
        case .delivered(let daysAgo):
            Moments(
                status: "delivered", placed: now.adding(days: -daysAgo - 3), eta: now.noon(inDays: -daysAgo),
                delivered: now.adding(days: -daysAgo))
        case .cancelled(let daysAgo):
            Moments(
                status: "cancelled", placed: now.adding(days: -daysAgo - 1), cancelled: now.adding(days: -daysAgo))
        }
    }

    private static func carrierNews(of state: OrderPlan.State) -> (state: String, words: String) {
        switch state {
        case .placed: ("none", "not handed to the carrier yet")
        case .shipped(_, _, let state, let words): (state, words)
        case .delivered: ("delivered", "handed over at the door")
        case .cancelled: ("none", "cancelled before it left us")
        }
    }
}
