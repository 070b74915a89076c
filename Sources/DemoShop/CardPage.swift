internal import GRDB
internal import Gateway

/// `GET` and `POST /pay/{token}`: plays the payment provider's own page. It takes no card numbers: whoever tries the
/// demo picks a test card.
enum CardPage {
    struct TestCard: Sendable {
        let choice: String
        let last4: String
        let label: String
        let works: Bool
    }

    static let cards = [
        TestCard(choice: "card=works", last4: "4444", label: "A card that works, ending in 4444", works: true),
        TestCard(
            choice: "card=declined", last4: "0002", label: "A card that is declined, ending in 0002", works: false),
    ]

    static func html(_ db: Database, token: String, now: ShopTime) throws -> String {
        _ = try link(db, token, now)
        let buttons = cards.map { card in
            let value = card.choice.split(separator: "=").last ?? ""
            return "<p><button name=\"card\" value=\"\(value)\">\(card.label)</button></p>"
        }
        return page(
            "<p>This page plays the payment provider. It takes no real card; choose one to try.</p>"
                + "<form method=\"post\">\(buttons.joined())</form>")
    }

    /// Puts the chosen card on the membership; a link is good for one card.
    static func choose(_ db: Database, _ choice: String, token: String, now: ShopTime) throws -> String {
        let (link, subscription) = try link(db, token, now)
        guard let card = cards.first(where: { $0.choice == choice }) else { throw Refusal.invalid("card") }
        try db.execute(
            sql: "UPDATE subscriptions SET card_last4 = ?, card_works = ? WHERE id = ?",
            arguments: [card.last4, card.works ? 1 : 0, subscription])
        try db.execute(sql: "UPDATE card_links SET saved_at = ? WHERE id = ?", arguments: [now.seconds, link])
        return page(
            "<p>Saved. The card ending in \(card.last4) pays for your boxes from now on.</p>"
                + "<p>You can close this page and go back to the chat.</p>")
    }

    static func response(_ html: String) -> HTTPResponse {
        HTTPResponse.html(Array(html.utf8)).with("Cache-Control", "no-store").with("Referrer-Policy", "no-referrer")
            .with(
                "Content-Security-Policy",
                "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
    }

    /// An unknown link, a used one and one that is too old look the same.
    private static func link(_ db: Database, _ token: String, _ now: ShopTime) throws -> (String, Int64) {
        let row = try Row.fetchOne(
            db, sql: "SELECT id, subscription FROM card_links WHERE token = ? AND saved_at IS NULL AND expires_at > ?",
            arguments: [token, now.seconds])
        guard let row else { throw Refusal.notFound }
        return (row["id"], row["subscription"])
    }

    private static func page(_ body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Card for Finch Club</title></head><body><main><h1>Card for Finch Club</h1>
        \(body)
        </main></body></html>
        """
    }
}
