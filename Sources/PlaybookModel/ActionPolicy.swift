public import Vocabulary

/// How far an action may go without a person, and which person may let it go further. Amounts are minor units of
/// `currency`; a day is the service's own.
public struct ActionPolicy: Hashable, Sendable {
    /// Who may approve what is over the limit.
    public struct Approver: Hashable, Sendable {
        /// A team, or a role of the desk.
        public let team: TeamName
        /// The highest amount they may approve; `nil` for any.
        public let upTo: Int64?

        public init(team: TeamName, upTo: Int64? = nil) {
            self.team = team
            self.upTo = upTo
        }
    }

    /// The input that holds the money; `nil` for an action that only counts.
    public let amount: String?
    /// The input that says whose day it counts on, where a verification has proved it; `nil`, or not proved: whoever
    /// the site has signed.
    public let customer: String?
    /// ISO 4217. Money in another needs a person; with a ceiling, which cannot be compared, it is refused.
    public let currency: String
    public let perCall: Int64?
    public let perCustomerAndDay: Int64?
    public let callsPerCustomerAndDay: Int?
    /// Of all customers together.
    public let perDay: Int64?
    /// Never more than this, whoever approves.
    public let ceiling: Int64?
    public let approvers: [Approver]
    /// Nobody approves for a conversation that they have taken part in.
    public let fourEyes: Bool

    public init(
        amount: String?, customer: String? = nil, currency: String, perCall: Int64? = nil,
        perCustomerAndDay: Int64? = nil,
        callsPerCustomerAndDay: Int? = nil, perDay: Int64? = nil, ceiling: Int64? = nil, approvers: [Approver] = [],
        fourEyes: Bool = false
    ) {
        self.amount = amount
        self.customer = customer
        self.currency = currency
        self.perCall = perCall
        self.perCustomerAndDay = perCustomerAndDay
        self.callsPerCustomerAndDay = callsPerCustomerAndDay
        self.perDay = perDay
        self.ceiling = ceiling
        self.approvers = approvers
        self.fourEyes = fourEyes
    }
}

/// What was already done today under one policy.
public struct PolicyTally: Hashable, Codable, Sendable {
    public var customerAmount: Int64
    public var customerCalls: Int
    public var dayAmount: Int64

    public init(customerAmount: Int64 = 0, customerCalls: Int = 0, dayAmount: Int64 = 0) {
        self.customerAmount = customerAmount
        self.customerCalls = customerCalls
        self.dayAmount = dayAmount
    }
}

/// Why a call is more than the bot may do alone, in the order in which a person should read them.
public enum PolicyReason: Hashable, Codable, Sendable {
    case ceiling(Money)
    case amountUnknown
    case amountNotPositive
    case customerUnknown
    case otherCurrency(String)
    case call(limit: Money)
    case customerDay(limit: Money, soFar: Money)
    case customerCalls(limit: Int)
    case day(limit: Money)
}

public enum PolicyDecision: Hashable, Sendable {
    case allowed
    case needsApproval([PolicyReason])
    /// Not even a person may.
    case refused([PolicyReason])
}

/// Why somebody may not approve.
public enum ApprovalRefusal: Error, Hashable, Sendable {
    case notAnApprover
    case overTheirLimit(Money)
    /// They have taken part in the conversation.
    case theirOwnCustomer
    case refusedByPolicy([PolicyReason])
}

extension ActionPolicy {
    /// May the bot do this alone? Money is what the call will really carry; `nil` when it holds none.
    ///
    /// An anonymous customer has no day to count: with a limit per customer a person looks.
    public func decide(_ money: Money?, customer: VisitorID?, today: PolicyTally) -> PolicyDecision {
        let blocks = blocks(money)
        guard blocks.isEmpty else { return .refused(blocks) }
        let reasons = limits(money, customer: customer, today: today)
        return reasons.isEmpty ? .allowed : .needsApproval(reasons)
    }

    /// May this person let it happen? `teams` are the person's teams and roles; `tookPart` says that they have spoken
    /// in the conversation, or hold it.
    public func approve(
        _ money: Money?, by teams: Set<TeamName>, tookPart: Bool
    ) throws(ApprovalRefusal) {
        let blocks = blocks(money)
        guard blocks.isEmpty else { throw .refusedByPolicy(blocks) }
        let mine = approvers.filter { teams.contains($0.team) }
        guard !mine.isEmpty else { throw .notAnApprover }
        guard !(fourEyes && tookPart) else { throw .theirOwnCustomer }
        guard let money, !mine.contains(where: { $0.upTo == nil }) else { return }
        let highest = mine.compactMap(\.upTo).max() ?? 0
        guard money.currency == currency, money.minor <= highest else {
            throw .overTheirLimit(Money(minor: highest, currency: currency))
        }
    }

    private func blocks(_ money: Money?) -> [PolicyReason] {
        guard let money else { return [] }
        guard money.minor > 0 else { return [.amountNotPositive] }
        guard let ceiling else { return [] }
        guard money.currency == currency else { return [.otherCurrency(money.currency)] }
        return money.minor > ceiling ? [.ceiling(limit(ceiling))] : []
    }

    private func limits(_ money: Money?, customer: VisitorID?, today: PolicyTally) -> [PolicyReason] {
        var reasons: [PolicyReason] = []
        if amount != nil, money == nil { reasons.append(.amountUnknown) }
        let countsCustomers = perCustomerAndDay != nil || callsPerCustomerAndDay != nil
        if countsCustomers, customer == nil { reasons.append(.customerUnknown) }
        if let callsPerCustomerAndDay, today.customerCalls >= callsPerCustomerAndDay {
            reasons.append(.customerCalls(limit: callsPerCustomerAndDay))
        }
        guard let money else { return reasons }
        guard money.currency == currency else { return reasons + [.otherCurrency(money.currency)] }
        if let perCall, money.minor > perCall { reasons.append(.call(limit: limit(perCall))) }
        if let perCustomerAndDay, Self.sum(today.customerAmount, money.minor) > perCustomerAndDay {
            reasons.append(.customerDay(limit: limit(perCustomerAndDay), soFar: limit(today.customerAmount)))
        }
        if let perDay, Self.sum(today.dayAmount, money.minor) > perDay {
            reasons.append(.day(limit: limit(perDay)))
        }
        return reasons
    }

    private func limit(_ minor: Int64) -> Money { Money(minor: minor, currency: currency) }

    /// Held at the highest number, so that an absurd amount never wraps around to a small one.
    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows ? .max : sum
    }
}
