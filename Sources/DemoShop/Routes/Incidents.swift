internal import GRDB

/// `POST /v1/incidents/look-ups` and `/{id}/followers`: what is broken right now, and who wants to hear when it isn't.
enum Incidents {
    struct Fields: Decodable {
        /// Which part; without it whatever is broken is told.
        let service: String?
    }

    static let statusURL = "https://status.alderandfinch.example"
    /// Updates come on every half hour.
    static let updateSeconds: Int64 = 30 * 60

    static func lookUp(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM incidents WHERE resolved_at IS NULL AND (? IS NULL OR service = ?)
                ORDER BY opened_at DESC LIMIT 1
                """, arguments: [fields.service, fields.service])
        guard let row else {
            return Answer(
                status: 200,
                json: [
                    "incident": [
                        "open": false, "id": "", "title": "", "state": "none", "words": "", "next_update_at": .null,
                        "url": .text(statusURL),
                    ]
                ])
        }
        let id: String = row["id"]
        let update = ShopTime(seconds: (now.seconds / updateSeconds + 1) * updateSeconds)
        return Answer(
            status: 200,
            json: [
                "incident": [
                    "open": true, "id": .text(id), "title": .text(row["title"]), "state": .text(row["state"]),
                    "words": .text(row["words"]), "next_update_at": .moment(update),
                    "url": .text("\(statusURL)/incidents/\(id)"),
                ]
            ])
    }

    static func follow(_ db: Database, incident id: String, _ fields: AccountFields, now: ShopTime) throws -> Answer {
        let email = try fields.address()
        let isOpen = try Bool.fetchOne(
            db, sql: "SELECT resolved_at IS NULL FROM incidents WHERE id = ?", arguments: [id])
        guard let isOpen else { throw Refusal.notFound }
        guard isOpen else {
            throw Refusal(status: 409, code: "resolved", message: "This incident is over.")
        }
        try db.execute(
            sql: "INSERT INTO incident_followers(incident, email, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [id, email, now.seconds])
        return Answer(status: 200, json: ["follower": ["incident": .text(id), "email": .text(email)]])
    }
}

/// `POST /v1/bugs`: something does not work and no incident explains it.
enum BugReport {
    struct Fields: Decodable {
        let service: String
        let symptom: String
        let device: String?
        let email: String
    }

    static func answer(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        guard !fields.symptom.isEmpty, fields.symptom.utf8.count <= 4_000 else { throw Refusal.invalid("symptom") }
        let answerBy = now.closingTime(inWorkingDays: 2)
        try db.execute(
            sql: """
                INSERT INTO bugs(service, symptom, device, email, created_at, answer_by) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                String(fields.service.prefix(40)), fields.symptom, String((fields.device ?? "").prefix(200)), email,
                now.seconds, answerBy.seconds,
            ])
        return Answer(
            status: 201,
            json: ["bug": ["id": .text("BUG-\(db.lastInsertedRowID)"), "answer_by": .moment(answerBy)]])
    }
}
