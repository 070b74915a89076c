internal import GRDB

/// A request that says no more than whose account it is about.
struct AccountFields: Decodable {
    let email: String

    /// Lower case and without blanks, as accounts are kept.
    func address() throws(Refusal) -> String {
        let email = email.lowercased().filter { !$0.isWhitespace }
        guard email.contains("@"), (3...254).contains(email.utf8.count) else { throw .invalid("email") }
        return email
    }
}

/// Letters to customers. Until the shop has a postman, the back office shows them as sent.
enum Mail {
    static func send(_ db: Database, to email: String, _ subject: String, _ body: String, at now: ShopTime) throws {
        try db.execute(
            sql: "INSERT INTO mails(recipient, subject, body, created_at) VALUES (?, ?, ?, ?)",
            arguments: [email, subject, body, now.seconds])
    }
}

/// Money that moves outside a line's refund: what is charged is positive, what is given back negative.
enum Movement {
    /// Recorded once for ever under its business key; nothing is written for nothing.
    static func record(
        _ db: Database, _ kind: String, of subject: String, minor: Int64, business: String, at now: ShopTime
    ) throws {
        guard minor != 0 else { return }
        try db.execute(
            sql: """
                INSERT INTO movements(kind, subject, amount_minor, currency, created_at, business)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [kind, subject, minor, Catalogue.currency, now.seconds, business])
    }
}
