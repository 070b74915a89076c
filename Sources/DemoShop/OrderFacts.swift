internal import GRDB

/// An order as it stands in this transaction, with what may be done about each of its lines.
struct OrderFacts {
    struct Line {
        let number: Int64
        let sku: String
        let name: String
        let quantity: Int64
        let unitMinor: Int64
        let currency: String
        let isFinalSale: Bool
        let refundedAt: ShopTime?

        var totalMinor: Int64 { unitMinor * quantity }

        /// `2. Paper filters, 100 pack, £6.50`
        var words: String {
            "\(number). \(name)\(quantity > 1 ? " × \(quantity)" : ""), \(Pounds.text(totalMinor, currency))"
        }
    }

    let number: String
    let status: String
    let placedAt: ShopTime
    let eta: ShopTime?
    let deliveredAt: ShopTime?
    let isMember: Bool
    let cardLast4: String
    let carrier: String
    let carrierState: String
    let carrierWords: String
    let isPacked: Bool
    /// Where it goes: two letters, ISO 3166-1.
    let country: String
    let ownerEmail: String
    let lines: [Line]

    /// `nil` when there is no such order.
    init?(_ db: Database, number: String) throws {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT orders.*, customers.member, customers.email, shipments.carrier, shipments.state, shipments.words,
                           payments.card_last4
                    FROM orders JOIN customers ON customers.id = orders.customer
                         JOIN shipments ON shipments.order_number = orders.number
                         JOIN payments ON payments.order_number = orders.number
                    WHERE orders.number = ?
                    """, arguments: [number])
        else { return nil }
        self.number = number
        status = row["status"]
        placedAt = ShopTime(seconds: row["placed_at"])
        eta = (row["eta"] as Int64?).map(ShopTime.init)
        deliveredAt = (row["delivered_at"] as Int64?).map(ShopTime.init)
        isMember = (row["member"] as Int64) == 1
        cardLast4 = row["card_last4"]
        carrier = row["carrier"]
        carrierState = row["state"]
        carrierWords = row["words"]
        isPacked = (row["packed_at"] as Int64?) != nil
        country = row["country"]
        ownerEmail = row["email"]
        lines = try Row.fetchAll(
            db,
            sql: """
                SELECT lines.*, refunds.created_at AS refunded_at
                FROM lines LEFT JOIN refunds USING (order_number, line)
                WHERE order_number = ? ORDER BY line
                """, arguments: [number]
        ).map { row in
            Line(
                number: row["line"], sku: row["sku"], name: row["name"], quantity: row["quantity"],
                unitMinor: row["unit_minor"], currency: row["currency"],
                isFinalSale: (row["final_sale"] as Int64) == 1,
                refundedAt: (row["refunded_at"] as Int64?).map(ShopTime.init))
        }
    }

    /// Somebody else's order is not touched, whatever else the caller says.
    func check(owner email: String?) throws(Refusal) {
        guard let email else { return }
        guard try AccountFields(email: email).address() == ownerEmail else {
            throw Refusal(status: 403, code: "not_yours", message: "That order is somebody else's.")
        }
    }

    /// The line of that number, as it stands in a path or body.
    func line(_ text: String) -> Line? {
        lines.first { String($0.number) == text }
    }

    /// The first line that can still be refunded, else the first of all.
    var nextLine: Line? {
        lines.first { $0.refundedAt == nil } ?? lines.first
    }

    var totalMinor: Int64 { lines.reduce(0) { $0 + $1.totalMinor } }

    /// What has been paid and not given back.
    var unrefundedMinor: Int64 { lines.reduce(0) { $0 + ($1.refundedAt == nil ? $1.totalMinor : 0) } }

    /// Why it can no longer be stopped or sent elsewhere; `none` while it can.
    var changeBlock: String {
        switch status {
        case "placed": isPacked ? "packed" : "none"
        default: status
        }
    }

    /// Whole calendar days (UTC) past the promised one while it has not come.
    func daysLate(at now: ShopTime) -> Int64 {
        guard status == "placed" || status == "shipped", let eta else { return 0 }
        return max(0, now.day - eta.day)
    }
}

/// What the shop allows for a line of an order, and the one reason where it does not.
struct Policy {
    static let refundDays: Int64 = 60
    static let returnDays: Int64 = 30
    static let memberReturnDays: Int64 = 60
    /// Above these a person approves.
    static let refundLimitMinor: Int64 = 10_000
    static let cancellationLimitMinor: Int64 = 25_000
    static let disputeLimitMinor: Int64 = 5_000

    let order: OrderFacts
    let line: OrderFacts.Line
    let now: ShopTime

    var windowDays: Int64 { order.isMember ? Self.memberReturnDays : Self.returnDays }

    var returnUntil: ShopTime? { order.deliveredAt?.adding(days: windowDays) }

    /// What can be given back for this line: its price, once.
    var refundableMinor: Int64 { line.refundedAt == nil ? line.totalMinor : 0 }

    /// `none` when it may be refunded.
    var refundBlock: String {
        if order.status == "cancelled" { return "cancelled" }
        if line.refundedAt != nil { return "already_refunded" }
        guard let deliveredAt = order.deliveredAt else { return "not_delivered" }
        return now > deliveredAt.adding(days: Self.refundDays) ? "out_of_window" : "none"
    }

    /// `none` when it may be sent back.
    var returnBlock: String {
        if order.status == "cancelled" { return "cancelled" }
        if line.refundedAt != nil { return "already_refunded" }
        guard let returnUntil else { return "not_delivered" }
        if line.isFinalSale { return "final_sale" }
        return now > returnUntil ? "out_of_window" : "none"
    }
}

enum Pounds {
    /// `£49.90`; another currency goes by its code.
    static func text(_ minor: Int64, _ currency: String) -> String {
        let cents = minor % 100
        return (currency == "GBP" ? "£" : currency + " ") + "\(minor / 100)." + (cents < 10 ? "0" : "") + "\(cents)"
    }
}
