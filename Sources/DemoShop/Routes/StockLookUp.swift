internal import GRDB

/// `POST /v1/stock/look-ups`: have you got it, where, and what instead. No answer is a bare no.
enum StockLookUp {
    struct Fields: Decodable {
        /// The catalogue's name, with hyphens or underscores.
        let product: String
        /// Words of a size or colour.
        let variant: String?
        /// A postcode: the shop nearest to it is looked into first.
        let near: String?
        /// The town of the shop that the customer means.
        let town: String?
    }

    /// Similar is the same category within this share of the price.
    static let similarPercent: Int64 = 20
    static let similarCount = 3
    private static let placeWords = [
        "Bristol shop": "in our Bristol shop", "Bristol back room": "in the back room in Bristol",
        "Bath shop": "in our Bath shop", "Cardiff shop": "in our Cardiff shop", "warehouse": "in the warehouse",
    ]

    static func answer(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let id = fields.product.replacing("_", with: "-")
        let variants = try Row.fetchAll(
            db,
            sql: """
                SELECT variants.*, products.category FROM variants JOIN products ON products.id = variants.product
                WHERE product = ? ORDER BY sku
                """, arguments: [id])
        guard let chosen = choose(variants, fields.variant) else { throw Refusal.notFound }
        let sku: String = chosen["sku"]
        let places = try String.fetchAll(
            db, sql: "SELECT place FROM stock WHERE sku = ? AND quantity > 0", arguments: [sku])
        let town = town(fields)
        let place = places.first { $0.hasPrefix(town ?? "Bristol") } ?? Catalogue.places.first(where: places.contains)
        let isElsewhere = town.map { town in place.map { !$0.hasPrefix(town) } ?? false } ?? false
        let due = try Int64.fetchOne(
            db, sql: "SELECT due_at FROM restocks WHERE sku = ? AND due_at > ?", arguments: [sku, now.seconds]
        ).map(ShopTime.init)
        let state = place != nil ? isElsewhere ? "elsewhere" : "in_stock" : due != nil ? "due" : "out"
        return Answer(
            status: 200,
            json: [
                "stock": [
                    "sku": .text(sku), "name": .text(chosen["name"]), "price_minor": .integer(chosen["price_minor"]),
                    "currency": .text(Catalogue.currency), "state": .text(state),
                    "where": .text(place.flatMap { placeWords[$0] } ?? ""), "town": .text(town ?? ""),
                    "leaves": .text(now.leaving.dayWords(from: now)), "due_at": .moment(due),
                    "url": .text("https://alderandfinch.example/products/\(id)"),
                ],
                "alternatives": .list(try alternatives(db, to: chosen)),
            ])
    }

    /// The variant whose name has most of the words that were said; the first when none says which.
    private static func choose(_ variants: [Row], _ words: String?) -> Row? {
        let wanted = Set((words ?? "").lowercased().split { !$0.isLetter && !$0.isNumber })
        return variants.enumerated().max { left, right in
            let (one, other) = (hits(left.element, wanted), hits(right.element, wanted))
            return one != other ? one < other : left.offset > right.offset
        }?.element
    }

    private static func hits(_ variant: Row, _ wanted: Set<Substring>) -> Int {
        wanted.intersection((variant["name"] as String).lowercased().split { !$0.isLetter && !$0.isNumber }).count
    }

    /// The town of the shop they mean, or that is theirs; `nil`: none in particular.
    private static func town(_ fields: Fields) -> String? {
        if let town = ["Bristol", "Bath", "Cardiff"].first(where: { $0.lowercased() == fields.town?.lowercased() }) {
            return town
        }
        let area = (fields.near ?? "").uppercased().prefix { $0.isLetter }
        return ["BS": "Bristol", "BA": "Bath", "CF": "Cardiff", "NP": "Cardiff", "SA": "Cardiff"][String(area)]
    }

    /// Up to three that can leave today: closest in price first.
    private static func alternatives(_ db: Database, to variant: Row) throws -> [JSON] {
        let price: Int64 = variant["price_minor"]
        return try Row.fetchAll(
            db,
            sql: """
                SELECT variants.sku, variants.name, variants.price_minor, variants.product
                FROM variants JOIN products ON products.id = variants.product
                WHERE products.category = ? AND variants.sku != ?
                      AND abs(variants.price_minor - ?) * 100 <= ? * ?
                      AND EXISTS (SELECT 1 FROM stock WHERE stock.sku = variants.sku AND quantity > 0)
                ORDER BY abs(variants.price_minor - ?), variants.sku LIMIT ?
                """,
            arguments: [
                variant["category"] as String, variant["sku"] as String, price, price, similarPercent, price,
                similarCount,
            ]
        ).map { row in
            [
                "sku": .text(row["sku"]), "name": .text(row["name"]),
                "price": .text(Pounds.text(row["price_minor"], Catalogue.currency)),
                "url": .text("https://alderandfinch.example/products/\(row["product"] as String)"),
            ]
        }
    }
}

/// `POST /v1/stock/notices`: one message when it is back; asking twice is asking once.
enum StockNotice {
    struct Fields: Decodable {
        let sku: String
        let email: String
    }

    static func answer(_ db: Database, _ fields: Fields, now: ShopTime) throws -> Answer {
        let email = try AccountFields(email: fields.email).address()
        guard Catalogue.variant(fields.sku) != nil else { throw Refusal.notFound }
        try db.execute(
            sql: """
                INSERT INTO stock_notices(sku, email, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                """, arguments: [fields.sku, email, now.seconds])
        return Answer(status: 200, json: ["notice": ["sku": .text(fields.sku), "email": .text(email)]])
    }
}
