internal import GRDB

/// `POST /v1/accounts/password-resets`: the same answer, and the same work, whether the account exists or not.
enum PasswordReset {
    struct Fields: Decodable {
        let email: String
    }

    /// More in an hour for one address are answered the same and send nothing.
    static let mailsPerHour = 3

    static func answer(_ db: Database, _ fields: Fields, publicURL: String, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        let recent =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM password_resets WHERE email = ? AND created_at > ?",
                arguments: [email, now.seconds - 3_600]) ?? 0
        let customer = try Int64.fetchOne(db, sql: "SELECT id FROM customers WHERE email = ?", arguments: [email])
        try db.execute(
            sql: "INSERT INTO password_resets(email, customer, created_at) VALUES (?, ?, ?)",
            arguments: [email, customer, now.seconds])
        if customer != nil, recent < mailsPerHour {
            try Mail.send(
                db, to: email, "Your new Alder & Finch password",
                """
                Somebody, most likely you, asked for a new password. Choose it here within an hour:
                \(publicURL)/reset/\(Secret.token())
                If it was not you, there is nothing to do.
                """, until: now.adding(hours: 1), at: now)
        }
        return Answer(status: 202, json: ["accepted": true])
    }
}
