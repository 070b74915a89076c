public import Vocabulary

public enum TripwireKind {}
public typealias TripwireName = Identifier<TripwireKind>

/// Why somebody is written to without having asked.
public enum Purpose: String, Hashable, Codable, Sendable, CaseIterable {
    /// About something that the customer has with us: a bill, a delivery, a fault.
    case service
    /// Tips, check-ups, anniversaries: only with consent.
    case marketing
    /// Something is broken now, or is mended.
    case incident
}

/// A rule of `Intents/tripwires.yaml`: what has to happen in a customer's timeline for us to write first.
///
///     tripwires:
///       bill_shock:
///         bill: { share: 0.2, at_least: 5.00, deviations: 3, after: 3 }
///         say: bill_explained         # response; {usual}, {total}, {difference}, {reasons_words} are filled
///         opens: billing_dispute      # intent that a reply lands in; also the topic of open conversations
///         purpose: service            # service | marketing | incident
///         cool_down: 20d
///         fresh: 3d                   # later than that it is not sent any more
///       oil_change:
///         overdue: { visit: oil_change, factor: 1.33, after: 3 }
///       quiet_customer:
///         overdue: { contact: true, factor: 4, after: 5, at_least: 14d }
///       heavy_use:
///         usage: { meter: data, up: 2, down: 0.4, recent: 7d, usual: 28d }
///         say: { up: usage_up, down: usage_down }
///       card_declined:
///         renewal_failed: { grace: 2h }
///       late_parcel:
///         late: { grace: 4h }
///       failing_disk:
///         fault: { severity: 3 }
///       first_steps:
///         milestone: { day: signed_up, after: 3d }    # or `before: 7d`; `every: 365d` comes round
public struct Tripwire: Hashable, Codable, Sendable {
    public enum Rule: Hashable, Codable, Sendable {
        case bill(BillRule)
        case usage(UsageRule)
        case overdue(OverdueRule)
        /// Not made good within the grace.
        case renewalFailed(grace: TimeSpan)
        /// Past the promised day by the grace, or known beforehand to come so late.
        case late(grace: TimeSpan)
        case fault(severity: Int)
        case milestone(MilestoneRule)
    }

    public let name: TripwireName
    public let rule: Rule
    public let say: ResponseName
    /// Where the words differ by how it fired: `up`, `down`.
    public let sayOtherwise: [String: ResponseName]
    /// What a reply is about.
    public let opens: IntentName?
    public let purpose: Purpose
    /// At most once within it for a customer.
    public let coolDown: TimeSpan
    public let fresh: TimeSpan

    public init(
        name: TripwireName, rule: Rule, say: ResponseName, sayOtherwise: [String: ResponseName] = [:],
        opens: IntentName? = nil, purpose: Purpose = .service, coolDown: TimeSpan = .days(20),
        fresh: TimeSpan = .days(3)
    ) {
        self.name = name
        self.rule = rule
        self.say = say
        self.sayOtherwise = sayOtherwise
        self.opens = opens
        self.purpose = purpose
        self.coolDown = coolDown
        self.fresh = fresh
    }
}

/// More than this customer is used to paying.
public struct BillRule: Hashable, Codable, Sendable {
    /// Of the usual total.
    public let share: Double
    /// In the smallest unit of the currency.
    public let atLeast: Int64
    /// Of the customer's own ups and downs.
    public let deviations: Double
    /// Bills needed to know what is usual.
    public let after: Int

    public init(share: Double = 0.2, atLeast: Int64 = 500, deviations: Double = 3, after: Int = 3) {
        self.share = share
        self.atLeast = atLeast
        self.deviations = deviations
        self.after = max(1, after)
    }
}

/// Far more or less use than usual.
public struct UsageRule: Hashable, Codable, Sendable {
    public let meter: String
    /// Times the usual, in the mean of the recent days.
    public let up: Double
    public let down: Double
    /// Days, up to 35 together.
    public let recent: Int
    public let usual: Int
    /// Use below this a day is none.
    public let atLeast: Double

    public init(
        meter: String, up: Double = 2, down: Double = 0.4, recent: Int = 7, usual: Int = 28, atLeast: Double = 0
    ) {
        self.meter = meter
        self.up = up
        self.down = down
        self.recent = min(max(recent, 1), 14)
        self.usual = min(max(usual, 7), 60)
        self.atLeast = atLeast
    }
}

/// What came round so far does not come any more.
public struct OverdueRule: Hashable, Codable, Sendable {
    public enum Subject: Hashable, Codable, Sendable {
        case visit(String)
        case contact
    }

    public let of: Subject
    /// Times the customer's own interval.
    public let factor: Double
    /// How often it has to have come to know an interval.
    public let after: Int
    public let atLeast: TimeSpan
    /// Closer together is one and the same.
    public let apart: TimeSpan

    public init(
        of subject: Subject, factor: Double, after: Int, atLeast: TimeSpan = .days(7), apart: TimeSpan = .hours(12)
    ) {
        of = subject
        self.factor = factor
        self.after = max(2, after)
        self.atLeast = atLeast
        self.apart = apart
    }
}

/// So long after a day of the relationship, or before it, once or every so often.
public struct MilestoneRule: Hashable, Codable, Sendable {
    /// `delivered` is known by itself.
    public let name: String
    /// Negative: before.
    public let offset: TimeSpan
    public let every: TimeSpan?

    public init(_ name: String, offset: TimeSpan, every: TimeSpan? = nil) {
        self.name = name
        self.offset = offset
        self.every = every.flatMap { $0.milliseconds > 0 ? $0 : nil }
    }
}
