internal import GRDB

/// `POST /v1/subscriptions/{id}/quotes` and `/changes`: pause, skip, another plan, the end, or staying for an offer.
///
/// A quote says what it costs before anyone says yes; the change is refused when that is no longer so.
enum SubscriptionChange {
    struct Fields: Decodable {
        let change: Change
        let plan: String?
        /// The day a pause ends; the time of day does not matter.
        let until: String?
        /// What the customer was shown; only a change needs it.
        let dueMinor: Int64?

        enum CodingKeys: String, CodingKey {
            case change, plan, until
            case dueMinor = "due_minor"
        }
    }

    enum Change: String, Decodable {
        case pause, skip, plan, cancel, stay
    }

    static let longestPauseDays: Int64 = 92
    static let offeredPercent: Int64 = 20
    static let offeredBoxes: Int64 = 2

    static func quote(_ db: Database, subscription id: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        let quote = try Quote(db, id, fields, now)
        let isOffer = fields.change == .cancel && !quote.facts.wasOffered && quote.facts.state == "active"
        if isOffer {
            try db.execute(
                sql: "UPDATE subscriptions SET offered_at = ? WHERE id = ?", arguments: [now.seconds, quote.facts.id])
        }
        return Answer(status: 200, json: ["quote": quote.json(hasOffer: isOffer)])
    }

    static func answer(_ db: Database, subscription id: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        let quote = try Quote(db, id, fields, now)
        guard fields.dueMinor == abs(quote.dueMinor) else {
            throw Refusal(status: 422, code: "quote_changed", message: "That change costs something else now.")
        }
        let facts = quote.facts
        switch fields.change {
        case .pause:
            try set(db, facts, "state = 'paused', paused_until = ?, renews_at = ?", quote.next, quote.next)
        case .skip:
            try set(db, facts, "renews_at = ?", quote.next)
        case .plan:
            try db.execute(
                sql: "UPDATE subscriptions SET plan = ?, price_minor = ? WHERE id = ?",
                arguments: [quote.plan.id, quote.plan.priceMinor, facts.id])
        case .cancel:
            try set(db, facts, "state = 'cancelled'")
        case .stay:
            guard facts.wasOffered, facts.discountedBoxes == 0 else {
                throw Refusal(status: 409, code: "no_offer", message: "There is no offer to accept.")
            }
            try set(db, facts, "discounted_boxes = \(offeredBoxes)")
        }
        try db.execute(
            sql: "INSERT INTO subscription_changes(subscription, change, words, created_at) VALUES (?, ?, ?, ?)",
            arguments: [facts.id, fields.change.rawValue, quote.words, now.seconds])
        try Movement.record(
            db, "proration", of: id, minor: quote.dueMinor,
            business: "subscription:\(id):\(fields.change.rawValue):\(db.lastInsertedRowID)", at: now)
        return Answer(status: 200, json: ["quote": quote.json(hasOffer: false)])
    }

    private static func set(
        _ db: Database, _ facts: SubscriptionFacts, _ columns: String, _ moments: ShopTime...
    ) throws {
        try db.execute(
            sql: "UPDATE subscriptions SET \(columns) WHERE id = ?",
            arguments: StatementArguments(moments.map(\.seconds) + [facts.id]))
    }

    /// What a change means, computed anew for the question and for the deed.
    private struct Quote {
        let facts: SubscriptionFacts
        let plan: SubscriptionFacts.Plan
        /// The first box that comes, or would have come, after the change.
        let next: ShopTime
        /// Charged today when positive, given back when negative.
        let dueMinor: Int64
        let words: String

        init(_ db: Database, _ id: String, _ fields: Fields, _ now: ShopTime) throws {
            guard let facts = try SubscriptionFacts(db, id: id) else { throw Refusal.notFound }
            guard facts.state != "cancelled" else {
                throw Refusal(status: 409, code: "cancelled", message: "This membership has ended.")
            }
            self.facts = facts
            let isPaid = facts.isPaid(at: now)
            let free = isPaid ? facts.nextBox.adding(days: SubscriptionFacts.rhythmDays) : facts.nextBox
            let paidWords = isPaid ? "The box that is being packed still comes. " : ""
            switch fields.change {
            case .pause:
                next = try Self.resumption(fields.until, now)
                (plan, dueMinor) = (facts.plan, 0)
                words = paidWords + "Nothing is charged during the pause"
            case .skip:
                next = free.adding(days: SubscriptionFacts.rhythmDays)
                (plan, dueMinor) = (facts.plan, 0)
                words = paidWords + "The skipped box costs nothing"
            case .plan:
                guard let plan = SubscriptionFacts.plan(fields.plan ?? "") else { throw Refusal.invalid("plan") }
                guard plan.id != facts.plan.id else {
                    throw Refusal(status: 409, code: "same_plan", message: "That is the plan they have.")
                }
                self.plan = plan
                next = facts.nextBox
                dueMinor = isPaid ? plan.priceMinor - facts.plan.priceMinor : 0
                words = Self.words(ofDue: dueMinor)
            case .cancel:
                next = free
                (plan, dueMinor) = (facts.plan, 0)
                words = paidWords + "There is no fee and nothing more to pay"
            case .stay:
                next = facts.nextBox
                (plan, dueMinor) = (facts.plan, 0)
                words = "\(offeredPercent) % off the next \(offeredBoxes) boxes"
            }
        }

        private static func resumption(_ until: String?, _ now: ShopTime) throws(Refusal) -> ShopTime {
            guard let day = until.flatMap(ShopTime.init(day:)) else { throw .invalid("until") }
            guard day > now, day <= now.adding(days: longestPauseDays) else {
                throw Refusal(status: 422, code: "too_long", message: "A pause lasts three months at most.")
            }
            return day
        }

        private static func words(ofDue minor: Int64) -> String {
            let pounds = Pounds.text(abs(minor), Catalogue.currency)
            return switch minor {
            case 0: "Nothing to pay today and nothing to pay back"
            case 1...: "The box being packed is changed too, so \(pounds) is charged today"
            default: "The box being packed is changed too, so \(pounds) comes back today"
            }
        }

        func json(hasOffer: Bool) -> JSON {
            [
                "plan": .text(plan.words), "price_minor": .integer(plan.priceMinor),
                "currency": .text(Catalogue.currency), "due_minor": .integer(abs(dueMinor)), "words": .text(words),
                "next_box": .moment(next), "has_offer": .flag(hasOffer),
            ]
        }
    }
}
