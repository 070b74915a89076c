public import PlaybookModel
public import Vocabulary

/// What comes in from the company's other systems, as events of the world (CloudEvents 1.0 by type and data).
public enum WorldEvent: Hashable, Codable, Sendable {
    case customer(CustomerEvent)
    /// A monitor says that something is up, or down.
    case monitor(String, isUp: Bool, at: Timestamp)
    /// Those whom an incident concerns, as somebody else knows.
    case affected(CampaignID, [CustomerID])
    /// Somebody has answered a mail or a text that they want no more of them.
    case stopped(CustomerID, Set<Purpose>)
    case mail(MailReply)
}

extension WorldEvent {
    /// The types that are read, without what all begin with.
    public static let types = [
        "bill.issued", "usage.daily", "visit.made", "contact.made", "renewal.failed", "renewal.succeeded",
        "order.placed", "order.postponed", "order.delivered", "device.fault", "milestone.set", "attribute.set",
        "monitor.down", "monitor.up", "incident.affected", "outreach.stopped", "mail.received",
    ]
    private static let prefix = "dev.warmline."
    /// Customers in one event.
    private static let most = 10_000

    /// `nil` for another type, or data that do not say what the type needs.
    /// - Parameters:
    ///   - subject: the customer, or the monitor, or the incident, or the address of who wrote.
    ///   - id: `source` and `id` of the event.
    public init?(
        type: String, subject: String?, id: String, source: String, at moment: Timestamp, data: SlotValue
    ) {
        guard type.hasPrefix(Self.prefix), let subject, !subject.isEmpty, subject.utf8.count <= 256 else { return nil }
        let fields = EventFields(data)
        switch type.dropFirst(Self.prefix.count) {
        case "monitor.down": self = .monitor(subject, isUp: false, at: moment)
        case "monitor.up": self = .monitor(subject, isUp: true, at: moment)
        case "incident.affected":
            guard let customers = fields.texts("customers"), customers.count <= Self.most else { return nil }
            self = .affected(CampaignID(subject), customers.map { CustomerID($0) })
        case "outreach.stopped":
            // Whoever says no more than that wants no more than that.
            let named = fields.text("purpose").map { Purpose(rawValue: $0) }
            guard named != .some(nil) else { return nil }
            self = .stopped(CustomerID(subject), named.flatMap { $0.map { [$0] } } ?? Set(Purpose.allCases))
        case "mail.received":
            guard let id = fields.text("message_id"), let text = fields.words("text") else { return nil }
            self = .mail(
                MailReply(
                    id: id, from: subject, subject: fields.text("subject") ?? "", text: text,
                    isAutomatic: fields.text("automatic") == "yes"))
        case let name:
            guard let kind = CustomerEvent.Kind(String(name), fields, id) else { return nil }
            self = .customer(
                CustomerEvent(id: id, customer: CustomerID(subject), at: moment, source: source, kind: kind))
        }
    }
}

extension CustomerEvent.Kind {
    fileprivate init?(_ name: String, _ fields: EventFields, _ id: String) {
        switch name {
        case "bill.issued":
            guard let bill = fields.bill else { return nil }
            self = .bill(bill)
        case "usage.daily":
            guard let meter = fields.text("meter"), let amount = fields.number("amount"), amount.isFinite else {
                return nil
            }
            self = .used(meter: meter, amount: amount)
        case "visit.made":
            guard let visit = fields.text("visit") else { return nil }
            self = .visited(visit)
        // By telephone, say: what is said here is known without.
        case "contact.made": self = .contacted(ConversationID(fields.text("conversation") ?? id))
        case "renewal.failed", "renewal.succeeded":
            guard let subscription = fields.text("subscription") else { return nil }
            self =
                name == "renewal.failed"
                ? .renewalFailed(subscription: subscription) : .renewalSucceeded(subscription: subscription)
        case "order.placed", "order.postponed":
            guard let order = fields.text("order"), let promised = fields.moment("promised") else { return nil }
            self =
                name == "order.placed"
                ? .ordered(order: order, promised: promised) : .postponed(order: order, promised: promised)
        case "order.delivered":
            guard let order = fields.text("order") else { return nil }
            self = .delivered(order: order)
        case "device.fault":
            guard let device = fields.text("device"), let code = fields.text("code") else { return nil }
            let severity = fields.whole("severity").map { Int(min(max($0, 1), 5)) } ?? 3
            self = .fault(
                DeviceFault(device: device, code: code, suggestion: fields.text("suggestion"), severity: severity))
        case "milestone.set":
            guard let milestone = fields.text("name") else { return nil }
            self = .milestone(milestone, on: fields.moment("on"))
        case "attribute.set":
            guard let attribute = fields.text("name") else { return nil }
            self = .attribute(attribute, fields.text("value"), until: fields.moment("until"))
        default: return nil
        }
    }
}

