public import PlaybookModel
public import Vocabulary

/// Follows the timelines of all customers and says when a tripwire goes off. Events come in the order of their times;
/// what goes off by time alone does so at its own time, however late anybody asks.
public struct TripwireMachine: Sendable {
    enum Wake: Hashable, Codable, Sendable {
        case overdue(rule: Int)
        case renewal(rule: Int, subscription: String, since: Timestamp)
        case late(rule: Int, order: String, promised: Timestamp)
        case milestone(rule: Int, on: Timestamp, round: Int)
    }

    /// When somebody's tripwire is looked at again.
    struct Look: Hashable, Codable, Sendable {
        let customer: CustomerID
        let wake: Wake
    }

    public let tripwires: [Tripwire]
    /// Customers of whom nothing is heard for so long are forgotten.
    let patience: TimeSpan
    var customers: [CustomerID: CustomerMemory] = [:]
    var due = DueQueue<Look>()
    var now = Timestamp(milliseconds: .min)
    var rounds = Rounds(every: .days(30))

    public init(_ tripwires: [Tripwire], patience: TimeSpan = .days(800)) {
        self.tripwires = tripwires
        self.patience = patience
    }

    public var remembered: Int { customers.count }
    /// When something may go off without anything happening.
    public var nextDue: Timestamp? { due.nextDue }

    public mutating func take(_ event: CustomerEvent) -> [Firing] {
        var firings = advance(to: event.at)
        var memory = customers[event.customer] ?? CustomerMemory(lastEvent: event.at)
        // Taken out while it is changed, so that its arrays are not copied.
        customers[event.customer] = nil
        memory.lastEvent = event.at
        if case .bill(let bill) = event.kind {
            for rule in tripwires.indices {
                guard case .bill(let terms) = tripwires[rule].rule,
                    let facts = explained(bill, by: terms, in: memory)
                else { continue }
                fire(rule, for: event.customer, bill.number, facts, at: event.at, &memory, into: &firings)
            }
            if memory.bills.count >= CustomerMemory.bills { memory.bills.removeFirst() }
            memory.bills.append(bill)
        } else {
            for rule in tripwires.indices { look(rule, event, &memory, into: &firings) }
        }
        remember(event, &memory)
        customers[event.customer] = memory
        return firings
    }

    /// What goes off until then without anything happening.
    public mutating func advance(to moment: Timestamp) -> [Firing] {
        guard moment > now else { return [] }
        now = moment
        var firings: [Firing] = []
        while let (at, item) = due.next(by: moment) {
            guard var memory = customers[item.customer] else { continue }
            customers[item.customer] = nil
            wake(item.wake, of: item.customer, at: at, &memory, into: &firings)
            customers[item.customer] = memory
        }
        sweep()
        return firings
    }

    private mutating func sweep() {
        guard rounds.isDue(at: now) else { return }
        customers = customers.filter { now - $0.value.lastEvent <= patience }
    }

    func fire(
        _ rule: Int, for customer: CustomerID, _ occasion: String, _ facts: [SlotName: SlotValue], as way: String = "",
        at moment: Timestamp, _ memory: inout CustomerMemory, into firings: inout [Firing]
    ) {
        let tripwire = tripwires[rule]
        if let last = memory.lastFired[rule], moment - last < tripwire.coolDown { return }
        memory.lastFired[rule] = moment
        firings.append(
            Firing(
                tripwire: tripwire.name, customer: customer, at: moment, occasion: occasion,
                say: tripwire.sayOtherwise[way] ?? tripwire.say, opens: tripwire.opens, purpose: tripwire.purpose,
                expires: moment + tripwire.fresh, facts: facts))
    }

    /// What has to be known whatever rules there are.
    private func remember(_ event: CustomerEvent, _ memory: inout CustomerMemory) {
        switch event.kind {
        case .ordered(let order, let promised), .postponed(let order, let promised):
            guard memory.orders[order] != nil || memory.orders.count < CustomerMemory.orders else { return }
            memory.orders[order] = promised
        case .delivered(let order): memory.orders[order] = nil
        case .renewalFailed(let subscription):
            guard memory.renewals[subscription] == nil, memory.renewals.count < CustomerMemory.orders else { return }
            memory.renewals[subscription] = event.at
        case .renewalSucceeded(let subscription): memory.renewals[subscription] = nil
        case .milestone(let name, let day):
            guard memory.milestones[name] != nil || memory.milestones.count < CustomerMemory.milestones else { return }
            memory.milestones[name] = day
        case .used(let meter, let amount):
            guard memory.usage[meter] != nil || memory.usage.count < CustomerMemory.meters else { return }
            memory.usage[meter, default: []].append(amount)
            if memory.usage[meter, default: []].count > CustomerMemory.days { memory.usage[meter]?.removeFirst() }
        case .bill, .visited, .contacted, .fault, .attribute, .told: break
        }
    }
}
