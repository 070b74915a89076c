import Outreach
import PlaybookModel
import Testing
import Vocabulary

@Suite struct CareTests {
    private struct Case {
        var book = CareBook()
        var alarms: [CareAlarm] = []
        private var seq = 0

        mutating func write(_ event: Event, by sender: Sender = .bot, on day: Double) {
            seq += 1
            alarms += book.take(
                EventRecord(seq: SequenceNumber(seq), at: Life.day(day), sender: sender, cmid: nil, event: event),
                in: "c1")
        }

        mutating func opens(on day: Double) {
            write(
                .opened(Opening(visitor: "v1", channel: "widget", playbook: "p", locale: "en", context: [:])), on: day)
            write(.visitorSaid(text: "…", choice: nil), by: .visitor, on: day)
            write(
                .understood(
                    Interpretation(
                        intents: [Scored("refund", confidence: 1)], band: .act, articles: [], entities: [],
                        sentiment: .neutral)), on: day)
        }

        mutating func escalates(on day: Double) {
            let escalation = Escalation(
                id: "e", reason: .asked, team: "t", priority: 0, waitingSince: Life.day(day))
            write(.escalated(escalation, epoch: .first), on: day)
        }

        mutating func wait(until day: Double) { alarms += book.advance(to: Life.day(day)) }
    }

    @Test func `a promise alarms before it is broken, and not when it was kept`() {
        var kept = Case()
        kept.opens(on: 0)
        kept.write(.promised(text: "by noon", until: Life.day(0.5)), on: 0)
        kept.write(.agentSaid(text: "done", epoch: .first), by: .agent("ada"), on: 0.3)
        kept.wait(until: 2)
        #expect(kept.alarms.isEmpty)

        var broken = Case()
        broken.opens(on: 0)
        broken.write(.promised(text: "by noon", until: Life.day(0.5)), on: 0)
        broken.wait(until: 0.49)
        #expect(broken.alarms == [.promiseSoon("c1", text: "by noon", until: Life.day(0.5))])
        broken.wait(until: 0.5)
        #expect(broken.alarms.count == 1)
        broken.wait(until: 0.6)
        #expect(broken.alarms.last == .promiseBroken("c1", text: "by noon", until: Life.day(0.5)))
    }

    @Test func `an open case is never silent for a day; a closed one may be`() {
        var open = Case()
        open.opens(on: 0)
        open.escalates(on: 0)
        open.write(.agentSaid(text: "looking", epoch: .first), by: .agent("ada"), on: 0.5)
        open.wait(until: 1.4)
        #expect(open.alarms.isEmpty)
        open.wait(until: 1.5)
        #expect(open.alarms == [.silence("c1", since: Life.day(0.5))])
        open.wait(until: 2.4)
        #expect(open.alarms.count == 1)
        open.wait(until: 2.5)
        #expect(open.alarms.count == 2)
        open.write(.resolved(outcome: "done", epoch: .first), by: .agent("ada"), on: 2.6)
        open.wait(until: 9)
        #expect(open.alarms.count == 3)
        #expect(open.book.followed == 0)
    }

    @Test func `a day after a person closed a case somebody asks, unless the visitor is back; not fixed comes first`() {
        var closed = Case()
        closed.opens(on: 0)
        closed.escalates(on: 0)
        closed.write(.resolved(outcome: "refunded", epoch: .first), by: .agent("ada"), on: 0.5)
        closed.wait(until: 1.49)
        #expect(closed.alarms.isEmpty)
        closed.wait(until: 1.5)
        #expect(
            closed.alarms == [.followUp("c1", "v1", about: "refund", outcome: "refunded", resolved: Life.day(0.5))])
        #expect(closed.book.answered(isFixed: false) == 10)
        #expect(closed.book.answered(isFixed: true) == nil)

        var back = Case()
        back.opens(on: 0)
        back.write(.resolved(outcome: "refunded", epoch: .first), by: .agent("ada"), on: 0.5)
        back.write(.visitorSaid(text: "still broken", choice: nil), by: .visitor, on: 1)
        back.wait(until: 5)
        #expect(back.alarms.isEmpty)
    }

    @Test func `talks with the bot alone are not kept`() {
        var book = CareBook()
        for index in 0..<1_000 {
            let record = EventRecord(
                seq: SequenceNumber(1), at: Life.day(Double(index)), sender: .visitor, cmid: nil,
                event: .visitorSaid(text: "hi", choice: nil))
            _ = book.take(record, in: ConversationID("c\(index)"))
        }
        #expect(book.followed <= 2)
    }
}
