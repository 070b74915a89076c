internal import GRDB

/// What a customer gets in writing about money, in the transaction that moves it.
enum Receipts {
    static func refund(
        _ db: Database, _ id: String, of line: OrderFacts.Line, order: OrderFacts, expected: ShopTime, at now: ShopTime
    ) throws {
        try Mail.send(
            db, to: order.ownerEmail, "Your refund \(id)",
            """
            We are sending back \(Pounds.text(line.totalMinor, line.currency)) for \(line.name) of order \(order.number) \
            to the card ending in \(order.cardLast4). Banks show it by \(expected.dateWords) at the latest.
            Your reference is \(id).
            """, at: now)
    }

    static func cancellation(
        _ db: Database, order: OrderFacts, minor: Int64, expected: ShopTime, at now: ShopTime
    ) throws {
        try Mail.send(
            db, to: order.ownerEmail, "Order \(order.number) is cancelled",
            """
            Order \(order.number) is cancelled, and nothing of it leaves us. \(Pounds.text(minor, Catalogue.currency)) goes \
            back to the card ending in \(order.cardLast4), where it shows by \(expected.dateWords).
            Your reference is CN-\(order.number).
            """, at: now)
    }

    static func credit(
        _ db: Database, _ id: String, of line: InvoiceFacts.Line, invoice: String, to email: String, expected: ShopTime,
        at now: ShopTime
    ) throws {
        try Mail.send(
            db, to: email, "Your credit \(id)",
            """
            We are giving back \(Pounds.text(line.amountMinor, Catalogue.currency)) for \(line.name) on invoice \
            FI-\(invoice). It shows on your card by \(expected.dateWords).
            Your reference is \(id).
            """, at: now)
    }

    static func renewal(_ db: Database, _ id: String, of club: SubscriptionFacts, box: ShopTime, at now: ShopTime)
        throws
    {
        let email = try String.fetchOne(
            db,
            sql: """
                SELECT email FROM customers JOIN subscriptions ON subscriptions.customer = customers.id
                WHERE subscriptions.id = ?
                """, arguments: [club.id])
        guard let email else { return }
        try Mail.send(
            db, to: email, "Your Finch Club payment \(id)",
            """
            Thank you. We have taken \(Pounds.text(club.priceMinor, Catalogue.currency)) from the card ending in \
            \(club.cardLast4). Your box leaves us on \(box.dateWords).
            Your reference is \(id).
            """, at: now)
    }

    static func returned(
        _ db: Database, order number: String, _ open: OpenReturn, item: String, label: String, at now: ShopTime
    ) throws {
        guard let order = try OrderFacts(db, number: number) else { return }
        try Mail.send(
            db, to: order.ownerEmail, "Your return \(open.id)",
            """
            Your return of \(item), order \(number), is open as \(open.id). The label is paid for: print it, or show the \
            code in the chat at any Post Office, by \(open.expiresAt.dateWords).
            \(label)
            """, at: now)
    }

    static func ordered(
        _ db: Database, _ order: String, _ name: String, minor: Int64, to email: String, leaves: String,
        at now: ShopTime
    ) throws {
        try Mail.send(
            db, to: email, "Your order AF-\(order)",
            """
            Thank you. \(name), \(Pounds.text(minor, Catalogue.currency)), leaves us \(leaves), and carriage is on us.
            Your order number is AF-\(order).
            """, at: now)
    }

    static func repair(
        _ db: Database, _ id: String, of order: OrderFacts, item: String, collect: ShopTime, due: ShopTime,
        at now: ShopTime
    ) throws {
        try Mail.send(
            db, to: order.ownerEmail, "Your repair \(id)",
            """
            The workshop repairs your \(item), order \(order.number), under the guarantee. A courier collects it on \
            \(collect.dateWords); leave it in any box.
            Your reference is \(id).
            """, due: due, at: now)
    }
}
