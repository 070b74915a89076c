internal import GRDB

/// `POST /v1/orders/{order}/traces`: asks the carrier where a parcel is, with a credit for the wait; one an order.
enum TraceOpening {
    /// The body is an object without fields.
    struct Fields: Decodable {}

    static let creditMinor: Int64 = 500

    static func answer(_ db: Database, order number: String, now: ShopTime) throws -> Answer {
        guard let order = try OrderFacts(db, number: number) else { throw Refusal.notFound }
        if let open = try Row.fetchOne(db, sql: "SELECT * FROM traces WHERE order_number = ?", arguments: [number]) {
            return Answer(
                status: 200, json: json(id: open["id"], answerBy: ShopTime(seconds: open["answer_by"])))
        }
        guard order.status == "shipped" else {
            throw Refusal(status: 409, code: "not_in_transit", message: "This parcel is not on its way.")
        }
        let answerBy = now.closingTime(inWorkingDays: 2)
        try db.execute(
            sql: """
                INSERT INTO traces(order_number, opened_at, answer_by, credit_minor, currency) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [number, now.seconds, answerBy.seconds, creditMinor, Catalogue.currency])
        return Answer(status: 201, json: json(id: db.lastInsertedRowID, answerBy: answerBy))
    }

    private static func json(id: Int64, answerBy: ShopTime) -> JSON {
        [
            "trace": [
                "id": .text("TR-\(id)"), "answer_by": .moment(answerBy), "credit_minor": .integer(creditMinor),
                "currency": .text(Catalogue.currency),
            ]
        ]
    }
}
