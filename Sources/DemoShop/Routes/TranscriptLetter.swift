internal import GRDB

/// `POST /v1/transcripts`: what was said, to the account that has just proved itself with a code.
enum TranscriptLetter {
    struct Fields: Decodable {
        let email: String
        let text: String
    }

    /// Bytes of a conversation that a letter holds.
    static let longest = 200_000

    static func answer(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        guard !fields.text.isEmpty, fields.text.utf8.count <= longest else { throw Refusal.invalid("text") }
        let since = ShopTime(seconds: now.seconds - OneTimeCode.window)
        guard try OneTimeCode.proofs(db, email: email, since: since) > 0 else {
            throw Refusal(status: 403, code: "code_needed", message: "That account has not proved itself lately.")
        }
        try Mail.send(
            db, to: email, "Your conversation with Alder & Finch",
            """
            You asked for this in the chat.

            \(fields.text)
            """, at: now)
        return Answer(status: 202, json: ["accepted": true])
    }
}
