internal import Foundation
internal import GRDB

/// `GET /admin`: the shop's ledgers, its mail and its orders, for people. Plain HTML, nothing to click.
enum AdminPage {
    static let policy = "default-src 'none'; style-src 'sha256-\(styleHash)'; frame-ancestors 'none'; base-uri 'none'"

    /// Basic (RFC 7617): any name, the shop's token as password.
    static func isOpen(to authorization: String?, token: String) -> Bool {
        guard let authorization, authorization.lowercased().hasPrefix("basic "),
            let pair = Data(base64Encoded: String(authorization.dropFirst(6)))
        else { return false }
        let parts = String(decoding: pair, as: UTF8.self).split(separator: ":", maxSplits: 1)
        return parts.count == 2 && Secret.matches(String(parts[1]), token)
    }

    static func html(_ db: Database, now: ShopTime) throws -> String {
        let refunds = try Ledger.refunds(db).reversed().map { refund in
            row(
                refund.id, refund.order, String(refund.line), Pounds.text(refund.amountMinor, refund.currency),
                refund.reason, refund.approvedBy ?? "", refund.createdAt.rfc3339)
        }
        let movements = try Ledger.movements(db).reversed().map { movement in
            row(
                movement.id, movement.kind, movement.subject,
                (movement.amountMinor < 0 ? "-" : "") + Pounds.text(abs(movement.amountMinor), movement.currency),
                movement.approvedBy ?? "", movement.createdAt.rfc3339)
        }
        let deeds = try Ledger.deeds(db).map { row($0.kind, $0.subject, $0.words, $0.createdAt.rfc3339) }
        let mails = try Row.fetchAll(db, sql: "SELECT * FROM mails ORDER BY id DESC LIMIT 1000").map { mail in
            row(
                mail["recipient"], mail["subject"], mail["body"], mail["sent_at"] as Int64? == nil ? "kept" : "sent",
                ShopTime(seconds: mail["created_at"]).rfc3339)
        }
        let orders = try Row.fetchAll(
            db,
            sql: """
                SELECT number, customers.name, status, shipments.state, placed_at,
                       (SELECT sum(amount_minor) FROM payments WHERE order_number = number) AS paid,
                       (SELECT sum(amount_minor) FROM refunds WHERE order_number = number) AS refunded
                FROM orders JOIN customers ON customers.id = orders.customer
                     JOIN shipments ON shipments.order_number = number
                ORDER BY number LIMIT 1000
                """
        ).map { order in
            row(
                order["number"], order["name"], order["status"], order["state"],
                Pounds.text(order["paid"] ?? 0, Catalogue.currency),
                Pounds.text(order["refunded"] ?? 0, Catalogue.currency),
                ShopTime(seconds: order["placed_at"]).rfc3339)
        }
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Alder &amp; Finch, back office</title>
            <style>\(style)</style></head><body>
            <h1>Alder &amp; Finch, back office</h1><p>As of \(now.rfc3339).</p>
            <h2>Refunds ledger</h2>
            \(table(["Refund", "Order", "Line", "Amount", "Reason", "Approved by", "Recorded"], refunds))
            <h2>Other money</h2>
            \(table(["Movement", "Kind", "For", "Amount", "Approved by", "Recorded"], movements))
            <h2>Done for customers</h2>
            \(table(["Kind", "For", "What", "When"], deeds))
            <h2>Mail</h2>
            \(table(["To", "Subject", "Text", "State", "When"], mails))
            <h2>Orders</h2>
            \(table(["Order", "Customer", "Status", "Carrier", "Paid", "Refunded", "Placed"], orders))
            </body></html>
            """
    }

    private static let style = """
        body{font:15px/1.4 system-ui,sans-serif;margin:2rem;color:#222}table{border-collapse:collapse}\
        th,td{text-align:left;padding:.2rem .9rem .2rem 0;border-bottom:1px solid #ddd}
        """
    /// Of `style`, base64; a test holds the two together.
    private static let styleHash = "s4tnPmE/+mfadXf6fRKZFpfCLQiIJXNZZQSld8IOgas="

    private static func table(_ heads: [String], _ rows: [String]) -> String {
        "<table><thead><tr>" + heads.map { "<th>\(escaped($0))</th>" }.joined() + "</tr></thead><tbody>"
            + rows.joined(separator: "\n") + "</tbody></table>"
    }

    private static func row(_ cells: String...) -> String {
        "<tr>" + cells.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}
