/// What Alder & Finch sells: forty made-up products, each with its variants.
enum Catalogue {
    struct Product: Sendable {
        let id: String
        let name: String
        let category: String
        let variants: [Variant]
    }

    struct Variant: Sendable {
        let sku: String
        let name: String
        let priceMinor: Int64
        let isFinalSale: Bool
    }

    static let currency = "GBP"
    static let places = ["Bristol shop", "Bristol back room", "Bath shop", "Cardiff shop", "warehouse"]

    static let products: [Product] = kettlesAndGrinders + brewers + beans + espressoGear + tableware + clubAndCare

    static func variant(_ sku: String) -> Variant? {
        variantsBySKU[sku]
    }

    static let variants: [Variant] = products.flatMap(\.variants)
    private static let variantsBySKU = Dictionary(
        variants.map { ($0.sku, $0) }, uniquingKeysWith: { first, _ in first })

    private static let kettlesAndGrinders = [
        product(
            "kettle-gooseneck", "Finch gooseneck kettle", "kettles", ("KET-GN-BLK", "", 4990),
            ("KET-GN-WHT", ", white", 4990)),
        product(
            "kettle-electric", "Finch electric kettle", "kettles", ("KET-EL-BLK", "", 7900),
            ("KET-EL-CPR", ", copper", 8900)),
        product("kettle-stove", "Wren stovetop kettle", "kettles", ("KET-ST-STL", "", 3650)),
        product(
            "grinder-heron", "Heron burr grinder", "grinders", ("GRI-HER-BLK", "", 18900),
            ("GRI-HER-WHT", ", white", 18900)),
        product("grinder-kestrel", "Kestrel hand grinder", "grinders", ("GRI-KES-STL", "", 8400)),
        product("grinder-swift", "Swift travel grinder", "grinders", ("GRI-SWI-STL", "", 5900)),
        product("grinder-burrs", "Heron replacement burrs", "grinders", ("GRI-BUR-40", "", 2900)),
    ]

    private static let brewers = [
        product(
            "dripper-ceramic", "Ceramic dripper", "brewers", ("DRI-CER-01", ", size 01", 1600),
            ("DRI-CER-02", ", size 02", 1800)),
        product("dripper-steel", "Steel dripper", "brewers", ("DRI-STL-02", ", size 02", 2400)),
        product("press-travel", "Travel press", "brewers", ("PRE-TRV-350", "", 3200)),
        product("press-home", "Home press", "brewers", ("PRE-HOM-350", " 350 ml", 2600), ("PRE-HOM-1L", " 1 l", 3400)),
        product(
            "carafe-glass", "Glass carafe", "brewers", ("CAR-GLS-600", " 600 ml", 2400),
            ("CAR-GLS-1L", " 1 l", 2900)),
        product("cold-brew", "Cold brew bottle", "brewers", ("COL-BRW-1L", " 1 l", 2750)),
        product("moka-pot", "Moka pot", "brewers", ("MOK-POT-3", ", 3 cups", 2800), ("MOK-POT-6", ", 6 cups", 3600)),
        product(
            "filters-paper", "Paper filters", "brewers", ("FIL-PAP-100", ", 100 pack", 650),
            ("FIL-PAP-40", ", 40 pack", 320)),
        product("filter-cloth", "Cloth filter", "brewers", ("FIL-CLO-02", ", size 02", 950)),
        product("scale-plover", "Plover brewing scale", "brewers", ("SCA-PLO-BLK", "", 3450)),
    ]

    private static let beans = [
        product(
            "beans-rise", "Rise espresso beans", "beans", ("BEA-RIS-250", " 250 g", 850),
            ("BEA-RIS-1K", " 1 kg", 2600)),
        product(
            "beans-wren", "Wren filter beans", "beans", ("BEA-WRE-250", " 250 g", 1100),
            ("BEA-WRE-1K", " 1 kg", 3400)),
        product(
            "beans-dusk", "Dusk decaf beans", "beans", ("BEA-DUS-250", " 250 g", 950),
            ("BEA-DUS-1K", " 1 kg", 2950)),
        product(
            "beans-hollow", "Hollow Lane house blend", "beans", ("BEA-HOL-250", " 250 g", 800),
            ("BEA-HOL-1K", " 1 kg", 2450)),
        product("beans-sampler", "Four-roast sampler", "beans", ("BEA-SAM-4", "", 1950)),
        product("beans-cascara", "Cascara tea", "beans", ("BEA-CAS-100", " 100 g", 700)),
    ]

    private static let espressoGear = [
        product("tamper-wood", "Wood-handle tamper", "espresso", ("TAM-WOD-58", "", 2800)),
        product("tamper-mat", "Tamping mat", "espresso", ("TAM-MAT-BLK", "", 1450)),
        product("jug-milk", "Milk jug", "espresso", ("JUG-MLK-350", " 350 ml", 2200), ("JUG-MLK-600", " 600 ml", 2600)),
        product("thermometer-milk", "Milk thermometer", "espresso", ("THE-MLK-STL", "", 1400)),
        product("knock-box", "Knock box", "espresso", ("KNO-BOX-BLK", "", 2350)),
        product("portafilter", "Bottomless portafilter", "espresso", ("POR-BTM-58", "", 4600)),
        product(
            "machine-alder", "Alder espresso machine", "espresso", ("MAC-ALD-BLK", "", 64900),
            ("MAC-ALD-GRN", ", green", 64900)),
    ]

    private static let tableware = [
        product("mug-bristol", "Bristol mug", "tableware", ("MUG-BRI-BLU", "", 1500)),
        Product(
            id: "mug-bristol-seconds", name: "Bristol mug, seconds", category: "tableware",
            variants: [
                Variant(sku: "MUG-BRI-SEC", name: "Bristol mug, seconds", priceMinor: 900, isFinalSale: true)
            ]),
        product("cup-espresso", "Espresso cup", "tableware", ("CUP-ESP-WHT", "", 950), ("CUP-ESP-BLU", ", blue", 950)),
        product("glass-cortado", "Cortado glass", "tableware", ("GLA-COR-130", "", 650)),
        product("cup-travel", "Travel cup", "tableware", ("CUP-TRV-BLK", "", 1850), ("CUP-TRV-SND", ", sand", 1850)),
        product("spoon-cupping", "Cupping spoon", "tableware", ("SPO-CUP-STL", "", 1200)),
    ]

    private static let clubAndCare = [
        product(
            "club-box", "Finch Club box", "club", ("CLU-BOX-MAR", ", March roast", 1550),
            ("CLU-BOX-DBL", ", double", 2900)),
        product("descaler", "Descaling powder", "care", ("CAR-DES-4", "", 850)),
        product("cleaner", "Espresso machine cleaner", "care", ("CAR-CLE-500", "", 1150)),
        product("brush", "Grinder brush", "care", ("CAR-BRU-1", "", 600)),
    ]

    private static func product(
        _ id: String, _ name: String, _ category: String, _ variants: (sku: String, suffix: String, price: Int64)...
    ) -> Product {
        Product(
            id: id, name: name, category: category,
            variants: variants.map {
                Variant(sku: $0.sku, name: name + $0.suffix, priceMinor: $0.price, isFinalSale: false)
            })
    }
}
