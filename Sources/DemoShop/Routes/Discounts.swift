internal import GRDB

/// Codes that take something off one order: bound to a customer, and some to a product; used once.
enum Discounts {
    struct Fields: Decodable {
        let line: String
        let kind: Kind
    }

    enum Kind: String, Decodable {
        /// For the right one in place of the wrong one.
        case reorder
        /// For keeping what cannot come back.
        case keepIt = "keep_it"

        var percent: Int64 {
            switch self {
            case .reorder: 10
            case .keepIt: 15
            }
        }

        var prefix: String {
            switch self {
            case .reorder: "AGAIN-"
            case .keepIt: "KEEP-"
            }
        }
    }

    struct Redemption: Decodable {
        let email: String
        let sku: String
    }

    static let days: Int64 = 30

    /// `POST /v1/orders/{order}/discounts`: one of a kind for a line of an order.
    static func issue(_ db: Database, order number: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        guard let order = try OrderFacts(db, number: number), let line = order.line(fields.line) else {
            throw Refusal.notFound
        }
        guard order.status == "delivered" else {
            throw Refusal(
                status: 409, code: "not_delivered", message: "Nothing of that order is there to be unhappy with.")
        }
        if let known = try Row.fetchOne(
            db, sql: "SELECT * FROM discounts WHERE order_number = ? AND line = ? AND kind = ? AND voided_at IS NULL",
            arguments: [number, line.number, fields.kind.rawValue])
        {
            return Answer(status: 200, json: ["discount": json(known)])
        }
        let product = try String.fetchOne(db, sql: "SELECT product FROM variants WHERE sku = ?", arguments: [line.sku])
        try db.execute(
            sql: """
                INSERT INTO discounts(code, customer, percent, kind, order_number, line, product, created_at, expires_at)
                SELECT ?, customer, ?, ?, ?, ?, ?, ?, ? FROM orders WHERE number = ?
                """,
            arguments: [
                fields.kind.prefix + Secret.code(4), fields.kind.percent, fields.kind.rawValue, number, line.number,
                fields.kind == .reorder ? product : nil, now.seconds, now.adding(days: days).seconds, number,
            ])
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM discounts WHERE rowid = ?", arguments: [db.lastInsertedRowID])
        guard let row else { throw Refusal.unavailable }
        return Answer(status: 201, json: ["discount": json(row)])
    }

    /// `POST /v1/discounts/{code}/voids`
    static func void(_ db: Database, code: String, now: ShopTime) throws -> Answer {
        let row = try find(db, code)
        guard row["used_at"] as Int64? == nil else { throw used }
        try db.execute(
            sql: "UPDATE discounts SET voided_at = ? WHERE code = ? AND voided_at IS NULL",
            arguments: [now.seconds, code])
        try Idempotency.forget(db, about: code)
        return Answer(status: 200, json: ["discount": ["code": .text(code), "state": "void"]])
    }

    /// `POST /v1/discounts/{code}/redemptions`: what the till asks when somebody types the code.
    static func redeem(_ db: Database, code: String, _ fields: Redemption, now: ShopTime) throws -> Answer {
        let row = try find(db, code)
        guard row["voided_at"] as Int64? == nil, now.seconds < row["expires_at"] as Int64 else {
            throw Refusal(status: 410, code: "not_valid", message: "That code is not valid any more.")
        }
        guard row["used_at"] as Int64? == nil else { throw used }
        let owner = try String.fetchOne(
            db, sql: "SELECT email FROM customers WHERE id = ?", arguments: [row["customer"] as Int64])
        guard try owner == AccountFields(email: fields.email).address() else {
            throw Refusal(status: 403, code: "not_yours", message: "That code is somebody else's.")
        }
        let product = try String.fetchOne(
            db, sql: "SELECT product FROM variants WHERE sku = ?", arguments: [fields.sku])
        guard let product else { throw Refusal.invalid("sku") }
        guard (row["product"] as String?).map({ $0 == product }) ?? true else {
            throw Refusal(status: 422, code: "not_for_this", message: "That code is for another product.")
        }
        try db.execute(
            sql: "UPDATE discounts SET used_at = ? WHERE code = ? AND used_at IS NULL", arguments: [now.seconds, code])
        guard db.changesCount == 1 else { throw used }
        return Answer(status: 201, json: ["redemption": ["code": .text(code), "percent": .integer(row["percent"])]])
    }

    private static let used = Refusal(status: 409, code: "already_used", message: "That code was used before.")

    private static func find(_ db: Database, _ code: String) throws -> Row {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM discounts WHERE code = ?", arguments: [code]) else {
            throw Refusal.notFound
        }
        return row
    }

    private static func json(_ row: Row) -> JSON {
        [
            "code": .text(row["code"]), "percent": .integer(row["percent"]),
            "expires_at": .moment(ShopTime(seconds: row["expires_at"])),
        ]
    }
}
