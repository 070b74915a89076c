internal import GRDB

/// `POST /v1/identity/check`: do this e-mail and postcode belong to that order?
///
/// An unknown order is treated like a known one whose owner never matches, misses and lock included, so that nobody
/// learns from here which order numbers exist.
enum IdentityCheck {
    static let tries = 5
    static let window: Int64 = 15 * 60

    struct Fields: Decodable {
        let order: String
        let email: String
        let postcode: String
    }

    static func answer(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let order = String(fields.order.prefix(16))
        try db.execute(sql: "DELETE FROM identity_misses WHERE at <= ?", arguments: [now.seconds - window])
        let misses = try Int64.fetchAll(
            db, sql: "SELECT at FROM identity_misses WHERE order_number = ? ORDER BY at", arguments: [order])
        if misses.count >= tries, let oldest = misses.first {
            throw Refusal(
                status: 429, code: "too_many_tries", message: "Too many tries for this order; wait a little.",
                retryAfterSeconds: max(1, oldest + window - now.seconds))
        }
        let owner = try Row.fetchOne(
            db,
            sql: """
                SELECT email, postcode FROM customers JOIN orders ON orders.customer = customers.id
                WHERE orders.number = ?
                """, arguments: [order])
        let email = Secret.matches(plain(fields.email), plain(owner?["email"] ?? ""))
        let postcode = Secret.matches(plain(fields.postcode), plain(owner?["postcode"] ?? ""))
        let matches = owner != nil && email && postcode
        if !matches {
            try db.execute(
                sql: "INSERT INTO identity_misses(order_number, at) VALUES (?, ?)", arguments: [order, now.seconds])
        }
        return Answer(status: 200, json: ["matches": .flag(matches)])
    }

    /// Without case and spaces: people write postcodes in many ways.
    private static func plain(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace }
    }
}
