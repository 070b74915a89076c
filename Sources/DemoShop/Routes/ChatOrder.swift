internal import GRDB

/// `POST /v1/stock/quotes` and `/v1/stock/orders`: sends what is on a shelf somewhere to the customer's door, carriage
/// free, paid with the card that they paid with last.
///
/// A quote is one wish: it is ordered once, whatever is sent twice, and a second wish is a second quote.
enum ChatOrder {
    struct Wish: Decodable {
        let email: String
        let sku: String
    }

    struct Fields: Decodable {
        let email: String
        let quote: String
        /// What the customer was shown.
        let totalMinor: Int64
        /// As ``SignOff`` says.
        let approvedBy: String?

        enum CodingKeys: String, CodingKey {
            case email, quote
            case totalMinor = "total_minor"
            case approvedBy = "approved_by"
        }
    }

    /// Above this a person approves.
    static let limitMinor: Int64 = 20_000

    static func quote(_ db: Database, _ wish: Wish, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: wish.email).address()
        guard let variant = Catalogue.variant(wish.sku) else { throw Refusal.notFound }
        guard let buyer = try Buyer(db, email: email) else {
            throw Refusal(status: 409, code: "no_card", message: "Nothing was ever paid from that account.")
        }
        guard let place = try place(db, of: wish.sku) else { throw soldOut }
        try db.execute(
            sql: """
                INSERT INTO order_quotes(customer, sku, place, total_minor, card_last4, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [buyer.id, wish.sku, place, variant.priceMinor, buyer.cardLast4, now.seconds])
        return Answer(
            status: 201,
            json: [
                "quote": [
                    "id": .text("QU-\(db.lastInsertedRowID)"), "name": .text(variant.name),
                    "total_minor": .integer(variant.priceMinor), "currency": .text(Catalogue.currency),
                    "card_last4": .text(buyer.cardLast4), "address": .text(buyer.address),
                    "leaves": .text(now.leaving.dayWords(from: now)),
                ]
            ])
    }

    static func order(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        let signOff = try SignOff(fields.approvedBy)
        guard fields.quote.hasPrefix("QU-"), let buyer = try Buyer(db, email: email),
            let quote = try Row.fetchOne(
                db, sql: "SELECT * FROM order_quotes WHERE id = ? AND customer = ?",
                arguments: [Int64(fields.quote.dropFirst(3)), buyer.id]),
            let variant = Catalogue.variant(quote["sku"])
        else { throw Refusal.notFound }
        if let known = quote["order_number"] as String? { return answer(known, status: 200, now) }
        guard fields.totalMinor == quote["total_minor"] else {
            throw Refusal(status: 422, code: "amount_mismatch", message: "That is not the price of this quote.")
        }
        try signOff.check(fields.totalMinor, limit: limitMinor)
        guard let place = try place(db, of: variant.sku, first: quote["place"]) else { throw soldOut }
        try db.execute(
            sql: "UPDATE stock SET quantity = quantity - 1 WHERE sku = ? AND place = ? AND quantity > 0",
            arguments: [variant.sku, place])
        let newest = try Int64.fetchOne(db, sql: "SELECT max(CAST(number AS INTEGER)) FROM orders") ?? 20_000
        let number = String(max(newest + 1, 20_001))
        try write(number, variant, of: buyer, card: quote["card_last4"], at: now, db)
        try db.execute(
            sql: "UPDATE order_quotes SET order_number = ? WHERE id = ?", arguments: [number, quote["id"] as Int64])
        try Movement.record(
            db, "order", of: number, minor: variant.priceMinor, business: "order:\(fields.quote)",
            approvedBy: signOff.name, at: now)
        try Receipts.ordered(
            db, number, variant.name, minor: variant.priceMinor, to: email,
            leaves: now.leaving.dayWords(from: now), at: now)
        return answer(number, status: 201, now)
    }

    private static let soldOut = Refusal(status: 409, code: "sold_out", message: "There is none left to send.")

    private static func answer(_ number: String, status: Int, _ now: ShopTime) -> Answer {
        Answer(
            status: status,
            json: ["order": ["number": .text(number), "leaves": .text(now.leaving.dayWords(from: now))]])
    }

    /// The place that the quote named while it still has one, else the fullest shelf.
    private static func place(_ db: Database, of sku: String, first: String = "warehouse") throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT place FROM stock WHERE sku = ? AND quantity > 0
                ORDER BY place != ?, quantity DESC, place LIMIT 1
                """, arguments: [sku, first])
    }

    private static func write(
        _ number: String, _ variant: Catalogue.Variant, of buyer: Buyer, card: String, at now: ShopTime, _ db: Database
    ) throws {
        let leaving = now.leaving
        try db.execute(
            sql: """
                INSERT INTO orders(number, customer, status, placed_at, eta) VALUES (?, ?, 'placed', ?, ?)
                """, arguments: [number, buyer.id, now.seconds, leaving.seconds])
        try db.execute(
            sql: """
                INSERT INTO lines(order_number, line, sku, name, quantity, unit_minor, currency, final_sale)
                VALUES (?, 1, ?, ?, 1, ?, ?, ?)
                """,
            arguments: [
                number, variant.sku, variant.name, variant.priceMinor, Catalogue.currency, variant.isFinalSale ? 1 : 0,
            ])
        try db.execute(
            sql: "INSERT INTO shipments(order_number, carrier, state, words) VALUES (?, 'Courier', 'none', ?)",
            arguments: [number, "waiting for our own courier"])
        try db.execute(
            sql: """
                INSERT INTO payments(order_number, amount_minor, currency, card_last4, captured_at)
                VALUES (?, ?, ?, ?, ?)
                """, arguments: [number, variant.priceMinor, Catalogue.currency, card, now.seconds])
    }

    /// Somebody who has paid us before: where it goes, and what pays for it.
    private struct Buyer {
        let id: Int64
        let address: String
        let cardLast4: String

        init?(_ db: Database, email: String) throws {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT customers.*, payments.card_last4
                    FROM customers JOIN orders ON orders.customer = customers.id
                         JOIN payments ON payments.order_number = orders.number
                    WHERE email = ? ORDER BY captured_at DESC LIMIT 1
                    """, arguments: [email])
            guard let row else { return nil }
            id = row["id"]
            address = "\(row["street"] as String), \(row["city"] as String), \(row["postcode"] as String)"
            cardLast4 = row["card_last4"]
        }
    }
}
