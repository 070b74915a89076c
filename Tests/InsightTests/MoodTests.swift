import Insight
import Testing
import Vocabulary

@Suite struct MoodTests {
    private struct Talk {
        var watch = MoodWatch(features: ["pay": "checkout"], segments: ["plan"])
        var bad: [BadMood] = []
        private var seq = 0

        mutating func write(_ event: Event, on minute: Double, in conversation: ConversationID = "c1") {
            seq += 1
            let record = EventRecord(
                seq: SequenceNumber(seq), at: ServiceLog.at(minute), sender: .visitor, cmid: nil, event: event)
            if let mood = watch.take(record, in: conversation) { bad.append(mood) }
        }

        mutating func says(_ text: String, _ frustration: Double, on minute: Double) {
            write(.visitorSaid(text: text, choice: nil), on: minute)
            write(
                .understood(
                    Interpretation(
                        intents: [Scored("pay", confidence: 1)], band: .act, articles: [], entities: [],
                        sentiment: Sentiment(valence: 0, frustration: frustration, urgency: 0, words: []))),
                on: minute)
        }
    }

    @Test func `a mood turns bad once, under the intent, its feature and the visitor's segment`() {
        var talk = Talk()
        let opening = Opening(
            visitor: "v", channel: "widget", playbook: "p", locale: "en", context: [:], signed: ["plan": "gold"])
        talk.write(.opened(opening), on: 0)
        talk.says("it fails", 0.9, on: 1)
        talk.says("again", 0.9, on: 2)
        #expect(talk.bad.count == 1)
        #expect(talk.bad.first?.keys == [.intent("pay"), .feature("checkout"), .segment("plan:gold")])
        #expect(talk.bad.first?.words == "it fails")
        talk.write(.resolved(outcome: "done", epoch: .first), on: 3)
        talk.says("it fails", 0.9, on: 4)
        #expect(talk.bad.count == 2)
    }

    @Test func `one sharp word among friendly ones is no bad mood; mishaps make it one, a success takes them back`() {
        var friendly = Talk()
        friendly.says("hello", 0.1, on: 0)
        friendly.says("hm!", 0.9, on: 1)
        #expect(friendly.bad.isEmpty)
        friendly.write(.fellBack(rung: 1), on: 2)
        friendly.write(.fellBack(rung: 2), on: 3)
        friendly.says("no", 0.4, on: 4)
        #expect(friendly.bad.count == 1)

        var helped = Talk()
        helped.says("hello", 0.4, on: 0)
        helped.write(.fellBack(rung: 1), on: 1)
        helped.write(.fellBack(rung: 2), on: 2)
        helped.write(.actionFinished(EffectID(conversation: "c1", turn: .start, index: 0), .done([:])), on: 3)
        helped.says("no", 0.4, on: 4)
        #expect(helped.bad.isEmpty)
    }

    @Test func `a tag given to somebody who is angry already counts under the tag, once`() {
        var talk = Talk()
        talk.says("the button is dead", 0.9, on: 0)
        talk.write(.tagged("checkout", .confirmed), on: 5)
        #expect(talk.bad.count == 2)
        talk.write(.tagged("checkout", .confirmed), on: 6)
        #expect(talk.bad.map(\.keys) == [[.intent("pay"), .feature("checkout")], [.tag("checkout")]])
        #expect(talk.bad.last?.words == "the button is dead")

        var calm = Talk()
        calm.write(.tagged("checkout", .confirmed), on: 0)
        calm.says("the button is dead", 0.1, on: 1)
        #expect(calm.bad.isEmpty)
        calm.says("for the third time", 1, on: 2)
        calm.says("hello?", 1, on: 3)
        calm.says("hello?", 1, on: 4)
        #expect(calm.bad.map(\.keys) == [[.tag("checkout"), .intent("pay"), .feature("checkout")]])
    }

    @Test func `conversations that are over are not kept`() {
        var talk = Talk()
        for index in 0..<2_000 {
            talk.write(.visitorSaid(text: "", choice: nil), on: Double(index) * 60, in: ConversationID("c\(index)"))
        }
        #expect(talk.watch.followed <= 56)
    }

    @Test func `every figure has a name, a unit and a meaning of its own, and a value or nothing`() {
        var log = ServiceLog()
        let empty = log.tally(at: 0)
        #expect(Figure.allCases.compactMap { $0.value(of: empty) } == [0, 0])
        log.opens(at: 0)
        log.says("refund", at: 0)
        log.bot(at: 0.05)
        log.escalates(at: 1)
        log.joins(at: 2)
        log.agent(at: 3)
        log.resolves(at: 10)
        log.rates(4, at: 11)
        let tally = log.tally(at: 12)
        #expect(Figure.firstAcknowledgement.value(of: tally) == 3)
        #expect(Figure.firstResponse.value(of: tally) == 180)
        #expect(Figure.resolution.value(of: tally) == 600)
        #expect(Figure.satisfaction.value(of: tally) == 1)
        #expect(Figure.responseRate.value(of: tally) == 1)
        #expect(Figure.abandonment.value(of: tally) == 0)
        #expect(Figure.containment.value(of: tally) == nil)
        #expect(Set(Figure.allCases.map(\.meaning)).count == Figure.allCases.count)
    }
}
