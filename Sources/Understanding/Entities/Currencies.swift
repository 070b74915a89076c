/// Signs and words of currencies.
enum Currencies {
    struct Unit: Sendable {
        /// ISO 4217; absent for a small unit many currencies have.
        let currency: String?
        /// Cents, pence.
        let isMinor: Bool
        /// "Dollars" may be the shop's own dollars; "USD" may not.
        let isExact: Bool
    }

    static let signs: [UInt32: String] = [
        0x24: "USD", 0xA3: "GBP", 0x20AC: "EUR", 0xA5: "JPY", 0x20B9: "INR", 0x20A9: "KRW", 0x20BA: "TRY",
        0x20BD: "RUB", 0x20AA: "ILS", 0x20AB: "VND", 0x20B4: "UAH", 0x0E3F: "THB", 0x20B1: "PHP",
    ]

    /// Countries written before a dollar sign or the word: `US$`, `CA $`, "Canadian dollars".
    static let dollars: [WordKey: String] = keyed([
        "US": "USD", "U.S.": "USD", "C": "CAD", "CA": "CAD", "A": "AUD", "AU": "AUD", "NZ": "NZD", "S": "SGD",
        "HK": "HKD", "american": "USD", "canadian": "CAD", "australian": "AUD",
    ])

    static let words: [WordKey: Unit] = {
        var words: [WordKey: Unit] = [:]
        func add(_ names: String, _ currency: String?, isMinor: Bool = false, isExact: Bool) {
            for name in names.split(separator: " ") {
                words[WordKey(String(name))] = Unit(currency: currency, isMinor: isMinor, isExact: isExact)
            }
        }
        // Codes that are English words ("try", "all", "cup") are left out.
        for code in [
            "USD", "GBP", "EUR", "JPY", "INR", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
            "CNY", "HKD", "SGD", "ZAR", "BRL", "MXN", "KRW", "ILS", "AED", "THB", "BGN", "ISK", "PHP", "IDR", "VND",
        ] { add(code.lowercased(), code, isExact: true) }
        add("dollar dollars buck bucks", "USD", isExact: false)
        add("pound pounds quid squid sterling", "GBP", isExact: true)
        add("euro euros", "EUR", isExact: true)
        add("yen", "JPY", isExact: true)
        add("rupee rupees rs", "INR", isExact: true)
        add("franc francs", "CHF", isExact: true)
        add("zloty zlotys zl", "PLN", isExact: true)
        add("yuan rmb", "CNY", isExact: true)
        add("kr kronor kroner krona krone", "SEK", isExact: false)
        add("cent cents", nil, isMinor: true, isExact: false)
        add("pence penny pennies", "GBP", isMinor: true, isExact: true)
        return words
    }()

    /// Written right behind the figure only: `99p`.
    static let penny = WordKey("p")
    static let pounds = Set(["pound", "pounds"].map { WordKey($0) })

    /// "20 dollars", "$20" and "20 kr" mean the shop's own where it counts in such.
    static func resolved(_ currency: String, in shop: String) -> String {
        switch (currency, shop) {
        case ("USD", "CAD"), ("USD", "AUD"), ("USD", "NZD"), ("USD", "SGD"), ("USD", "HKD"), ("USD", "MXN"),
            ("SEK", "NOK"), ("SEK", "DKK"), ("SEK", "ISK"), ("JPY", "CNY"):
            shop
        default: currency
        }
    }

    private static func keyed(_ names: [String: String]) -> [WordKey: String] {
        Dictionary(names.map { (WordKey($0), $1) }, uniquingKeysWith: { first, _ in first })
    }
}
