internal import GRDB

/// `POST /v1/subscriptions/{id}/charges`: takes the payment that failed once more, from the card that is on file now.
///
/// A declined charge is an answer, not a refusal: it happened, it is counted, and its key stays used.
enum RenewalCharge {
    struct Fields: Decodable {
        let amountMinor: Int64
        let cardLast4: String

        enum CodingKeys: String, CodingKey {
            case amountMinor = "amount_minor"
            case cardLast4 = "card_last4"
        }
    }

    static func answer(_ db: Database, subscription id: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        guard let facts = try SubscriptionFacts(db, id: id) else { throw Refusal.notFound }
        guard facts.state == "payment_failed" else {
            throw Refusal(status: 409, code: "nothing_due", message: "No payment of this membership is open.")
        }
        guard fields.amountMinor == facts.priceMinor, fields.cardLast4 == facts.cardLast4 else {
            throw Refusal(status: 422, code: "amount_mismatch", message: "That is not the charge that is open.")
        }
        guard facts.cardWorks else {
            try db.execute(
                sql: "UPDATE subscriptions SET declines = declines + 1 WHERE id = ?", arguments: [facts.id])
            return answer("declined", facts, id: .null, box: nil, next: facts.nextBox)
        }
        // The box leaves on the next working day, the one after it four weeks later.
        let box = now.noon(inWorkingDays: 1)
        let next = box.adding(days: SubscriptionFacts.rhythmDays)
        try db.execute(
            sql: "UPDATE subscriptions SET state = 'active', declines = 0, renews_at = ? WHERE id = ?",
            arguments: [next.seconds, facts.id])
        try Movement.record(
            db, "renewal", of: id, minor: facts.priceMinor, business: "renewal:\(id):\(facts.nextBox.seconds)", at: now)
        let charge = "CH-\(db.lastInsertedRowID)"
        try Receipts.renewal(db, charge, of: facts, box: box, at: now)
        return answer("paid", facts, id: .text(charge), box: box, next: next)
    }

    private static func answer(
        _ state: String, _ facts: SubscriptionFacts, id: JSON, box: ShopTime?, next: ShopTime
    ) -> Answer {
        Answer(
            status: 200,
            json: [
                "charge": [
                    "id": id, "state": .text(state), "amount_minor": .integer(facts.priceMinor),
                    "currency": .text(Catalogue.currency), "box_at": .moment(box), "next_at": .moment(next),
                ]
            ])
    }
}
