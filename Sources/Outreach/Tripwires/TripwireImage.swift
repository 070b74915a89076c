public import PlaybookModel
public import Vocabulary

/// All that a machine remembers, for keeping: read back under other rules, what is known under a rule's name goes on
/// under it.
public struct TripwireImage: Codable, Sendable {
    struct Due: Codable, Sendable {
        let at: Timestamp
        let look: TripwireMachine.Look
    }

    let tripwires: [TripwireName]
    let customers: [CustomerID: CustomerMemory]
    let due: [Due]
    let now: Timestamp
    let lastSweep: Timestamp?
}

extension TripwireMachine {
    public var image: TripwireImage {
        TripwireImage(
            tripwires: tripwires.map(\.name), customers: customers,
            due: due.pending.map { TripwireImage.Due(at: $0.at, look: $0.item) }, now: now, lastSweep: rounds.last)
    }

    public init(_ tripwires: [Tripwire], from image: TripwireImage, patience: TimeSpan = .days(800)) {
        self.init(tripwires, patience: patience)
        let places = Dictionary(tripwires.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        // By the rule's old number.
        let numbers = image.tripwires.map { places[$0] }
        let isSame = numbers == Array(tripwires.indices)
        customers = isSame ? image.customers : image.customers.mapValues { $0.renumbered(by: numbers) }
        for due in image.due {
            guard let wake = due.look.wake.renumbered(by: numbers) else { continue }
            self.due.add(Look(customer: due.look.customer, wake: wake), at: due.at)
        }
        now = image.now
        rounds = Rounds(every: rounds.every, last: image.lastSweep)
    }
}

extension CustomerMemory {
    fileprivate func renumbered(by numbers: [Int?]) -> CustomerMemory {
        func renumbered<Value>(_ values: [Int: Value]) -> [Int: Value] {
            Dictionary(
                values.compactMap { number, value in
                    numbers.indices.contains(number) ? numbers[number].map { ($0, value) } : nil
                }, uniquingKeysWith: { first, _ in first })
        }
        var memory = self
        memory.rhythms = renumbered(rhythms)
        memory.scheduled = renumbered(scheduled)
        memory.usageDirection = renumbered(usageDirection)
        memory.lastFired = renumbered(lastFired)
        return memory
    }
}

extension TripwireMachine.Wake {
    fileprivate func renumbered(by numbers: [Int?]) -> Self? {
        func number(_ old: Int) -> Int? { numbers.indices.contains(old) ? numbers[old] : nil }
        switch self {
        case .overdue(let rule): return number(rule).map { .overdue(rule: $0) }
        case .renewal(let rule, let subscription, let since):
            return number(rule).map { .renewal(rule: $0, subscription: subscription, since: since) }
        case .late(let rule, let order, let promised):
            return number(rule).map { .late(rule: $0, order: order, promised: promised) }
        case .milestone(let rule, let day, let round):
            return number(rule).map { .milestone(rule: $0, on: day, round: round) }
        }
    }
}
