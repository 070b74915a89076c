internal import PlaybookModel
internal import Vocabulary

extension TripwireMachine {
    mutating func look(
        _ rule: Int, _ event: CustomerEvent, _ memory: inout CustomerMemory, into firings: inout [Firing]
    ) {
        switch tripwires[rule].rule {
        case .bill: break
        case .usage(let terms):
            guard case .used(let meter, let amount) = event.kind, meter == terms.meter else { return }
            used(amount, rule, terms, event, &memory, into: &firings)
        case .overdue(let terms):
            let isSubject =
                switch (terms.of, event.kind) {
                case (.visit(let wanted), .visited(let name)): wanted == name
                case (.contact, .contacted): true
                case (.visit, _), (.contact, _): false
                }
            guard isSubject else { return }
            if memory.rhythms[rule] == nil {
                memory.rhythms[rule] = CustomerMemory.Rhythm(last: event.at)
            } else {
                memory.rhythms[rule]?.came(at: event.at, apart: terms.apart)
            }
            schedule(rule, terms, of: event.customer, &memory)
        case .renewalFailed(let grace):
            guard case .renewalFailed(let subscription) = event.kind, memory.renewals[subscription] == nil else {
                return
            }
            due.add(
                Look(customer: event.customer, wake: .renewal(rule: rule, subscription: subscription, since: event.at)),
                at: event.at + grace)
        case .late(let grace): delivery(rule, grace, event, &memory, into: &firings)
        case .fault(let severity):
            guard case .fault(let fault) = event.kind, fault.severity >= severity else { return }
            var facts: [SlotName: SlotValue] = [
                "device": .text(fault.device), "observed": .text(fault.code),
                "severity": .integer(Int64(fault.severity)),
            ]
            if let suggestion = fault.suggestion { facts["suggestion"] = .text(suggestion) }
            fire(
                rule, for: event.customer, "\(fault.device):\(fault.code):\(event.at.milliseconds)", facts,
                at: event.at, &memory, into: &firings)
        case .milestone(let terms): milestone(rule, terms, event, &memory)
        }
    }

    // MARK: Bills

    /// `nil` when the bill is within what this customer is used to, or nobody can say what that is.
    func explained(_ bill: Bill, by terms: BillRule, in memory: CustomerMemory) -> [SlotName: SlotValue]? {
        let earlier = memory.bills.filter { $0.total.currency == bill.total.currency && $0.number != bill.number }
        guard earlier.count >= terms.after else { return nil }
        let totals = earlier.map { Double($0.total.minor) }
        let middle = median(totals)
        let deviation = ownDeviation(totals, from: middle)
        let tolerance = max(Double(terms.atLeast), terms.share * abs(middle), terms.deviations * deviation)
        guard Double(bill.total.minor) > middle + tolerance else { return nil }
        // A bill that was really sent, so that its lines add up; of two, the later.
        let usual = earlier.reversed().min {
            abs(Double($0.total.minor) - middle) < abs(Double($1.total.minor) - middle)
        }
        guard let usual else { return nil }
        let explanation = BillExplanation(bill, against: usual)
        let currency = bill.total.currency
        return [
            "bill": .text(bill.number), "total": .money(bill.total), "usual": .money(usual.total),
            "difference": .money(explanation.difference),
            "reasons": .list(
                explanation.named(atMost: 4).map { change in
                    .record([
                        "label": .text(change.label), "before": .money(Money(minor: change.before, currency: currency)),
                        "now": .money(Money(minor: change.now, currency: currency)),
                        "change": .money(Money(minor: change.minor, currency: currency)),
                    ])
                }),
        ]
    }

    /// Root of the mean square; of many, the one furthest off does not count: it may have been a shock itself.
    private func ownDeviation(_ totals: [Double], from middle: Double) -> Double {
        let squares = totals.map { ($0 - middle) * ($0 - middle) }.sorted()
        let kept = squares.prefix(squares.count < 5 ? squares.count : squares.count - 1)
        return (kept.reduce(0, +) / Double(kept.count)).squareRoot()
    }

    // MARK: Usage

