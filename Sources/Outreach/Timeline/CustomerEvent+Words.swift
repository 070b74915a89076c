public import Vocabulary

extension CustomerEvent {
    /// What sort of thing happened, for a picture beside it.
    public var sort: String {
        switch kind {
        case .bill: "bill"
        case .used: "used"
        case .visited: "visited"
        case .contacted: "contacted"
        case .renewalFailed, .renewalSucceeded: "renewal"
        case .ordered, .postponed, .delivered: "order"
        case .fault: "fault"
        case .milestone: "milestone"
        case .told: "told"
        case .attribute: "attribute"
        }
    }

    /// In a line, for whoever works here.
    public var words: String {
        switch kind {
        case .bill(let bill): "Bill \(bill.number): \(Self.words(of: bill.total))"
        case .used(let meter, let amount): "Used \((amount * 100).rounded() / 100) of \(Self.plain(meter))"
        case .visited(let what): "\(Self.plain(what)) was done"
        case .contacted: "Was in touch with us"
        case .renewalFailed(let subscription): "Payment for \(subscription) failed"
        case .renewalSucceeded(let subscription): "Payment for \(subscription) went through"
        case .ordered(let order, _): "Ordered \(order)"
        case .postponed(let order, _): "Order \(order) comes on another day"
        case .delivered(let order): "Order \(order) arrived"
        case .fault(let fault): "\(fault.device) reported \(Self.plain(fault.code))"
        case .milestone(let name, _): Self.plain(name)
        case .told(let about, .thread): "We told them in the chat: \(Self.plain(about))"
        case .told(let about, .outreach(let channel)): "We wrote first, by \(channel.rawValue): \(Self.plain(about))"
        case .attribute(let name, let value, _): "\(Self.plain(name)): \(value ?? "no longer known")"
        }
    }

    /// When something is to happen that this is about.
    public var due: Timestamp? {
        switch kind {
        case .ordered(_, let promised), .postponed(_, let promised): promised
        case .milestone(_, let day): day
        case .bill, .used, .visited, .contacted, .renewalFailed, .renewalSucceeded, .delivered, .fault, .told,
            .attribute:
            nil
        }
    }

    private static func plain(_ name: String) -> String { name.map { $0 == "_" ? " " : String($0) }.joined() }

    /// Digits and the currency's letters: agents see it as it was booked.
    private static func words(of money: Money) -> String {
        let digits = money.fractionDigits
        guard digits > 0 else { return "\(money.minor) \(money.currency)" }
        let unit = (0..<digits).reduce(Int64(1)) { unit, _ in unit * 10 }
        let rest = String(money.minor.magnitude % unit.magnitude)
        let zeros = String(repeating: "0", count: digits - rest.count)
        return
            "\(money.minor < 0 ? "-" : "")\(money.minor.magnitude / unit.magnitude).\(zeros)\(rest) \(money.currency)"
    }
}
