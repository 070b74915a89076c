public import Vocabulary

public enum CustomerKind {}
/// The site's own name for a customer, the same that it signs visitors with.
public typealias CustomerID = Identifier<CustomerKind>

/// Something that happened to a customer, out in the world or with us.
public struct CustomerEvent: Hashable, Codable, Sendable {
    public enum Kind: Hashable, Codable, Sendable {
        /// About to be sent, or sent.
        case bill(Bill)
        /// Of one day.
        case used(meter: String, amount: Double)
        /// A visit, a service, a purchase of something that comes round: `oil_change`.
        case visited(String)
        case contacted(ConversationID)
        case renewalFailed(subscription: String)
        case renewalSucceeded(subscription: String)
        case ordered(order: String, promised: Timestamp)
        /// The day on which it comes has changed.
        case postponed(order: String, promised: Timestamp)
        case delivered(order: String)
        case fault(DeviceFault)
        /// A day of the relationship: `signed_up`, `renews`, `maintenance`. Another day of that name replaces it,
        /// `nil` takes it back.
        case milestone(String, on: Timestamp?)
        /// We wrote first, about that; a channel, or the conversation in which it was said.
        case told(about: String, by: Telling.Way)
        /// Something known about the customer; `nil` takes it back.
        case attribute(String, String?, until: Timestamp?)
    }

    /// `source` and `id` of the event as it came in: the same is taken once.
    public let id: String
    public let customer: CustomerID
    public let at: Timestamp
    /// Who says so.
    public let source: String
    public let kind: Kind

    public init(id: String, customer: CustomerID, at: Timestamp, source: String, kind: Kind) {
        self.id = id
        self.customer = customer
        self.at = at
        self.source = source
        self.kind = kind
    }
}

public struct Bill: Hashable, Codable, Sendable {
    public struct Line: Hashable, Codable, Sendable {
        public let label: String
        /// In the smallest unit of the bill's currency; discounts are negative.
        public let minor: Int64

        public init(label: String, minor: Int64) {
            self.label = label
            self.minor = minor
        }
    }

    public let number: String
    public let total: Money
    public let lines: [Line]

    public init(number: String, total: Money, lines: [Line]) {
        self.number = number
        self.total = total
        self.lines = lines
    }
}

public struct DeviceFault: Hashable, Codable, Sendable {
    public let device: String
    /// What was observed, as the device says it: `smart_reallocated_sectors`.
    public let code: String
    /// What to replace it with.
    public let suggestion: String?
    /// 1 is worth knowing, 5 is failing.
    public let severity: Int

    public init(device: String, code: String, suggestion: String?, severity: Int) {
        self.device = device
        self.code = code
        self.suggestion = suggestion
        self.severity = severity
    }
}
