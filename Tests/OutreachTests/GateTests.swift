import Outreach
import PlaybookModel
import Testing
import Vocabulary

@Suite struct GateTests {
    private let gate = OutreachGate()
    /// Noon in UTC.
    private let noon = Life.day(10.5)

    private func decide(
        _ person: Person, for purpose: Purpose = .service, at moment: Timestamp? = nil
    ) -> OutreachDecision {
        gate.decide(purpose, topics: ["refund"], expires: Life.day(14), for: person, at: moment ?? noon)
    }

    @Test func `by day, with consent, by the channel that is liked`() {
        #expect(decide(Person(id: "ann", channels: [.mail, .widget])) == .send(.mail))
        #expect(decide(Person(id: "ann"), for: .marketing) == .drop(.noConsent))
        #expect(decide(Person(id: "ann", consents: [])) == .drop(.noConsent))
        #expect(decide(Person(id: "ann", channels: [])) == .drop(.noChannel))
    }

    @Test func `at night it waits for the morning where the person lives`() {
        let auckland = ZoneOffsets(initial: .hours(13))
        #expect(decide(Person(id: "ann", clock: auckland)) == .hold(until: noon + .hours(7), .quietHours))
        let denver = ZoneOffsets(initial: .hours(-7))
        #expect(decide(Person(id: "ann", clock: denver)) == .hold(until: noon + .hours(3), .quietHours))
        #expect(decide(Person(id: "ann", clock: denver), at: noon + .hours(3)) == .send(.widget))
    }

    @Test func `the morning comes an hour earlier when the clock is set forward in the night`() {
        // Berlin, night of 29 March 2026; 22:00 on the wall is 21:00 UTC, 8:00 is 6:00 UTC.
        let change = Timestamp(milliseconds: 1_774_746_000_000)
        let berlin = ZoneOffsets(initial: .hours(1), changes: [.init(from: change, offset: .hours(2))])
        let evening = Timestamp(milliseconds: change.milliseconds - 4 * 3_600_000)
        let decision = gate.decide(
            .service, topics: [], expires: nil, for: Person(id: "ann", clock: berlin), at: evening)
        #expect(decision == .hold(until: evening + .hours(9), .quietHours))
    }

    @Test func `not more than one a day and three a week, but an incident is told`() {
        let today = Person(id: "ann", sent: [noon + .hours(-5)])
        #expect(decide(today) == .hold(until: noon + .hours(19), .cap))
        #expect(decide(today, for: .incident) == .send(.widget))
        let week = Person(id: "ann", sent: [Life.day(4), Life.day(6), Life.day(8)])
        #expect(decide(week) == .hold(until: Life.day(11), .cap))
        let full = Person(id: "ann", sent: [Life.day(8), Life.day(9), Life.day(9.4)])
        #expect(decide(full) == .drop(.stale))
    }

    @Test func `who talks to us about it is told there, at any hour and without an address`() {
        let open = Person.OpenConversation(conversation: "c7", topics: ["delivery", "refund"])
        let person = Person(id: "ann", consents: [], channels: [], conversations: [open])
        #expect(decide(person, at: Life.day(11.1)) == .post("c7"))
        let other = Person(
            id: "ann", consents: [.marketing, .service],
            conversations: [Person.OpenConversation(conversation: "c7", topics: ["delivery"])])
        #expect(decide(other) == .send(.widget))
        #expect(decide(other, for: .marketing) == .hold(until: noon + .days(1), .cap))
    }

    @Test func `what comes too late is not said`() {
        #expect(decide(Person(id: "ann"), at: Life.day(15)) == .drop(.stale))
    }

    @Test func `something is offered only when all is settled and well`() {
        let person = Person(id: "ann", consents: [.marketing])
        let busy = Person(
            id: "ann", consents: [.marketing],
            conversations: [Person.OpenConversation(conversation: "c", topics: [])])
        func obstacle(
            isSettled: Bool = true, mood: Double? = 0.5, stars: Int? = 5, contacts: Int = 1, before: TimeSpan = .days(1)
        ) -> Opportunity.Obstacle? {
            let contact = Person.Contact(
                at: noon, isSettled: isSettled, mood: mood, stars: stars, thisQuarter: contacts)
            let person = Person(id: "ann", consents: [.marketing], lastContact: contact)
            return Opportunity().obstacle(to: person, at: noon + before)
        }
        #expect(Opportunity().obstacle(to: person, at: noon) == nil)
        #expect(obstacle() == nil)
        #expect(obstacle(mood: nil, stars: nil) == nil)
        #expect(obstacle(isSettled: false) == .notResolved)
        #expect(obstacle(mood: -0.2) == .badMood)
        #expect(obstacle(stars: 3) == .badRating)
        #expect(obstacle(contacts: 9) == .tooManyContacts)
        #expect(obstacle(mood: -0.2, before: .days(15)) == nil)
        #expect(Opportunity().obstacle(to: busy, at: noon) == .open)
        let angry = Person(
            id: "ann", consents: [.marketing, .service],
            lastContact: Person.Contact(at: noon, isSettled: true, mood: -0.9))
        #expect(decide(angry, for: .marketing) == .drop(.discontent))
        #expect(decide(angry, for: .service) == .send(.widget))
    }
}
