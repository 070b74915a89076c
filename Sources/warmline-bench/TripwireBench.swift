internal import ArgumentParser
internal import Console
internal import Foundation
internal import Outreach
internal import PlaybookModel
internal import Vocabulary

/// Millions of events of customers' timelines through every kind of rule, on one core.
struct TripwireBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tripwires",
        abstract: "How many events a second the tripwires take, and whether their memory stays flat.",
        discussion: """
            Bills, use, visits, orders, faults and days of the relationship of the same customers over four years, in
            order of time, as the engagement takes them: the timeline first, then the rules. What is kept of one
            customer has a bound, which all of them reach at about a hundred events each; from then on memory is to
            stay where it is.
            """)

    @Option(help: "Events.")
    var events = 2_000_000

    @Option(help: "Customers that they happen to.")
    var customers = 5_000

    private struct Figures: Encodable {
        let events: Int
        let customers: Int
        let firings: Int
        let eventsPerSecondOfProcessor: Double
        let looksAhead: Int
        let residentBytesBefore: Int?
        let residentBytesAtAQuarter: Int?
        let residentBytesAtAHalf: Int?
        let residentBytes: Int?
        let bytesPerCustomer: Int?
    }

    private static let rules: [Tripwire] = [
        Tripwire(name: "bill", rule: .bill(BillRule()), say: "bill"),
        Tripwire(name: "use", rule: .usage(UsageRule(meter: "data")), say: "use"),
        Tripwire(name: "oil", rule: .overdue(OverdueRule(of: .visit("oil"), factor: 1.33, after: 3)), say: "oil"),
        Tripwire(name: "quiet", rule: .overdue(OverdueRule(of: .contact, factor: 4, after: 5)), say: "quiet"),
        Tripwire(name: "card", rule: .renewalFailed(grace: .hours(2)), say: "card"),
        Tripwire(name: "late", rule: .late(grace: .hours(4)), say: "late"),
        Tripwire(name: "disk", rule: .fault(severity: 3), say: "disk"),
        Tripwire(name: "steps", rule: .milestone(MilestoneRule("signed_up", offset: .days(3))), say: "steps"),
        Tripwire(
            name: "year", rule: .milestone(MilestoneRule("signed_up", offset: .days(365), every: .days(365))),
            say: "year"),
    ]

    func run() async throws {
        var machine = TripwireMachine(Self.rules)
        var book = CustomerBook()
        var dice = SplitMix64(state: 8)
        var firings = 0
        let before = ProcessMemory.resident
        var quarter: Int?
        var half: Int?
        let start = Timestamp(milliseconds: 1_767_225_600_000)
        let apart = Int64(1_460) * Timestamp.millisecondsOfDay / Int64(max(1, events))
        let began = ProcessorTime.micros
        for number in 0..<events {
            let event = event(number, at: start + TimeSpan(milliseconds: Int64(number) * apart), &dice)
            guard book.take(event) else { continue }
            firings += machine.take(event).count
            if number == events / 4 { quarter = ProcessMemory.resident }
            if number == events / 2 { half = ProcessMemory.resident }
        }
        let seconds = (ProcessorTime.micros - began) / 1e6
        let resident = ProcessMemory.resident
        let figures = Figures(
            events: events, customers: machine.remembered, firings: firings,
            eventsPerSecondOfProcessor: (Double(events) / seconds).rounded(), looksAhead: machine.looksAhead,
            residentBytesBefore: before, residentBytesAtAQuarter: quarter, residentBytesAtAHalf: half,
            residentBytes: resident,
            bytesPerCustomer: resident.flatMap { now in before.map { (now - $0) / max(1, machine.remembered) } })
        print(try figures.line())
    }

    private func event(_ number: Int, at moment: Timestamp, _ dice: inout SplitMix64) -> CustomerEvent {
        let draw = dice.next()
        let customer = Int(draw % UInt64(max(1, customers)))
        let amount = Int64((draw >> 40) % 4_000)
        let kind: CustomerEvent.Kind =
            switch (draw >> 20) % 20 {
            case 0: .milestone("signed_up", on: moment + .days(Int64(draw >> 56)))
            case 1: .fault(DeviceFault(device: "d\(customer)", code: "smart", suggestion: nil, severity: number % 6))
            case 2: .ordered(order: "o\(customer)", promised: moment + .days(2))
            case 3: .delivered(order: "o\(customer)")
            case 4: .renewalFailed(subscription: "s")
            case 5: .renewalSucceeded(subscription: "s")
            case 6: .visited("oil")
            case 7, 8: .contacted(ConversationID("c\(number)"))
            case 9...12:
                .bill(
                    Bill(
                        number: "b\(number)", total: Money(minor: 2_000 + amount, currency: "GBP"),
                        lines: [
                            Bill.Line(label: "Plan", minor: 2_000), Bill.Line(label: "Roaming", minor: amount),
                        ]))
            default: .used(meter: "data", amount: Double(amount) / 100)
            }
        return CustomerEvent(
            id: "e\(number)", customer: CustomerID("k\(customer)"), at: moment, source: "bench", kind: kind)
    }
}
