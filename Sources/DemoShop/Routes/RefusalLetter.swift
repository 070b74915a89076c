internal import GRDB

/// `POST /v1/refusals`: a colleague's no in writing, for whoever has left the chat by then.
enum RefusalLetter {
    struct Fields: Decodable {
        let email: String
        let wish: Wish
        /// The order's, invoice's or quote's number.
        let about: String
    }

    enum Wish: String, Decodable {
        case refund, cancellation, credit, order

        func words(_ number: String) -> String {
            switch self {
            case .refund: "a refund for order AF-\(number)"
            case .cancellation: "cancelling order AF-\(number)"
            case .credit: "a credit on invoice FI-\(number)"
            case .order: "an order by the quote \(number)"
            }
        }

        /// What it means for the customer.
        var consequence: String {
            switch self {
            case .refund, .credit: "No money has moved."
            case .cancellation: "It goes out as planned, and can come back free of charge."
            case .order: "Nothing was ordered and nothing is charged."
            }
        }
    }

    static func answer(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        let isNumber = fields.about.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
        guard isNumber, (1...64).contains(fields.about.utf8.count) else { throw Refusal.invalid("about") }
        // Strangers get no mail from us.
        guard try Row.fetchOne(db, sql: "SELECT 1 FROM customers WHERE email = ?", arguments: [email]) != nil else {
            throw Refusal.notFound
        }
        try Mail.send(
            db, to: email, "About \(fields.wish.words(fields.about))",
            """
            You asked us in the chat for \(fields.wish.words(fields.about)). A colleague has looked at it and said no.
            \(fields.wish.consequence)

            If you see it differently, come back to the chat and ask for Billing, or answer this letter.
            """, at: now)
        return Answer(status: 202, json: ["accepted": true])
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
