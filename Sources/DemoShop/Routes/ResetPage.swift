internal import GRDB

/// `POST /v1/accounts/reset-pages`: a page for a new password, for whoever has just brought the account's code back.
enum ResetPage {
    static let minutes: Int64 = 15

    static func answer(_ db: Database, _ fields: AccountFields, publicURL: String, now: ShopTime) throws -> Answer {
        let email = try fields.address()
        guard try OneTimeCode.proofs(db, email: email, since: now.adding(minutes: -minutes)) > 0 else {
            throw Refusal(status: 403, code: "code_needed", message: "The account's code has to be right first.")
        }
        try db.execute(
            sql: """
                INSERT INTO password_resets(email, customer, created_at)
                SELECT ?, (SELECT id FROM customers WHERE email = ?), ?
                """, arguments: [email, email, now.seconds])
        return Answer(
            status: 201,
            json: [
                "page": ["url": .text("\(publicURL)/reset/\(Secret.token())"), "minutes": .integer(minutes)]
            ])
    }
}
