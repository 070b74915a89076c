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

    /// Looks ahead before anybody counts which of them still stand for something.
    private static let looks = 4_096

    public let tripwires: [Tripwire]
    /// Customers of whom nothing is heard for so long are forgotten.
    let patience: TimeSpan
    /// Days that rules look back on, by meter.
    private let windows: [String: Int]
    var customers: [CustomerID: CustomerMemory] = [:]
    var due = DueQueue<Look>()
    private var mostLooks = Self.looks
    var now = Timestamp(milliseconds: .min)
    var rounds = Rounds(every: .days(30))

    public init(_ tripwires: [Tripwire], patience: TimeSpan = .days(800)) {
        self.tripwires = tripwires
        self.patience = patience
        windows = tripwires.reduce(into: [:]) { windows, tripwire in
            guard case .usage(let terms) = tripwire.rule else { return }
            windows[terms.meter] = max(windows[terms.meter] ?? 0, terms.recent + terms.usual)
        }
    }

    public var remembered: Int { customers.count }
    /// Moments at which somebody is looked at again: no more than twice those that still stand for something, however
    /// often a day was moved.
    public var looksAhead: Int { due.count }
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
        forgetLooks()
        return firings
    }

    /// What goes off until then without anything happening.
    public mutating func advance(to moment: Timestamp) -> [Firing] {
        guard moment > now else { return [] }
        now = moment
        var firings: [Firing] = []
        while let (at, item) = due.next(by: moment) {
            guard var memory = customers[item.customer], isAwaited(item.wake, at: at, memory) else { continue }
            customers[item.customer] = nil
            wake(item.wake, of: item.customer, at: at, &memory, into: &firings)
            customers[item.customer] = memory
        }
        sweep()
        return firings
    }

    /// Days that were moved and parcels that came leave looks behind that nothing waits for, and the same day told twice
    /// two of one kind.
    private mutating func forgetLooks() {
        guard due.count > mostLooks else { return }
        var standing = DueQueue<Look>()
        var known: Set<Look> = []
        for (at, look) in due.pending {
            guard let memory = customers[look.customer], isAwaited(look.wake, at: at, memory),
                known.insert(look).inserted
            else { continue }
            standing.add(look, at: at)
        }
        due = standing
        mostLooks = max(Self.looks, 2 * standing.count)
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
            memory.orders.keep(promised, as: order, atMost: CustomerMemory.orders)
        case .delivered(let order):
            memory.orders[order] = nil
            memory.milestones.keep(event.at, as: CustomerMemory.delivered, atMost: CustomerMemory.milestones)
        case .renewalFailed(let subscription):
            guard memory.renewals[subscription] == nil else { return }
            memory.renewals.keep(event.at, as: subscription, atMost: CustomerMemory.orders)
        case .renewalSucceeded(let subscription): memory.renewals[subscription] = nil
        case .milestone(let name, let day?):
            memory.milestones.keep(day, as: name, atMost: CustomerMemory.milestones)
        case .milestone(let name, nil): memory.milestones[name] = nil
        case .used(let meter, let amount): use(amount, of: meter, &memory)
        case .bill, .visited, .contacted, .fault, .attribute, .told: break
        }
    }

    private func use(_ amount: Double, of meter: String, _ memory: inout CustomerMemory) {
        let window = windows[meter]
        guard window != nil || memory.usage[meter] != nil || memory.usage.count < CustomerMemory.meters else { return }
        memory.usage[meter, default: []].append(amount)
        let over = (memory.usage[meter]?.count ?? 0) - (window ?? CustomerMemory.days)
        if over > 0 { memory.usage[meter]?.removeFirst(over) }
    }
}
