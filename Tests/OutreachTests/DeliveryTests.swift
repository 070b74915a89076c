import Outreach
import PlaybookModel
import Testing
import Vocabulary

@Suite struct DeliveryTests {
    private static func firing(_ occasion: String, of customer: CustomerID = "ann", at day: Double = 0) -> Firing {
        var life = Life(Tripwire(name: "disk", rule: .fault(severity: 1), say: "disk_fault", coolDown: .seconds(0)))
        let fault = DeviceFault(device: occasion, code: "smart", suggestion: nil, severity: 3)
        life.add(.fault(fault), on: day, to: customer)
        return life.firings[0]
    }

    @Test func `the same occasion is said once, however often it is fired`() {
        var book = OutreachBook()
        let firing = Self.firing("d1")
        book.apply(.fired(firing), at: Life.day(0))
        book.apply(.decided(firing.key, .outreach(.mail)), at: Life.day(0))
        book.apply(.settled(firing.key, delivered: true), at: Life.day(0))
        book.apply(.fired(firing), at: Life.day(1))
        #expect(book.open.isEmpty)
        #expect(book.knows(firing.key))
        #expect(book.counts.fired == 1)
    }

    @Test func `what was decided and not settled is still to be done; what is held comes back at its time`() {
        var book = OutreachBook()
        let (one, other) = (Self.firing("d1"), Self.firing("d2"))
        for firing in [one, other] { book.apply(.fired(firing), at: Life.day(0)) }
        book.apply(.decided(one.key, .thread("c1")), at: Life.day(0))
        book.apply(.held(other.key, until: Life.day(0.5), .quietHours), at: Life.day(0))
        #expect(book.pending.map(\.firing.key) == [one.key])
        #expect(book.due(at: Life.day(0.4), limit: 10).isEmpty)
        #expect(book.nextDue == Life.day(0.5))
        #expect(book.due(at: Life.day(0.5), limit: 10).map(\.firing.key) == [other.key])
    }

    @Test func `what somebody was sent counts for a week, and an answer is one to the last of it`() {
        var book = OutreachBook()
        let firing = Self.firing("d1")
        book.apply(.fired(firing), at: Life.day(0))
        book.apply(.decided(firing.key, .outreach(.mail)), at: Life.day(0))
        #expect(book.sent(to: "ann", at: Life.day(6)) == [Life.day(0)])
        #expect(book.sent(to: "ann", at: Life.day(7)).isEmpty)
        #expect(book.told("ann", at: Life.day(6))?.firing == firing)
        #expect(book.told("ann", at: Life.day(8)) == nil)
    }

