public import PlaybookModel
public import Vocabulary

/// A call, as its policy sees it.
public struct PolicyQuestion: Hashable, Sendable {
    public let action: ActionName
    public let key: BusinessKey
    public let policy: ActionPolicy
    public let money: Money?
    public let customer: VisitorID?
    /// The service's own day.
    public let day: CivilDate
    /// A person has seen exactly this call and approved it.
    public let isApproved: Bool

    public init(
        action: ActionName, key: BusinessKey, policy: ActionPolicy, money: Money?, customer: VisitorID?, day: CivilDate,
        isApproved: Bool
    ) {
        self.action = action
        self.key = key
        self.policy = policy
        self.money = money
        self.customer = customer
        self.day = day
        self.isApproved = isApproved
    }
}

/// What was allowed today, and to whom: pure, bounded, the same answer however often it is asked.
public struct PolicyBook: Sendable {
    private struct Effect: Hashable {
        let action: ActionName
        let key: BusinessKey
    }

    private struct Entry {
        let minor: Int64
        let customer: VisitorID?
        let day: CivilDate
    }

    /// It holds as much as it can: ask later.
    public struct Full: Error, Hashable, Sendable {}

    private let bound: Int
    private var entries: [Effect: Entry] = [:]

    public init(bound: Int = 10_000) {
        self.bound = bound
    }

    /// Decides, and books what it allows, so that the next question already counts it. A call that is booked under its
    /// key counts once.
    public mutating func book(_ question: PolicyQuestion) throws(Full) -> PolicyDecision {
        let effect = Effect(action: question.action, key: question.key)
        let decision = question.policy.decide(
            question.money, customer: question.customer, today: tally(question, without: effect))
        switch decision {
        case .refused: return decision
        case .needsApproval: guard question.isApproved else { return decision }
        case .allowed: break
        }
        if entries[effect] == nil, entries.count >= bound {
            entries = entries.filter { $0.value.day == question.day }
            guard entries.count < bound else { throw Full() }
        }
        entries[effect] = Entry(minor: question.money?.minor ?? 0, customer: question.customer, day: question.day)
        return .allowed
    }

    /// It did not happen after all.
    public mutating func release(_ action: ActionName, _ key: BusinessKey) {
        entries[Effect(action: action, key: key)] = nil
    }

    private func tally(_ question: PolicyQuestion, without effect: Effect) -> PolicyTally {
        var tally = PolicyTally()
        for (other, entry) in entries where other.action == question.action && entry.day == question.day {
            guard other != effect else { continue }
            tally.dayAmount = Self.sum(tally.dayAmount, entry.minor)
            guard entry.customer != nil, entry.customer == question.customer else { continue }
            tally.customerAmount = Self.sum(tally.customerAmount, entry.minor)
            tally.customerCalls += 1
        }
        return tally
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows ? .max : sum
    }
}
