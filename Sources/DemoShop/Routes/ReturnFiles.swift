internal import GRDB

/// `GET /v1/returns/{id}/qr.png` and `label.pdf`: no bearer token, because a phone at the parcel shop opens them; the
/// secret in their address stands in for it. A wrong secret and an unknown return look the same.
enum ReturnFiles {
    enum File: String {
        case code = "qr.png"
        case label = "label.pdf"

        var contentType: String {
            switch self {
            case .code: "image/png"
            case .label: "application/pdf"
            }
        }
    }

    static func label(_ db: Database, _ file: File, id: String, secret: String) throws -> ReturnLabel {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT returns.*, customers.name, customers.street, customers.city, customers.postcode,
                       lines.name AS item
                FROM returns JOIN orders ON orders.number = returns.order_number
                     JOIN customers ON customers.id = orders.customer
                     JOIN lines USING (order_number, line)
                WHERE returns.id = ? AND returns.cancelled_at IS NULL
                """, arguments: [id])
        guard Secret.matches(secret, row?["secret"] ?? ""), let row else { throw Refusal.notFound }
        if file == .label {
            let isBooked = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM labels WHERE return = ?)", arguments: [id])
            guard isBooked == true else { throw Refusal.notFound }
        }
        return ReturnLabel(
            id: id, order: row["order_number"], item: row["item"],
            sender: [row["name"], row["street"], row["city"], row["postcode"]],
            expiresAt: ShopTime(seconds: row["expires_at"]))
    }
}
