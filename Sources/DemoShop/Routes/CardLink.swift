internal import GRDB

/// `POST /v1/subscriptions/{id}/card-links`: the address of a page where a card can be put in, so that its number
/// never passes through a chat.
enum CardLink {
    static let lifetimeMinutes: Int64 = 30

    static func answer(
        _ db: Database, subscription id: String, publicURL: String, now: ShopTime
    ) throws -> Answer {
        guard let facts = try SubscriptionFacts(db, id: id) else { throw Refusal.notFound }
        let (link, token) = ("CL-" + Secret.code(6), Secret.token())
        let expires = now.adding(minutes: lifetimeMinutes)
        try db.execute(
            sql: "INSERT INTO card_links(id, token, subscription, expires_at) VALUES (?, ?, ?, ?)",
            arguments: [link, token, facts.id, expires.seconds])
        return Answer(
            status: 201,
            json: [
                "link": [
                    "id": .text(link), "url": .text("\(publicURL)/pay/\(token)"), "expires_at": .moment(expires),
                ]
            ])
    }
}
