internal import GRDB

/// A club membership as it stands in this transaction.
struct SubscriptionFacts {
    struct Plan: Sendable {
        let id: String
        let words: String
        let priceMinor: Int64
    }

    static let plans = [
        Plan(id: "taster", words: "Taster", priceMinor: 950), Plan(id: "regular", words: "Regular", priceMinor: 1_550),
        Plan(id: "household", words: "Household", priceMinor: 2_900),
    ]
    /// Files from before the plans had these names.
    private static let formerNames = ["single": "regular", "double": "household"]
    /// Boxes come every four weeks; two days before one leaves it is paid.
    static let rhythmDays: Int64 = 28
    static let paidDays: Int64 = 2

    let id: Int64
    let email: String
    let plan: Plan
    let state: String
    let priceMinor: Int64
    let nextBox: ShopTime
    let cardLast4: String
    let cardWorks: Bool
    let declines: Int64
    let pausedUntil: ShopTime?
    let wasOffered: Bool
    let discountedBoxes: Int64

    init?(_ db: Database, id: String) throws {
        try self.init(db, where: "subscriptions.id = ?", Int64(id))
    }

    init?(_ db: Database, email: String) throws {
        try self.init(db, where: "customers.email = ?", email)
    }

    private init?(_ db: Database, where condition: String, _ value: (any DatabaseValueConvertible)?) throws {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT subscriptions.*, customers.email
                    FROM subscriptions JOIN customers ON customers.id = subscriptions.customer
                    WHERE \(condition)
                    """, arguments: [value])
        else { return nil }
        let name: String = row["plan"]
        guard let plan = Self.plan(Self.formerNames[name] ?? name) else { return nil }
        id = row["id"]
        email = row["email"]
        self.plan = plan
        state = row["state"]
        priceMinor = row["price_minor"]
        nextBox = ShopTime(seconds: row["renews_at"])
        cardLast4 = row["card_last4"]
        cardWorks = (row["card_works"] as Int64) == 1
        declines = row["declines"]
        pausedUntil = (row["paused_until"] as Int64?).map(ShopTime.init)
        wasOffered = (row["offered_at"] as Int64?) != nil
        discountedBoxes = row["discounted_boxes"]
    }

    static func plan(_ id: String) -> Plan? { plans.first { $0.id == id } }

    /// The next box is paid and being packed: what is changed now counts from the one after.
    func isPaid(at now: ShopTime) -> Bool {
        state == "active" && now > nextBox.adding(days: -Self.paidDays)
    }
}

/// `POST /v1/subscriptions/look-ups`: the membership of an account.
enum SubscriptionLookUp {
    static func answer(_ db: Database, _ fields: AccountFields, now: ShopTime) throws -> Answer {
        guard let facts = try SubscriptionFacts(db, email: try fields.address()) else { throw Refusal.notFound }
        return Answer(
            status: 200,
            json: [
                "subscription": [
                    "id": .text(String(facts.id)), "plan": .text(facts.plan.words), "state": .text(facts.state),
                    "price_minor": .integer(facts.priceMinor), "currency": .text(Catalogue.currency),
                    "next_box": .moment(facts.nextBox), "card_last4": .text(facts.cardLast4),
                    "box_is_paid": .flag(facts.isPaid(at: now)), "paused_until": .moment(facts.pausedUntil),
                ]
            ])
    }
}
