internal import GRDB

/// Where something should go instead, and whose account says so.
struct NewAddress: Decodable {
    let email: String
    let street: String
    let city: String
    let postcode: String
    let country: String

    /// `2 Hill Road, Bath, BA1 1AA`, and the country's two letters where it is another than this one.
    func words() throws(Refusal) -> String {
        for (name, part) in [("street", street), ("city", city), ("postcode", postcode)]
        where part.allSatisfy(\.isWhitespace) || part.utf8.count > 200 {
            throw .invalid(name)
        }
        let abroad = Shipping.country(country).flatMap { $0 == "GB" ? nil : $0 }
        return ([street, city, postcode] + [abroad].compactMap(\.self)).joined(separator: ", ")
    }
}

/// What standard delivery costs; the page "Shipping abroad" says the same.
enum Shipping {
    static let freeAbroadMinor: Int64 = 12_000
    private static let names = [
        "uk": "GB", "gb": "GB", "united kingdom": "GB", "great britain": "GB", "england": "GB", "scotland": "GB",
        "wales": "GB", "northern ireland": "GB", "ireland": "IE", "ie": "IE", "france": "FR", "germany": "DE",
        "netherlands": "NL", "belgium": "BE", "spain": "ES", "italy": "IT", "portugal": "PT", "austria": "AT",
        "denmark": "DK", "sweden": "SE", "finland": "FI", "poland": "PL", "norway": "NO", "switzerland": "CH",
    ]
    private static let served = Set(names.values)

    /// Two letters (ISO 3166-1) of a country we deliver to.
    static func country(_ text: String) -> String? {
        let plain = text.lowercased().drop(while: \.isWhitespace)
        return names[String(plain)] ?? (served.contains(text.uppercased()) ? text.uppercased() : nil)
    }

    static func minor(to country: String, for total: Int64) -> Int64 {
        switch country {
        case "GB": 0
        case _ where total >= freeAbroadMinor: 0
        case "IE": 795
        default: 995
        }
    }

    static func workingDays(to country: String) -> Int {
        switch country {
        case "GB": 3
        case "IE": 5
        default: 7
        }
    }
}

/// `POST /v1/orders/{order}/address-quotes` and `/address`: another destination, and what it costs, until packed.
enum AddressChange {
    /// What the customer was shown.
    struct Shown: Decodable {
        let extraMinor: Int64

        enum CodingKeys: String, CodingKey {
            case extraMinor = "extra_minor"
        }
    }

    static func quote(_ db: Database, order number: String, _ address: NewAddress, now: ShopTime) throws -> Answer {
        let quote = try Quote(db, number, address, now)
        return Answer(status: 200, json: ["quote": quote.json])
    }

    static func answer(
        _ db: Database, order number: String, _ address: NewAddress, _ shown: Shown, now: ShopTime
    ) throws -> Answer {
        let quote = try Quote(db, number, address, now)
        guard shown.extraMinor == quote.extraMinor else {
            throw Refusal(status: 422, code: "quote_changed", message: "Delivery there costs something else.")
        }
        try db.execute(
            sql: "UPDATE orders SET address = ?, country = ?, eta = ? WHERE number = ?",
            arguments: [quote.words, quote.country, quote.eta.seconds, number])
        try record(db, number, quote.words, quote.country, now)
        try Movement.record(
            db, "delivery", of: number, minor: quote.extraMinor,
            business: "address:\(number):\(db.lastInsertedRowID)", at: now)
        return Answer(status: 200, json: ["quote": quote.json])
    }

    /// `POST /v1/accounts/address`: where the next orders go.
    static func save(_ db: Database, _ address: NewAddress, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: address.email).address()
        let words = try address.words()
        guard let country = Shipping.country(address.country) else { throw Quote.notServed }
        try db.execute(
            sql: "UPDATE customers SET street = ?, city = ?, postcode = ?, country = ? WHERE email = ?",
            arguments: [address.street, address.city, address.postcode, country, email])
        guard db.changesCount == 1 else { throw Refusal.notFound }
        try record(db, email, words, country, now)
        return Answer(status: 200, json: ["saved": ["words": .text(words)]])
    }

    private static func record(
        _ db: Database, _ subject: String, _ words: String, _ country: String, _ now: ShopTime
    ) throws {
        try db.execute(
            sql: "INSERT INTO address_changes(subject, address, country, created_at) VALUES (?, ?, ?, ?)",
            arguments: [subject, words, country, now.seconds])
    }

    private struct Quote {
        static let notServed = Refusal(status: 422, code: "not_served", message: "We do not deliver there.")

        let words: String
        let country: String
        let extraMinor: Int64
        let eta: ShopTime

        init(_ db: Database, _ number: String, _ address: NewAddress, _ now: ShopTime) throws {
            let email = try AccountFields(email: address.email).address()
            // Somebody else's order and no order at all look the same.
            guard let order = try OrderFacts(db, number: number), order.ownerEmail == email else {
                throw Refusal.notFound
            }
            guard order.changeBlock == "none" else {
                throw Refusal(status: 409, code: "too_late", message: "This order is \(order.changeBlock).")
            }
            guard let country = Shipping.country(address.country) else { throw Self.notServed }
            words = try address.words()
            self.country = country
            let paid = Shipping.minor(to: order.country, for: order.totalMinor)
            extraMinor = max(0, Shipping.minor(to: country, for: order.totalMinor) - paid)
            let usual = now.noon(inWorkingDays: Shipping.workingDays(to: country))
            eta = country == order.country ? order.eta ?? usual : usual
        }

        var json: JSON {
            [
                "words": .text(words), "extra_minor": .integer(extraMinor), "currency": .text(Catalogue.currency),
                "eta": .moment(eta),
            ]
        }
    }
}
