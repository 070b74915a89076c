internal import GRDB

/// `GET /v1/orders/{order}` and `/items/{line}`: everything a conversation needs to know about an order.
enum OrderLookUp {
    static func answer(_ db: Database, order number: String, line: String?, now: ShopTime) throws -> Answer {
        guard let order = try OrderFacts(db, number: number),
            let line = line.map(order.line) ?? order.nextLine
        else { throw Refusal.notFound }
        let policy = Policy(order: order, line: line, now: now)
        return Answer(
            status: 200,
            json: [
                "order": about(order, now), "carrier": carrier(of: order),
                "item": [
                    "line": .text(String(line.number)), "sku": .text(line.sku), "name": .text(line.name),
                    "quantity": .integer(line.quantity),
                ],
                "refund": [
                    "allowed": .flag(policy.refundBlock == "none"), "block": .text(policy.refundBlock),
                    "amount_minor": .integer(policy.refundableMinor), "currency": .text(line.currency),
                    "refunded_at": .moment(line.refundedAt),
                    "lately": .integer(try lately(db, number, now)),
                ],
                "return": [
                    "allowed": .flag(policy.returnBlock == "none"), "block": .text(policy.returnBlock),
                    "until": .moment(policy.returnUntil), "window_days": .integer(policy.windowDays),
                ],
                "change": [
                    "allowed": .flag(order.changeBlock == "none"), "block": .text(order.changeBlock),
                    "back_minor": .integer(order.unrefundedMinor), "currency": .text(Catalogue.currency),
                ],
            ])
    }

    static let latelyDays: Int64 = 90

    /// Refunds that the order's customer had lately, whatever they were for.
    private static func lately(_ db: Database, _ order: String, _ now: ShopTime) throws -> Int64 {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM refunds JOIN orders ON orders.number = refunds.order_number
                WHERE orders.customer = (SELECT customer FROM orders WHERE number = ?) AND refunds.created_at > ?
                """, arguments: [order, now.adding(days: -latelyDays).seconds]) ?? 0
    }

    private static func about(_ order: OrderFacts, _ now: ShopTime) -> JSON {
        [
            "number": .text(order.number), "status": .text(order.status), "placed_at": .moment(order.placedAt),
            "item_count": .integer(Int64(order.lines.count)),
            "items_words": .text(order.lines.map(\.words).joined(separator: "\n")),
            "total_minor": .integer(order.totalMinor), "currency": .text(Catalogue.currency),
            "card_last4": .text(order.cardLast4), "member": .flag(order.isMember), "eta": .moment(order.eta),
            "days_late": .integer(order.daysLate(at: now)), "delivered_at": .moment(order.deliveredAt),
        ]
    }

    private static func carrier(of order: OrderFacts) -> JSON {
        [
            "name": .text(order.carrier), "state": .text(order.carrierState), "words": .text(order.carrierWords),
            "tracking_url": .text("https://track.alderandfinch.example/\(order.number)"),
        ]
    }
}
