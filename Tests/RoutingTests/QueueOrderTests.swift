import Routing
import Testing
import Vocabulary

@Suite struct QueueOrderTests {
    let start = Timestamp(milliseconds: 1_767_600_000_000)

    func escalation(_ id: EscalationID, priority: Double, after wait: TimeSpan) -> Escalation {
        Escalation(id: id, reason: .asked, team: "support", priority: priority, waitingSince: start + wait)
    }

    @Test func `higher priority is served earlier, and among equals who waits longer`() {
        let waiting = [
            escalation("late", priority: 1, after: .seconds(60)), escalation("early", priority: 1, after: .seconds(0)),
            escalation("angry", priority: 3, after: .seconds(90)),
        ]
        let order = QueueOrder()
        #expect(order.ordered(waiting).map(\.id) == ["angry", "early", "late"])
        #expect(waiting.map { order.position(of: $0.id, among: waiting) } == [3, 2, 1])
        #expect(order.position(of: "gone", among: waiting) == nil)
    }

    @Test func `nobody starves: newcomers overtake only those who have waited less than their lead is worth`() {
        let order = QueueOrder(ageing: .minutes(5))
        let patient = escalation("patient", priority: 0, after: .seconds(0))
        let ahead = escalation("ahead", priority: 2, after: .minutes(9))
        let behind = escalation("behind", priority: 2, after: .minutes(11))
        #expect(order.ordered([patient, ahead, behind]).map(\.id) == ["ahead", "patient", "behind"])
    }

    @Test func `waiting changes nobody's place`() {
        let order = QueueOrder()
        let one = escalation("one", priority: 1, after: .seconds(0))
        let other = escalation("other", priority: 2, after: .minutes(4))
        for wait in [TimeSpan.minutes(5), .hours(1), .days(30)] {
            #expect(order.rank(of: other, at: start + wait) > order.rank(of: one, at: start + wait))
        }
    }

    @Test func `the same rank is ordered by name, so that every node shows one order`() {
        let twins = [
            escalation("b", priority: 1, after: .seconds(0)), escalation("a", priority: 1, after: .seconds(0)),
        ]
        #expect(QueueOrder().ordered(twins).map(\.id) == ["a", "b"])
    }

    @Test func `the guess at a wait counts rounds of the agents who are there`() {
        #expect(NaiveWait(agents: 2, handling: .minutes(6)).wait(at: 3) == .minutes(12))
        #expect(NaiveWait(agents: 0).wait(at: 1) == nil)
    }
}
