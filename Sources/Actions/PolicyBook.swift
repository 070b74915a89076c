public import PlaybookModel
public import Switchboard
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
public struct PolicyBook: JournaledState {
    /// What a journal of it says.
    public enum Entry: Codable, Sendable {
        case booked(Booking)
        /// It did not happen after all.
        case released(ActionName, BusinessKey)
    }

    public struct Booking: Codable, Sendable {
        let action: ActionName
        let key: BusinessKey
        let minor: Int64
        let customer: VisitorID?
        /// The day's number.
        let day: Int64
    }

    /// It holds as much as it can: ask later.
    public struct Full: Error, Hashable, Sendable {}

    private let bound: Int
    private var bookings: [ActionName: PolicyPage] = [:]
    private var count = 0

    public init() {
        self.init(bound: 10_000)
    }

    public init(bound: Int) {
        self.bound = bound
    }

    /// Decides. What it allows is to be applied, so that the next question already counts it; a call that is booked
    /// under its key counts once, and what was let through before is let through again.
    public func decide(
        _ question: PolicyQuestion
    ) throws(Full) -> (entries: [Entry], decision: PolicyDecision) {
        let decision = question.policy.decide(question.money, customer: question.customer, today: tally(for: question))
        switch decision {
        case .refused: return ([], decision)
        case .needsApproval: guard question.isApproved || isBooked(question) else { return ([], decision) }
        case .allowed: break
        }
        let isKnown = bookings[question.action]?[question.key] != nil
        guard isKnown || count < bound || hasRoom(on: question.day.number) else { throw Full() }
        let booking = Booking(
            action: question.action, key: question.key, minor: question.money?.minor ?? 0, customer: question.customer,
            day: question.day.number)
        return ([.booked(booking)], .allowed)
    }

    /// Decides, and books what it allows.
    public mutating func book(_ question: PolicyQuestion) throws(Full) -> PolicyDecision {
        let (entries, decision) = try decide(question)
        for entry in entries { apply(entry) }
        return decision
    }

    /// It did not happen after all.
    public mutating func release(_ action: ActionName, _ key: BusinessKey) {
        apply(.released(action, key))
    }

    public mutating func apply(_ entry: Entry, at moment: Timestamp = Timestamp(milliseconds: 0)) {
        switch entry {
        case .booked(let booking):
            let isNew = bookings[booking.action]?[booking.key] == nil
            if isNew, count >= bound { forget(before: booking.day) }
            bookings[booking.action, default: PolicyPage()].put(booking)
            if isNew { count += 1 }
        case .released(let action, let key):
            if bookings[action]?.remove(key) == true { count -= 1 }
        }
    }

    private func isBooked(_ question: PolicyQuestion) -> Bool {
        guard let booking = bookings[question.action]?[question.key] else { return false }
        return booking.minor == question.money?.minor ?? 0 && booking.customer == question.customer
    }

    private func hasRoom(on day: Int64) -> Bool {
        bookings.values.contains { $0.hasOther(than: day) }
    }

    private mutating func forget(before day: Int64) {
        for action in bookings.keys { bookings[action]?.forgetOther(than: day) }
        count = bookings.values.reduce(0) { $0 + $1.count }
    }

    private func tally(for question: PolicyQuestion) -> PolicyTally {
        bookings[question.action]?.tally(for: question) ?? PolicyTally()
    }
}