/// The data of an event.
private struct EventFields {
    private static let longest = 1_000
    private static let lines = 200

    private let fields: [String: SlotValue]

    init(_ data: SlotValue) {
        fields = if case .record(let fields) = data { fields } else { [:] }
    }

    func text(_ name: String) -> String? {
        switch fields[name] {
        case .text(let text) where !text.isEmpty && text.utf8.count <= Self.longest: text
        case .integer(let integer): String(integer)
        case .flag(let flag): flag ? "yes" : "no"
        default: nil
        }
    }

    /// However long, or empty.
    func words(_ name: String) -> String? {
        if case .text(let text)? = fields[name] { text } else { nil }
    }

    func number(_ name: String) -> Double? {
        switch fields[name] {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    func whole(_ name: String) -> Int64? {
        guard case .integer(let integer)? = fields[name] else { return nil }
        return integer
    }

    /// RFC 3339, or milliseconds since 1970.
    func moment(_ name: String) -> Timestamp? {
        switch fields[name] {
        case .moment(let moment): moment
        case .integer(let integer): Timestamp(milliseconds: integer)
        case .text(let text): Timestamp(notation: text)
        default: nil
        }
    }

    func texts(_ name: String) -> [String]? {
        guard case .list(let values)? = fields[name] else { return nil }
        let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        return texts.count == values.count ? texts : nil
    }

    /// Amounts are in the smallest unit of the currency.
    var bill: Bill? {
        guard let number = text("number"), let currency = text("currency"), currency.utf8.count == 3,
            let total = whole("total_minor"), case .list(let values)? = fields["lines"], values.count <= Self.lines
        else { return nil }
        let lines = values.compactMap { value -> Bill.Line? in
            let line = EventFields(value)
            guard let label = line.text("label"), let minor = line.whole("minor") else { return nil }
            return Bill.Line(label: label, minor: minor)
        }
        guard lines.count == values.count else { return nil }
        return Bill(number: number, total: Money(minor: total, currency: currency), lines: lines)
    }
}

extension Timestamp {
    /// `2026-01-31T09:00:00Z`, with fractions or an offset; `2026-01-31` is that day's first moment in UTC.
    init?(notation: String) {
        guard let date = CivilDate(notation.prefix(10)) else { return nil }
        var rest = notation.dropFirst(10)
        var milliseconds = date.number * Timestamp.millisecondsOfDay
        guard !rest.isEmpty else {
            self.init(milliseconds: milliseconds)
            return
        }
        guard rest.removeFirst() == "T" else { return nil }
        let clock = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." }
        rest = rest.dropFirst(clock.count)
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = Int64(parts[0]), let minute = Int64(parts[1]), let second = Double(parts[2]),
            (0...24).contains(hour), (0...59).contains(minute), (0..<61).contains(second)
        else { return nil }
        milliseconds += (hour * 60 + minute) * 60_000 + Int64((second * 1_000).rounded())
        if rest != "Z", rest != "z" {
            guard rest.count == 6, let sign = rest.first, sign == "+" || sign == "-" else { return nil }
            let offset = rest.dropFirst().split(separator: ":")
            guard offset.count == 2, let hours = Int64(offset[0]), let minutes = Int64(offset[1]) else { return nil }
            milliseconds -= (sign == "+" ? 1 : -1) * (hours * 60 + minutes) * 60_000
        }
        self.init(milliseconds: milliseconds)
    }
}