    private func used(
        _ amount: Double, _ rule: Int, _ terms: UsageRule, _ event: CustomerEvent, _ memory: inout CustomerMemory,
        into firings: inout [Firing]
    ) {
        let days = (memory.usage[terms.meter] ?? []) + [amount]
        guard days.count >= terms.recent + terms.usual else { return }
        let recent = days.suffix(terms.recent)
        let usual = Array(days.dropLast(terms.recent).suffix(terms.usual))
        // Weeks have a shape: the mean of whole weeks, not the middle day.
        let normal = usual.reduce(0, +) / Double(usual.count)
        let mean = recent.reduce(0, +) / Double(recent.count)
        guard max(normal, mean) >= terms.atLeast, normal > 0 else { return }
        let deviation = (usual.reduce(0) { $0 + ($1 - normal) * ($1 - normal) } / Double(usual.count)).squareRoot()
        // Customers who go up and down a lot have to go further.
        let error = 3 * deviation / Double(terms.recent).squareRoot()
        let direction =
            if mean >= normal * terms.up, mean - normal > error {
                "up"
            } else if mean <= normal * terms.down, normal - mean > error {
                "down"
            } else {
                ""
            }
        // Once for each change, not every day that it lasts.
        guard direction != memory.usageDirection[rule] ?? "" else { return }
        memory.usageDirection[rule] = direction
        guard !direction.isEmpty else { return }
        let facts: [SlotName: SlotValue] = [
            "meter": .text(terms.meter), "usual": .number(normal), "recent": .number(mean),
            "direction": .text(direction),
        ]
        fire(
            rule, for: event.customer, "\(terms.meter):\(direction):\(event.at.milliseconds)", facts, as: direction,
            at: event.at, &memory, into: &firings)
    }

    // MARK: What comes round

    private func overdue(_ rhythm: CustomerMemory.Rhythm, _ terms: OverdueRule) -> Timestamp? {
        guard !rhythm.fired, rhythm.count >= terms.after, let interval = rhythm.interval else { return nil }
        let span = max(Double(terms.atLeast.milliseconds), Double(interval.milliseconds) * terms.factor)
        return rhythm.last + TimeSpan(milliseconds: Int64(span))
    }

    private mutating func schedule(
        _ rule: Int, _ terms: OverdueRule, of customer: CustomerID, _ memory: inout CustomerMemory
    ) {
        guard let rhythm = memory.rhythms[rule], let moment = overdue(rhythm, terms) else { return }
        // One look ahead a customer and rule; it finds out by itself that there is more time.
        if let earlier = memory.scheduled[rule], earlier <= moment { return }
        memory.scheduled[rule] = moment
        due.add(Look(customer: customer, wake: .overdue(rule: rule)), at: moment)
    }

    // MARK: Deliveries and days

    private mutating func delivery(
        _ rule: Int, _ grace: TimeSpan, _ event: CustomerEvent, _ memory: inout CustomerMemory,
        into firings: inout [Firing]
    ) {
        switch event.kind {
        case .ordered(let order, let promised):
            due.add(
                Look(customer: event.customer, wake: .late(rule: rule, order: order, promised: promised)),
                at: promised + grace)
        case .postponed(let order, let promised):
            due.add(
                Look(customer: event.customer, wake: .late(rule: rule, order: order, promised: promised)),
                at: promised + grace)
            guard let before = memory.orders[order], promised - before > grace else { return }
            late(rule, order, promised: before, expected: promised, event.customer, at: event.at, &memory, &firings)
        case .bill, .used, .visited, .contacted, .renewalFailed, .renewalSucceeded, .delivered, .fault, .milestone,
            .attribute, .told:
            break
        }
    }

    private func late(
        _ rule: Int, _ order: String, promised: Timestamp, expected: Timestamp?, _ customer: CustomerID,
        at moment: Timestamp, _ memory: inout CustomerMemory, _ firings: inout [Firing]
    ) {
        var facts: [SlotName: SlotValue] = ["order": .text(order), "promised": .moment(promised)]
        if let expected { facts["expected"] = .moment(expected) }
        fire(rule, for: customer, order, facts, at: moment, &memory, into: &firings)
    }

    private mutating func milestone(
        _ rule: Int, _ terms: MilestoneRule, _ event: CustomerEvent, _ memory: inout CustomerMemory
    ) {
        switch event.kind {
        case .milestone(terms.name, let day?): expect(day, rule, terms, event)
        case .delivered:
            guard terms.name == CustomerMemory.delivered else { return }
            guard terms.every == nil else { return expect(event.at, rule, terms, event) }
            // Another look within the cool-down would come to nothing.
            let moment = event.at + terms.offset
            let last = [memory.scheduled[rule], memory.lastFired[rule]].compactMap { $0 }.max()
            if let last, moment - last < tripwires[rule].coolDown { return }
            memory.scheduled[rule] = moment
            expect(event.at, rule, terms, event)
        case .bill, .used, .visited, .contacted, .renewalFailed, .renewalSucceeded, .ordered, .postponed, .fault,
            .attribute, .told, .milestone:
            return
        }
    }

