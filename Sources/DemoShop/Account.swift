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

/// Letters to customers, kept with what they tell of; ``Mailing`` takes them to the server.
enum Mail {
    /// - Parameters:
    ///   - due: not before then.
    ///   - until: from then on it is worth nothing, and not sent any more.
    static func send(
        _ db: Database, to email: String, _ subject: String, _ body: String, due: ShopTime? = nil,
        until: ShopTime? = nil, at now: ShopTime
    ) throws {
        try db.execute(
            sql: "INSERT INTO mails(recipient, subject, body, created_at, due_at, until) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [email, subject, body, now.seconds, (due ?? now).seconds, until?.seconds])
    }
}

/// Money that moves outside a line's refund: what is charged is positive, what is given back negative.
enum Movement {
    /// Recorded once for ever under its business key; nothing is written for nothing.
    static func record(
        _ db: Database, _ kind: String, of subject: String, minor: Int64, business: String,
        approvedBy: String? = nil, at now: ShopTime
    ) throws {
        guard minor != 0 else { return }
        try db.execute(
            sql: """
                INSERT INTO movements(kind, subject, amount_minor, currency, created_at, business, approved_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [kind, subject, minor, Catalogue.currency, now.seconds, business, approvedBy])
    }
}
