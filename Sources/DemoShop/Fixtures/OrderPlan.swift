/// An order as the fixtures describe it; ages are days before the shop's file was made.
struct OrderPlan: Sendable {
    enum State: Sendable {
        case placed(etaInDays: Int64)
        case shipped(placed: Int64, etaInDays: Int64, carrierState: String, words: String)
        case delivered(daysAgo: Int64)
        case cancelled(daysAgo: Int64)
    }

    let number: String
    let owner: Person
    /// SKU and quantity, in the order of the lines.
    let lines: [(sku: String, quantity: Int64)]
    let state: State
    let carrier: String
    let cardLast4: String
    /// The first line was refunded so many days ago.
    let refundedDaysAgo: Int64?

    init(
        _ number: String, _ owner: Person, _ lines: [(sku: String, quantity: Int64)], _ state: State,
        by carrier: String = "Royal Mail", card cardLast4: String, refundedDaysAgo: Int64? = nil
    ) {
        self.number = number
        self.owner = owner
        self.lines = lines
        self.state = state
        self.carrier = carrier
        self.cardLast4 = cardLast4
        self.refundedDaysAgo = refundedDaysAgo
    }
}

extension OrderPlan {
    /// The orders that talks and the demo know by number.
    static let memorable = [
        OrderPlan("10042", .maya, [("KET-GN-BLK", 1)], .delivered(daysAgo: 6), card: "4242"),
        OrderPlan(
            "10043", .tom, [("BEA-RIS-1K", 1)],
            .shipped(
                placed: 2, etaInDays: 1, carrierState: "in_transit", words: "at the Leeds depot since this morning"),
            by: "DPD", card: "1881"),
        OrderPlan(
            "10044", .priya, [("DRI-CER-02", 1), ("FIL-PAP-100", 1), ("BEA-WRE-250", 1)], .delivered(daysAgo: 10),
            card: "0077"),
        OrderPlan("10045", .gareth, [("GRI-HER-BLK", 1)], .delivered(daysAgo: 12), by: "DPD", card: "3220"),
        OrderPlan(
            "10046", .maya, [("SCA-PLO-BLK", 1)], .delivered(daysAgo: 20), card: "4242", refundedDaysAgo: 3),
        OrderPlan(
            "10047", .ida, [("BEA-WRE-1K", 1)],
            .shipped(placed: 6, etaInDays: -2, carrierState: "in_transit", words: "at the Swindon hub"),
            card: "9014"),
        OrderPlan(
            "10048", .joseph, [("CAR-GLS-600", 1)],
            .shipped(
                placed: 9, etaInDays: -5, carrierState: "in_transit",
                words: "at the Warrington hub, no scan for four days"),
            by: "DPD", card: "6655"),
        OrderPlan(
            "10049", .priya, [("GRI-KES-STL", 1)],
            .shipped(placed: 13, etaInDays: -9, carrierState: "lost", words: "reported lost by the carrier"),
            by: "DPD", card: "0077"),
        OrderPlan("10050", .tom, [("MUG-BRI-SEC", 1)], .delivered(daysAgo: 4), card: "1881"),
        OrderPlan("10051", .gareth, [("PRE-TRV-350", 1)], .delivered(daysAgo: 45), card: "3220"),
        OrderPlan("10052", .ida, [("JUG-MLK-350", 1)], .delivered(daysAgo: 45), card: "9014"),
        OrderPlan(
            "10053", .joseph, [("KET-GN-BLK", 1), ("CAR-DES-4", 1)], .placed(etaInDays: 3), by: "DPD", card: "6655"),
        OrderPlan("10054", .maya, [("SPO-CUP-STL", 1)], .cancelled(daysAgo: 2), card: "4242"),
        OrderPlan("10055", .tom, [("TAM-WOD-58", 1)], .delivered(daysAgo: 75), by: "DPD", card: "1881"),
        OrderPlan(
            "10056", .ida, [("CLU-BOX-MAR", 1)],
            .shipped(placed: 3, etaInDays: 0, carrierState: "out_for_delivery", words: "on the van for today"),
            card: "9014"),
        OrderPlan("10058", .gareth, [("THE-MLK-STL", 1)], .delivered(daysAgo: 5), card: "3220"),
    ]

    /// Orders that can still be changed, or only just not: small, too large for a bot alone, and packed.
    static let changeable = [
        OrderPlan("10059", .gareth, [("MAC-ALD-BLK", 1)], .placed(etaInDays: 4), by: "DPD", card: "3220"),
        OrderPlan(packed, .joseph, [("PRE-HOM-1L", 1)], .placed(etaInDays: 2), card: "6655"),
    ]
    static let packed = "10060"

    /// `count` orders of `people`, numbered from 10101, in every state a shop sees.
    static func drawn(_ count: Int, for people: [Person], from generator: inout SeededGenerator) -> [OrderPlan] {
        (0..<count).map { index in
            let owner = generator.pick(people)
            let size = generator.chance(60) ? 1 : generator.chance(70) ? 2 : 3
            let skus = Catalogue.variants.map(\.sku).shuffled(using: &generator).prefix(size)
            let state = state(from: &generator)
            let isRefunded = if case .delivered(let ago) = state { ago > 4 && generator.chance(8) } else { false }
            return OrderPlan(
                String(10_101 + index), owner,
                skus.map { ($0, generator.chance(85) ? 1 : Int64(2 + generator.next() % 2)) }, state,
                by: generator.pick(["Royal Mail", "DPD", "Evri"]),
                card: String(1_000 + generator.next() % 9_000), refundedDaysAgo: isRefunded ? 2 : nil)
        }
    }

    private static func state(from generator: inout SeededGenerator) -> State {
        switch generator.next() % 100 {
        case 0..<62: .delivered(daysAgo: Int64(1 + generator.next() % 120))
        case 62..<86:
            .shipped(
                placed: Int64(2 + generator.next() % 3), etaInDays: Int64(generator.next() % 4),
                carrierState: "in_transit",
                words: generator.pick(["at the Avonmouth hub", "at the Tamworth depot", "on its way between depots"]))
        case 86..<94: .placed(etaInDays: Int64(2 + generator.next() % 3))
        default: .cancelled(daysAgo: Int64(1 + generator.next() % 30))
        }
    }
}