    private mutating func expect(_ day: Timestamp, _ rule: Int, _ terms: MilestoneRule, _ event: CustomerEvent) {
        let moment = day + terms.offset
        // What should have been said before now is not said late.
        guard moment >= event.at || terms.every != nil else { return }
        due.add(
            Look(customer: event.customer, wake: .milestone(rule: rule, on: day, round: 0)), at: max(moment, event.at))
    }

    // MARK: Time

    mutating func wake(
        _ wake: Wake, of customer: CustomerID, at moment: Timestamp, _ memory: inout CustomerMemory,
        into firings: inout [Firing]
    ) {
        switch wake {
        case .overdue(let rule):
            guard case .overdue(let terms) = tripwires[rule].rule, let rhythm = memory.rhythms[rule] else { return }
            memory.scheduled[rule] = nil
            guard let last = overdue(rhythm, terms), last <= moment else {
                return schedule(rule, terms, of: customer, &memory)
            }
            memory.rhythms[rule]?.fired = true
            let facts: [SlotName: SlotValue] = [
                "last": .moment(rhythm.last),
                "usual_days": .integer((rhythm.interval ?? .days(0)).milliseconds / Timestamp.millisecondsOfDay),
                "days": .integer((moment - rhythm.last).milliseconds / Timestamp.millisecondsOfDay),
            ]
            fire(rule, for: customer, "\(rhythm.last.milliseconds)", facts, at: moment, &memory, into: &firings)
        case .renewal(let rule, let subscription, let since):
            fire(
                rule, for: customer, "\(subscription):\(since.milliseconds)",
                ["subscription": .text(subscription), "since": .moment(since)], at: moment, &memory, into: &firings)
        case .late(let rule, let order, let promised):
            late(rule, order, promised: promised, expected: nil, customer, at: moment, &memory, &firings)
        case .milestone(let rule, let day, let round):
            guard case .milestone(let terms) = tripwires[rule].rule else { return }
            reach(rule, terms, day, round, of: customer, at: moment, &memory, into: &firings)
        }
    }

    /// Whether a look still stands for something: the day has not moved, the parcel has not come.
    func isAwaited(_ wake: Wake, at moment: Timestamp, _ memory: CustomerMemory) -> Bool {
        switch wake {
        case .overdue(let rule): memory.scheduled[rule] == moment
        case .renewal(_, let subscription, let since): memory.renewals[subscription] == since
        case .late(_, let order, let promised): memory.orders[order] == promised
        case .milestone(let rule, let day, _):
            if case .milestone(let terms) = tripwires[rule].rule {
                // After each delivery, or so often after the last.
                terms.name == CustomerMemory.delivered && terms.every == nil || memory.milestones[terms.name] == day
            } else {
                false
            }
        }
    }

    private mutating func reach(
        _ rule: Int, _ terms: MilestoneRule, _ day: Timestamp, _ round: Int, of customer: CustomerID,
        at moment: Timestamp, _ memory: inout CustomerMemory, into firings: inout [Firing]
    ) {
        // Rounds that were over before we knew of the day are passed over.
        let length = terms.every?.milliseconds ?? 0
        var round = round
        if length > 0 {
            let passed = (moment - (day + terms.offset)).milliseconds
            round = max(round, Int((passed + length - 1).floorDivided(by: length)))
        }
        let target = day + TimeSpan(milliseconds: terms.offset.milliseconds + length * Int64(round))
        guard target <= moment else {
            return due.add(Look(customer: customer, wake: .milestone(rule: rule, on: day, round: round)), at: target)
        }
        fire(
            rule, for: customer, "\(terms.name):\(day.milliseconds):\(round)",
            ["day": .moment(day), "round": .integer(Int64(round))], at: moment, &memory, into: &firings)
        guard length > 0 else { return }
        due.add(
            Look(customer: customer, wake: .milestone(rule: rule, on: day, round: round + 1)),
            at: target + TimeSpan(milliseconds: length))
    }
}
