internal import GRDB

/// `POST /v1/returns/{id}/labels`: the carrier is paid, and the label can be printed.
enum LabelBooking {
    static func answer(_ db: Database, return id: String, publicURL: String, now: ShopTime) throws -> Answer {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM returns WHERE id = ?", arguments: [id]) else {
            throw Refusal.notFound
        }
        let open = OpenReturn(row)
        guard row["cancelled_at"] as Int64? == nil, now < open.expiresAt else {
            throw Refusal(status: 409, code: "not_open", message: "That return is not open any more.")
        }
        let url = "\(publicURL)/v1/returns/\(id)/label.pdf?t=\(open.secret)"
        let booked = try String.fetchOne(db, sql: "SELECT id FROM labels WHERE return = ?", arguments: [id])
        let label = booked ?? "LB-" + Secret.code(6)
        if booked == nil {
            try db.execute(
                sql: "INSERT INTO labels(id, return, created_at) VALUES (?, ?, ?)", arguments: [label, id, now.seconds])
            let item = try String.fetchOne(
                db, sql: "SELECT name FROM lines WHERE order_number = ? AND line = ?",
                arguments: [row["order_number"] as String, open.line])
            try Receipts.returned(
                db, order: row["order_number"], open, item: item ?? "", label: url, at: now)
        }
        return Answer(
            status: booked == nil ? 201 : 200,
            json: [
                "label": [
                    "id": .text(label), "expires_at": .moment(open.expiresAt),
                    "url": .text(url),
                ]
            ])
    }
}
