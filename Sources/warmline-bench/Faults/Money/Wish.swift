internal import ChatClient

/// What a visitor wants done for one order, and how far a transcript shows that it has come. An order's number says
/// what it is about (`MoneyProvider`): even ones are cheap or fetched, odd ones need a person's word.
struct Wish: Sendable {
    enum Kind: Sendable {
        case refund, pickup
    }

    enum Standing {
        /// An end of it was told.
        case told
        case asksWhetherTo(seq: Int)
        case asksAboutAnother(seq: Int)
        case asksWhich(seq: Int)
        case quiet
    }

    let order: String

    init(_ number: Int) {
        order = String(number)
    }

    var kind: Kind { (Int(order) ?? 0) % 4 == 2 ? .pickup : .refund }

    var words: String {
        switch kind {
        case .refund: "refund order \(order)"
        case .pickup: "fetch the parcel of order \(order)"
        }
    }

    /// Whether the one who decides says yes to a refund over the limit.
    static func isWelcome(_ order: String) -> Bool { (Int(order) ?? 0) % 4 == 1 }

    func standing(in events: [VisitorClient.Received]) -> Standing {
        var last: VisitorClient.Received?
        for event in events where event.kind == "bot" {
            if Ending(event)?.order == order { return .told }
            last = event
        }
        guard let last, let text = last.json.text("text") else { return .quiet }
        if text.hasPrefix("Refund GBP") || text.hasPrefix("Refund £") {
            return text.contains("order \(order)?")
                ? .asksWhetherTo(seq: last.seq) : .asksAboutAnother(seq: last.seq)
        }
        return text == "Which order?" ? .asksWhich(seq: last.seq) : .quiet
    }
}

/// A line of the bot's that says how something ended.
struct Ending {
    enum Claim: String, CaseIterable {
        case refunded = "Refunded order "
        case declined = "Not refunded order "
        case unsureRefund = "Nobody knows whether order "
        case nothing = "Nothing was done for order "
        /// Says nothing of what others have asked for.
        case unread = "Could not read order "
        case fetched = "Fetching order "
        case noDriver = "No driver for order "
    }

    let claim: Claim
    let order: String
    /// The number the provider gave it; empty where there is none.
    let receipt: String
    let seq: Int
    /// When it was said, in milliseconds since 1970.
    let at: Int

    init?(_ event: VisitorClient.Received) {
        guard let text = event.json.text("text"),
            let claim = Claim.allCases.first(where: { text.hasPrefix($0.rawValue) })
        else { return nil }
        let rest = text.dropFirst(claim.rawValue.count)
        self.claim = claim
        order = String(rest.prefix { $0.isNumber })
        receipt = rest.firstRange(of: ": ").map { String(rest[$0.upperBound...].prefix { $0 != "." }) } ?? ""
        seq = event.seq
        at = event.json.number("at") ?? 0
    }
}