    @Test func `a person is written to where they like it, where there is an address, and about what they agreed to`() {
        var book = CustomerBook()
        func set(_ name: String, _ value: String, _ id: String) {
            let kind = CustomerEvent.Kind.attribute(name, value, until: nil)
            #expect(
                book.take(CustomerEvent(id: id, customer: "ann", at: Life.day(0), source: "crm", kind: kind)) == true)
        }
        func person(refused: Set<Purpose> = []) -> Person {
            book.person(
                "ann", at: Life.day(1), clock: .utc, channels: [.mail, .widget, .text], refused: refused,
                conversations: [], sent: [])
        }
        #expect(person().channels == [.widget])
        set("email", "ann@example.com", "1")
        #expect(person().channels == [.mail, .widget])
        set("phone", "+441", "2")
        #expect(person().channels == [.mail, .widget])
        set("channels", "text, widget", "3")
        #expect(person().channels == [.text, .widget])
        #expect(person().consents == [.service, .incident])
        set("consent_marketing", "yes", "4")
        #expect(person().consents == [.service, .incident, .marketing])
        #expect(person(refused: [.marketing, .service]).consents == [.incident])
    }

    @Test func `events of the world are read by their type, and nothing is guessed`() {
        func read(_ type: String, _ data: [String: SlotValue]) -> WorldEvent? {
            WorldEvent(
                type: type, subject: "ann", id: "s/1", source: "s", at: Life.day(0), data: .record(data))
        }
        func kind(_ type: String, _ data: [String: SlotValue]) -> CustomerEvent.Kind? {
            guard case .customer(let event)? = read("dev.warmline." + type, data) else { return nil }
            return event.kind
        }
        let line: SlotValue = .record(["label": .text("Roaming"), "minor": .integer(1_200)])
        #expect(
            kind(
                "bill.issued",
                [
                    "number": .text("b1"), "currency": .text("GBP"), "total_minor": .integer(1_200),
                    "lines": .list([line]),
                ])
                == .bill(
                    Bill(
                        number: "b1", total: Money(minor: 1_200, currency: "GBP"),
                        lines: [Bill.Line(label: "Roaming", minor: 1_200)])))
        #expect(kind("bill.issued", ["number": .text("b1")]) == nil)
        #expect(
            kind("order.placed", ["order": .text("1"), "promised": .text("2026-01-02T09:30:00+01:00")])
                == .ordered(order: "1", promised: Life.day(1) + .minutes(510)))
        #expect(kind("order.placed", ["order": .text("1"), "promised": .text("soon")]) == nil)
        #expect(
            kind("device.fault", ["device": .text("d"), "code": .text("c"), "severity": .integer(99)])
                == .fault(DeviceFault(device: "d", code: "c", suggestion: nil, severity: 5)))
        #expect(kind("contact.made", ["conversation": .text("call 7")]) == .contacted("call 7"))
        #expect(kind("contact.made", [:]) == .contacted("s/1"))
        #expect(read("dev.warmline.monitor.down", [:]) == .monitor("ann", isUp: false, at: Life.day(0)))
        #expect(
            read("dev.warmline.incident.affected", ["customers": .list([.text("a"), .text("b")])])
                == .affected("ann", ["a", "b"]))
        #expect(read("dev.warmline.incident.affected", ["customers": .list([.integer(1)])]) == nil)
        #expect(read("com.example.bill.issued", [:]) == nil)
    }

    @Test func `what a machine remembers goes on under rules in another order`() {
        let oil = Tripwire(
            name: "oil", rule: .overdue(OverdueRule(of: .visit("oil"), factor: 1.3, after: 3)), say: "come_by")
        let late = Tripwire(name: "late", rule: .late(grace: .hours(4)), say: "late")
        var life = Life(oil, late)
        for day in [0.0, 90, 180] { life.add(.visited("oil"), on: day) }
        life.add(.ordered(order: "1", promised: Life.day(190)), on: 181)
        #expect(life.firings.isEmpty)
        var again = TripwireMachine([late, oil], from: life.machine.image)
        let firings = again.advance(to: Life.day(400))
        #expect(firings == life.machine.advance(to: Life.day(400)))
        #expect(firings.map(\.tripwire) == ["late", "oil"])
        var without = TripwireMachine([oil], from: life.machine.image)
        #expect(without.advance(to: Life.day(400)).isEmpty)
    }

    @Test func `who asks about an incident is told at once, before anybody has said go, and not again`() {
        let machine = CampaignMachine()
        var state = CampaignState()
        func give(_ input: CampaignInput, at moment: Timestamp = Life.day(1)) -> CampaignOutcome {
            let outcome = machine.step(state, input, at: moment)
            for record in outcome.records { state.apply(record, at: moment) }
            return outcome
        }
        _ = give(
            .open(
                CampaignPlan(
                    id: "i", title: "Down", topics: ["outage"], purpose: .incident, notice: "n", update: "u", fixed: "f"
                )
            ))
        _ = give(.affect(["k1", "k2"]))
        #expect(give(.answer("k1", "c1", isTold: false)).tellings.map(\.way) == [.thread("c1")])
        #expect(give(.answer("k1", "c1", isTold: false)).records.isEmpty)
        #expect(give(.answer("k3", "c3", isTold: true)).tellings.count == 1)
        #expect(state.pending.map(\.customer) == ["k1"])
        #expect(state.others(than: "k1") == 1)
        _ = give(.go(by: "ada"))
        let next = state.next(10, at: Life.day(1), machine.gate.limits)
        #expect(next == ["k2"])
    }
}
