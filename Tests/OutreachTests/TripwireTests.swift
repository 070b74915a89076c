import Outreach
import PlaybookModel
import Testing
import Vocabulary

@Suite struct TripwireTests {
    private static let bill = Tripwire(name: "bill_shock", rule: .bill(BillRule()), say: "bill_explained")

    @Test func `a bill beyond what a customer is used to is explained by its lines`() throws {
        var life = Life(Self.bill)
        for month in 0..<4 {
            life.bill(month, [("Plan", 2_990), ("Calls", 210 + Int64(month) * 40)], on: Double(month) * 30)
        }
        #expect(life.firings.isEmpty)
        life.bill(9, [("Plan", 2_990), ("Calls", 250), ("Roaming", 2_480), ("Reminder fee", 300)], on: 120)
        let firing = try #require(life.firings.first)
        #expect(life.firings.count == 1)
        #expect(firing.key == "outreach:bill_shock:ann:b9")
        #expect(firing.facts["usual"] == .money(Money(minor: 3_280, currency: "EUR")))
        #expect(firing.facts["difference"] == .money(Money(minor: 2_740, currency: "EUR")))
        guard case .list(let reasons) = firing.facts["reasons"] else { return #expect(Bool(false)) }
        #expect(reasons.map { Self.text($0, "label") } == ["Roaming", "Reminder fee", "Calls"])
        #expect(reasons.reduce(0) { $0 + Self.minor($1) } == 2_740)
    }

    @Test func `whose bills go up and down a lot is used to more`() {
        var life = Life(Self.bill)
        for (month, calls) in [1_000, 4_000, 1_500, 5_000, 800].enumerated() {
            life.bill(month, [("Calls", Int64(calls))], on: Double(month) * 30)
        }
        life.bill(7, [("Calls", 5_200)], on: 180)
        #expect(life.firings.isEmpty)
    }

    @Test func `over ten thousand random bills the named lines add up to the difference, to the cent`() throws {
        var generator = SplitMix64(state: 7)
        let labels = ["Plan", "Calls", "Data", "Roaming", "Fee", "Device", "Insurance", "Discount", "Tax", "Credit"]
        func bill(_ number: Int) -> Bill {
            let lines = (0..<Int(generator.next() % 9)).map { _ in
                Bill.Line(
                    label: labels[Int(generator.next() % 10)], minor: Int64(generator.next() % 20_001) - 6_000)
            }
            // One in three totals is not what its lines say.
            let rest = generator.next() % 3 == 0 ? Int64(generator.next() % 999) - 400 : 0
            return Bill(
                number: "\(number)",
                total: Money(minor: lines.reduce(0) { $0 + $1.minor } + rest, currency: "EUR"), lines: lines)
        }
        var wrong = 0
        for index in 0..<10_000 {
            let explanation = BillExplanation(bill(index), against: bill(index + 20_000))
            let sum = explanation.changes.reduce(0) { $0 + $1.minor }
            let named = explanation.named(atMost: 1 + index % 5)
            let isRight =
                sum == explanation.difference.minor
                && named.reduce(0) { $0 + $1.minor } == explanation.difference.minor && named.count <= 1 + index % 5
            if !isRight { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test func `use far above and far below the usual fires once each, in its own words`() {
        let tripwire = Tripwire(
            name: "use", rule: .usage(UsageRule(meter: "data")), say: "usage_up",
            sayOtherwise: ["up": "usage_up", "down": "usage_down"], coolDown: .days(5))
        var life = Life(tripwire)
        for day in 0..<120 {
            let amount = day < 50 ? 100 : day < 62 ? 400 : day < 95 ? 100 : 8
            life.add(.used(meter: "data", amount: Double(amount + day % 7)), on: Double(day))
            life.add(.used(meter: "calls", amount: 1_000), on: Double(day))
        }
        #expect(life.firings.map(\.say) == ["usage_up", "usage_down"])
        #expect(life.firings.first.map { (52...56).contains(Self.day($0.at)) } == true)
        #expect(life.firings.last.map { (96...102).contains(Self.day($0.at)) } == true)
    }

    @Test func `an oil change every three months that is four months ago is a reason, once, and not for a newcomer`() {
        let tripwire = Tripwire(
            name: "oil_change", rule: .overdue(OverdueRule(of: .visit("oil_change"), factor: 1.33, after: 3)),
            say: "oil_change_due", purpose: .marketing)
        var life = Life(tripwire)
        life.add(.visited("oil_change"), on: 0, to: "newcomer")
        life.add(.visited("oil_change"), on: 90, to: "newcomer")
        for day in [0.0, 91, 180, 271] { life.add(.visited("oil_change"), on: day) }
        life.add(.visited("tyres"), on: 300)
        life.wait(until: 271 + 118)
        #expect(life.firings.isEmpty)
        life.wait(until: 900)
        #expect(life.firings.map(\.customer) == ["ann"])
        #expect(life.firings.first.map { Self.day($0.at) } == 271 + 121)
        #expect(life.firings.first?.facts["usual_days"] == .integer(91))
        life.add(.visited("oil_change"), on: 901)
        life.wait(until: 2_000)
        #expect(life.firings.count == 2)
    }

    @Test func `who wrote a few times a week and does not any more has lapsed`() {
        let tripwire = Tripwire(
            name: "quiet", rule: .overdue(OverdueRule(of: .contact, factor: 4, after: 5, atLeast: .days(14))),
            say: "still_there")
        var life = Life(tripwire)
        for day in stride(from: 0.0, to: 30, by: 2.5) { life.add(.contacted("c"), on: day) }
        life.wait(until: 41)
        #expect(life.firings.isEmpty)
        life.wait(until: 42)
        #expect(life.firings.count == 1)
        #expect(life.firings.first.map { Self.day($0.at) } == 41)
    }

    @Test func `a renewal that is made good in time tells nobody; one that is not does once`() {
        let tripwire = Tripwire(name: "card", rule: .renewalFailed(grace: .hours(2)), say: "card_declined")
        var life = Life(tripwire)
        life.add(.renewalFailed(subscription: "club"), on: 0)
        life.add(.renewalSucceeded(subscription: "club"), on: 0.05)
        life.wait(until: 1)
        #expect(life.firings.isEmpty)
        life.add(.renewalFailed(subscription: "club"), on: 30)
        life.add(.renewalFailed(subscription: "club"), on: 30.04)
        life.wait(until: 31)
        #expect(life.firings.count == 1)
        #expect(life.firings.first?.facts["since"] == .moment(Life.day(30)))
    }

    @Test func `a parcel that will be late is told when it is known, else when it is, and only once`() {
        let tripwire = Tripwire(
            name: "late", rule: .late(grace: .hours(6)), say: "late_parcel", coolDown: .hours(1))
        var life = Life(tripwire)
        life.add(.ordered(order: "1", promised: Life.day(3)), on: 0)
        life.add(.ordered(order: "2", promised: Life.day(3)), on: 0)
        life.add(.ordered(order: "3", promised: Life.day(4)), on: 0)
        life.add(.postponed(order: "1", promised: Life.day(5)), on: 1)
        #expect(life.firings.map(\.occasion) == ["1"])
        life.add(.delivered(order: "2"), on: 2.9)
        life.add(.delivered(order: "1"), on: 4.5)
        life.wait(until: 10)
        #expect(life.firings.map(\.occasion) == ["1", "3"])
        #expect(life.firings.last?.at == Life.day(4.25))
    }

    @Test func `a failing disk says what was observed and what to do; a mild one nothing`() {
        var life = Life(Tripwire(name: "disk", rule: .fault(severity: 3), say: "disk_failing", coolDown: .days(7)))
        let mild = DeviceFault(device: "disk1", code: "hot", suggestion: nil, severity: 1)
        let failing = DeviceFault(device: "disk1", code: "reallocated", suggestion: "SSD 2 TB", severity: 4)
        life.add(.fault(mild), on: 0)
        life.add(.fault(failing), on: 1)
        life.add(.fault(failing), on: 2)
        #expect(life.firings.count == 1)
        #expect(life.firings.first?.facts["observed"] == .text("reallocated"))
        #expect(life.firings.first?.facts["suggestion"] == .text("SSD 2 TB"))
    }

    @Test func `days of the relationship: after joining, before renewing, every year, after a purchase, unless moved`()
    {
        func tripwire(_ name: TripwireName, _ rule: MilestoneRule) -> Tripwire {
            Tripwire(name: name, rule: .milestone(rule), say: "hello", coolDown: .hours(1))
        }
        var life = Life(
            tripwire("tip", MilestoneRule("signed_up", offset: .days(3))),
            tripwire("year", MilestoneRule("signed_up", offset: .days(365), every: .days(365))),
            tripwire("renews", MilestoneRule("renews", offset: .days(-7))),
            tripwire("check", MilestoneRule("delivered", offset: .days(5))))
        life.add(.milestone("signed_up", on: Life.day(0)), on: 0)
        life.add(.milestone("renews", on: Life.day(30)), on: 0)
        life.add(.milestone("renews", on: Life.day(60)), on: 10)
        life.add(.delivered(order: "7"), on: 20)
        life.wait(until: 800)
        #expect(life.firings.map(\.tripwire) == ["tip", "check", "renews", "year", "year"])
        #expect(life.firings.map { Self.day($0.at) } == [3, 25, 53, 365, 730])
        // Known only late: what is over is not said, what comes is.
        life.add(.milestone("signed_up", on: Life.day(0)), on: 801, to: "old")
        life.wait(until: 1_100)
        #expect(life.firings.last.map { Self.day($0.at) } == 1_095)
        #expect(life.firings.last?.customer == "old" || life.firings.dropLast().last?.customer == "old")
    }

    @Test func `what is remembered has a bound, whatever moves a thousand times, is never closed or has no rule`() {
        let day = Tripwire(name: "renews", rule: .milestone(MilestoneRule("renews", offset: .days(-7))), say: "renews")
        let late = Tripwire(name: "late", rule: .late(grace: .hours(4)), say: "late", coolDown: .hours(1))
        let use = Tripwire(name: "use", rule: .usage(UsageRule(meter: "data")), say: "use")
        var life = Life(day, late, use)
        for number in 0..<10_000 {
            let now = Double(number) / 1_000
            life.add(.milestone("renews", on: Life.day(400 + Double(number) / 1_000)), on: now)
            life.add(.ordered(order: "o\(number)", promised: Life.day(500 + Double(number) / 1_000)), on: now)
            life.add(.used(meter: "meter \(number)", amount: 1), on: now)
        }
        #expect(life.machine.looksAhead <= 2 * 4_096)
        // The last word counts, the last orders are known, and the rule's own meter has its place.
        for day in 0..<60 {
            life.add(.used(meter: "data", amount: day < 50 ? 100 : 400), on: 11 + Double(day))
        }
        #expect(life.firings.map(\.tripwire) == ["use"])
        life.wait(until: 450)
        #expect(life.firings.dropFirst().map(\.occasion) == ["renews:\(Life.day(409.999).milliseconds):0"])
        life.wait(until: 600)
        #expect(life.firings.dropFirst(2).map(\.occasion) == ["o9968"])
    }

    @Test func `after each delivery, but not again within the cool-down`() {
        let check = Tripwire(
            name: "check", rule: .milestone(MilestoneRule("delivered", offset: .days(5))), say: "all_well",
            coolDown: .days(20))
        var life = Life(check)
        for day in [0.0, 1, 2, 19, 20, 21, 50] { life.add(.delivered(order: "\(day)"), on: day) }
        life.wait(until: 100)
        #expect(life.firings.map { Self.day($0.at) } == [5, 25, 55])
    }

    @Test func `a backtest says how often, to how many, and how rightly`() {
        var events: [CustomerEvent] = []
        for customer in 0..<20 {
            for month in 0..<6 {
                let isShock = month == 5 && customer < 5
                let total = Money(minor: isShock ? 9_000 : 3_000 + Int64(customer + month), currency: "EUR")
                events.append(
                    CustomerEvent(
                        id: "\(customer)/\(month)", customer: CustomerID("c\(customer)"),
                        at: Life.day(Double(month) * 30), source: "billing",
                        kind: .bill(Bill(number: "\(month)", total: total, lines: []))))
            }
        }
        events.sort { ($0.at, $0.id) < ($1.at, $1.id) }
        let labels = (0..<4).map { TripwireBacktest.Label(tripwire: "bill_shock", customer: CustomerID("c\($0)")) }
        let test = TripwireBacktest([Self.bill], over: events, labels: Set(labels))
        #expect(test.events == 120)
        #expect(test.firings == 5)
        #expect(test.mostInADay == 5)
        #expect(test.days == 151)
        #expect(test.lines.first?.precision == 0.8)
        #expect(test.lines.first?.recall == 1)
        #expect(test.lines.first?.samples.count == 3)
    }

    @Test func `a customer's card keeps what is newest, from whom, for as long as it holds, and nothing twice`() {
        var card = CustomerCard()
        func event(_ id: String, _ day: Double, _ kind: CustomerEvent.Kind) -> CustomerEvent {
            CustomerEvent(id: id, customer: "ann", at: Life.day(day), source: "crm", kind: kind)
        }
        card.take(event("1", 5, .attribute("plan", "gold", until: Life.day(9))))
        card.take(event("2", 4, .attribute("plan", "silver", until: nil)))
        #expect(card.attributes(at: Life.day(6))["plan"]?.value == "gold")
        #expect(card.attributes(at: Life.day(9)).isEmpty)
        for index in 0..<150 { card.take(event("v\(index)", Double(index), .visited("shop"))) }
        #expect(card.take(event("v149", 149, .visited("shop"))) == false)
        #expect(card.take(event("v0", 0, .visited("shop"))) == false)
        #expect(card.events.count == CustomerCard.reach)
    }

    private static func day(_ moment: Timestamp) -> Int {
        Int((moment - Life.start).milliseconds / 86_400_000)
    }

    private static func text(_ value: SlotValue, _ field: String) -> String {
        guard case .record(let record) = value, case .text(let text) = record[field] else { return "" }
        return text
    }

    private static func minor(_ value: SlotValue) -> Int64 {
        guard case .record(let record) = value, case .money(let money) = record["change"] else { return 0 }
        return money.minor
    }
}
