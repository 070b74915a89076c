internal import GRDB

/// `POST /v1/orders/{order}/cancellations`: stops an order that is not packed yet, and gives back all of it.
enum Cancellation {
    struct Fields: Decodable {
        /// What the customer was told comes back.
        let amountMinor: Int64
        /// Whose order the caller takes it for.
        let email: String?
        /// As ``SignOff`` says.
        let approvedBy: String?

        enum CodingKeys: String, CodingKey {
            case email
            case amountMinor = "amount_minor"
            case approvedBy = "approved_by"
        }
    }

    static func answer(_ db: Database, order number: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        guard let order = try OrderFacts(db, number: number) else { throw Refusal.notFound }
        try order.check(owner: fields.email)
        let signOff = try SignOff(fields.approvedBy)
        guard order.status != "cancelled" else {
            throw Refusal(status: 409, code: "already_cancelled", message: "This order was cancelled before.")
        }
        guard order.changeBlock == "none" else {
            throw Refusal(status: 409, code: "too_late", message: "This order is \(order.changeBlock).")
        }
        let back = order.unrefundedMinor
        guard fields.amountMinor == back else {
            throw Refusal(status: 422, code: "amount_mismatch", message: "That is not what would come back.")
        }
        try signOff.check(back, limit: Policy.cancellationLimitMinor)
        try db.execute(
            sql: "UPDATE orders SET status = 'cancelled', cancelled_at = ?, eta = NULL WHERE number = ?",
            arguments: [now.seconds, number])
        try db.execute(
            sql: "UPDATE shipments SET state = 'none', words = 'cancelled before it left us' WHERE order_number = ?",
            arguments: [number])
        try Movement.record(
            db, "cancellation", of: number, minor: -back, business: "cancel:\(number)", approvedBy: signOff.name,
            at: now)
        let expected = now.noon(inWorkingDays: 5)
        try Receipts.cancellation(db, order: order, minor: back, expected: expected, at: now)
        return Answer(
            status: 201,
            json: [
                "cancellation": [
                    "id": .text("CN-\(number)"), "back_minor": .integer(back), "currency": .text(Catalogue.currency),
                    "card_last4": .text(order.cardLast4), "expected_at": .moment(expected),
                ]
            ])
    }
}
