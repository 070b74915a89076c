internal import GRDB

/// `POST /v1/orders/{order}/refunds`: money back for one line, once for ever.
///
/// What may be refunded is computed here, in the transaction, from the order; the request only says what the customer
/// was shown, and a difference is a refusal.
enum RefundCreation {
    struct Fields: Decodable {
        let line: String
        let amountMinor: Int64
        let reason: String
        /// Whose order the caller takes it for.
        let email: String?
        /// As ``SignOff`` says.
        let approvedBy: String?

        enum CodingKeys: String, CodingKey {
            case line, email
            case amountMinor = "amount_minor"
            case reason
            case approvedBy = "approved_by"
        }
    }

    /// The order whose payment provider is always down, for demos of an honest failure.
    static let brokenOrder = "10058"

    static func answer(_ db: Database, order number: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        guard !fields.reason.isEmpty, fields.reason.utf8.count <= 2_000 else { throw Refusal.invalid("reason") }
        guard fields.amountMinor > 0 else { throw Refusal.invalid("amount_minor") }
        guard let order = try OrderFacts(db, number: number), let line = order.line(fields.line) else {
            throw Refusal.notFound
        }
        try order.check(owner: fields.email)
        let signOff = try SignOff(fields.approvedBy)
        let policy = Policy(order: order, line: line, now: now)
        guard line.refundedAt == nil else {
            throw Refusal(status: 409, code: "already_refunded", message: "This line was refunded before.")
        }
        guard policy.refundBlock == "none" else {
            throw Refusal(status: 422, code: "not_refundable", message: "Not refundable: \(policy.refundBlock).")
        }
        guard fields.amountMinor == policy.refundableMinor else {
            throw Refusal(
                status: 422, code: "amount_mismatch", message: "That is not what can be refunded for this line.")
        }
        try signOff.check(fields.amountMinor, limit: Policy.refundLimitMinor)
        guard number != brokenOrder else {
            throw Refusal(
                status: 503, code: "payments_down", message: "The payment provider does not answer; nothing was done.")
        }
        let expected = now.noon(inWorkingDays: 5)
        try db.execute(
            sql: """
                INSERT INTO refunds(
                    order_number, line, amount_minor, currency, reason, created_at, expected_at, approved_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, line.number, fields.amountMinor, line.currency, fields.reason, now.seconds, expected.seconds,
                signOff.name,
            ])
        let id = "RF-\(db.lastInsertedRowID)"
        try Receipts.refund(db, id, of: line, order: order, expected: expected, at: now)
        return Answer(
            status: 201,
            json: [
                "refund": [
                    "id": .text(id), "line": .text(fields.line),
                    "amount_minor": .integer(fields.amountMinor), "currency": .text(line.currency),
                    "card_last4": .text(order.cardLast4), "created_at": .moment(now), "expected_at": .moment(expected),
                ]
            ])
    }
}
