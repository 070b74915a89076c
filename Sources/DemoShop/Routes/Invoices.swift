internal import GRDB

/// `POST /v1/invoices/look-ups`: an invoice of the account, its lines in words.
enum InvoiceLookUp {
    struct Fields: Decodable {
        let email: String
        let invoice: String
    }

    static func answer(_ db: Database, _ fields: Fields) throws -> Answer {
        let invoice = try InvoiceFacts(db, number: fields.invoice, email: fields.email)
        return Answer(
            status: 200,
            json: [
                "invoice": [
                    "number": .text(invoice.number), "issued_at": .moment(invoice.issuedAt),
                    "line_count": .integer(Int64(invoice.lines.count)),
                    "lines_words": .text(invoice.lines.map(\.words).joined(separator: "\n")),
                    "total_minor": .integer(invoice.lines.reduce(0) { $0 + $1.amountMinor }),
                    "currency": .text(Catalogue.currency),
                ]
            ])
    }
}

/// `POST /v1/invoices/{number}/line-checks`: where a line comes from.
enum InvoiceLineCheck {
    struct Fields: Decodable {
        let email: String
        let line: Int64
    }

    static func answer(_ db: Database, invoice number: String, _ fields: Fields) throws -> Answer {
        let invoice = try InvoiceFacts(db, number: number, email: fields.email)
        guard let line = invoice.lines.first(where: { $0.number == fields.line }) else { throw Refusal.notFound }
        return Answer(
            status: 200,
            json: [
                "line": [
                    "number": .integer(line.number), "name": .text(line.name),
                    "amount_minor": .integer(line.amountMinor), "currency": .text(Catalogue.currency),
                    "finding": .text(line.creditedAt == nil ? line.kind : "credited"), "note": .text(line.note),
                    "credited_at": .moment(line.creditedAt),
                ]
            ])
    }
}

/// `POST /v1/invoices/{number}/credits`: gives back a line that stands there twice, once.
enum InvoiceCredit {
    struct Fields: Decodable {
        let email: String
        let line: Int64
        let amountMinor: Int64
        /// As ``SignOff`` says.
        let approvedBy: String?

        enum CodingKeys: String, CodingKey {
            case email, line
            case amountMinor = "amount_minor"
            case approvedBy = "approved_by"
        }
    }

    static func answer(_ db: Database, invoice number: String, _ fields: Fields, now: ShopTime) throws -> Answer {
        let invoice = try InvoiceFacts(db, number: number, email: fields.email)
        guard let line = invoice.lines.first(where: { $0.number == fields.line }) else { throw Refusal.notFound }
        let signOff = try SignOff(fields.approvedBy)
        guard line.creditedAt == nil else {
            throw Refusal(status: 409, code: "already_credited", message: "This line was given back before.")
        }
        guard line.kind == "duplicate" else {
            throw Refusal(status: 422, code: "not_duplicate", message: "This line stands there once.")
        }
        guard fields.amountMinor == line.amountMinor else {
            throw Refusal(status: 422, code: "amount_mismatch", message: "That is not the line's amount.")
        }
        try signOff.check(line.amountMinor, limit: Policy.disputeLimitMinor)
        try Movement.record(
            db, "dispute", of: invoice.number, minor: -line.amountMinor,
            business: InvoiceFacts.business(invoice.number, line.number), approvedBy: signOff.name, at: now)
        let id = "CR-\(db.lastInsertedRowID)"
        let expected = now.noon(inWorkingDays: 5)
        try Receipts.credit(
            db, id, of: line, invoice: invoice.number, to: AccountFields(email: fields.email).address(),
            expected: expected, at: now)
        return Answer(
            status: 201,
            json: [
                "credit": [
                    "id": .text(id), "amount_minor": .integer(line.amountMinor),
                    "currency": .text(Catalogue.currency), "expected_at": .moment(expected),
                ]
            ])
    }
}

/// An invoice as it stands in this transaction.
struct InvoiceFacts {
    struct Line {
        let number: Int64
        let name: String
        let amountMinor: Int64
        let kind: String
        let note: String
        let creditedAt: ShopTime?

        var words: String { "\(number). \(name), \(Pounds.text(amountMinor, Catalogue.currency))" }
    }

    let number: String
    let issuedAt: ShopTime
    let lines: [Line]

    static func business(_ invoice: String, _ line: Int64) -> String { "dispute:\(invoice):\(line)" }

    /// Somebody else's invoice and no invoice at all look the same.
    init(_ db: Database, number: String, email: String) throws {
        let email = try AccountFields(email: email).address()
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT invoices.* FROM invoices JOIN customers ON customers.id = invoices.customer
                WHERE number = ? AND email = ?
                """, arguments: [number, email])
        guard let row else { throw Refusal.notFound }
        self.number = number
        issuedAt = ShopTime(seconds: row["issued_at"])
        lines = try Row.fetchAll(
            db,
            sql: """
                SELECT invoice_lines.*, movements.created_at AS credited_at
                FROM invoice_lines LEFT JOIN movements ON business = 'dispute:' || invoice || ':' || line
                WHERE invoice = ? ORDER BY line
                """, arguments: [number]
        ).map { row in
            Line(
                number: row["line"], name: row["name"], amountMinor: row["amount_minor"], kind: row["kind"],
                note: row["note"], creditedAt: (row["credited_at"] as Int64?).map(ShopTime.init))
        }
    }
}
