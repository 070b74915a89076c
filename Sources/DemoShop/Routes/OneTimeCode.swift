internal import GRDB

/// `POST /v1/codes` and `/v1/codes/checks`: six digits by e-mail prove whose account it is.
///
/// An unknown address is treated like a known one whose mail got lost: the same answers, the same work, the same
/// number of tries. Nobody learns from here who is a customer.
enum OneTimeCode {
    struct Fields: Decodable {
        let email: String
        let code: String
    }

    static let lifetimeMinutes: Int64 = 10
    /// Guesses at one code.
    static let tries: Int64 = 3
    /// Guesses at one account in a quarter of an hour, over all codes.
    static let triesInWindow: Int64 = 5
    static let codesInWindow = 3
    static let window: Int64 = 15 * 60

    static func send(_ db: Database, _ fields: AccountFields, now: ShopTime) throws -> Answer {
        let email = try fields.address()
        let recent =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM codes WHERE email = ? AND created_at > ?",
                arguments: [email, now.seconds - window]) ?? 0
        let customer = try Int64.fetchOne(db, sql: "SELECT id FROM customers WHERE email = ?", arguments: [email])
        let sent: Answer = Answer(status: 202, json: ["code": ["minutes": .integer(lifetimeMinutes)]])
        guard recent < codesInWindow else { return sent }
        let code = Secret.digits(6)
        try db.execute(
            sql: "INSERT INTO codes(email, customer, code, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
            arguments: [email, customer, code, now.seconds, now.adding(minutes: lifetimeMinutes).seconds])
        if customer != nil {
            try Mail.send(
                db, to: email, "Your Alder & Finch code",
                """
                \(code) is your code. Type it into the chat within \(lifetimeMinutes) minutes, and give it to nobody.
                If you are not in a chat with us, there is nothing to do.
                """, until: now.adding(minutes: lifetimeMinutes), at: now)
        }
        return sent
    }

    /// The newest code counts, for the minutes it lives and until it is used.
    static func check(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        guard
            let newest = try Row.fetchOne(
                db, sql: "SELECT * FROM codes WHERE email = ? ORDER BY id DESC LIMIT 1", arguments: [email])
        else { return answer("expired", left: 0) }
        let guessed =
            try Int64.fetchOne(
                db, sql: "SELECT sum(tries) FROM codes WHERE email = ? AND created_at > ?",
                arguments: [email, now.seconds - window]) ?? 0
        let tried: Int64 = newest["tries"]
        guard tried < tries, guessed < triesInWindow else { return answer("locked", left: 0) }
        guard (newest["used_at"] as Int64?) == nil, now.seconds < newest["expires_at"] else {
            return answer("expired", left: 0)
        }
        let id: Int64 = newest["id"]
        let given = fields.code.filter { !$0.isWhitespace }
        if Secret.matches(given, newest["code"]), (newest["customer"] as Int64?) != nil {
            try db.execute(sql: "UPDATE codes SET used_at = ? WHERE id = ?", arguments: [now.seconds, id])
            return answer("right", left: 0)
        }
        try db.execute(sql: "UPDATE codes SET tries = tries + 1 WHERE id = ?", arguments: [id])
        let left = min(tries - tried, triesInWindow - guessed) - 1
        return answer(left > 0 ? "wrong" : "locked", left: left)
    }

    /// How many codes of the account came back right since then.
    static func proofs(_ db: Database, email: String, since: ShopTime) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM codes WHERE email = ? AND used_at > ?", arguments: [email, since.seconds])
            ?? 0
    }

    private static func answer(_ state: String, left: Int64) -> Answer {
        Answer(
            status: 200,
            json: ["code": ["state": .text(state), "right": .flag(state == "right"), "tries_left": .integer(left)]])
    }
}
