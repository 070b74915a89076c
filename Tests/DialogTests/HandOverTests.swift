import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct HandOverTests {
    /// Asked for a person while the order was asked for, and Ida took it.
    static func withIda() -> Chat {
        var chat = Chat()
        chat.say("refund", "refund")
        chat.say("a person please", "person")
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        return chat
    }

    @Test func `a person is one message away, inside a form too`() {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(chat.say("a person please", "person") == ["handover"])
        #expect(chat.lines.first?.text == "Over to Customer care.")
        #expect(chat.state.holder == .queue(chat.enqueued[0].id))
        #expect(chat.enqueued[0].reason == .asked)
        #expect(chat.state.epoch == SpeakerEpoch(1))
    }

    @Test func `an urgent word goes to its team at once`() {
        var chat = Chat()
        #expect(chat.say("My LAWYER will hear of this", "thanks") == ["handover"])
        #expect(chat.enqueued.first?.reason == .legalOrSafety)
        #expect(chat.enqueued.first?.team == "billing")
        #expect(chat.enqueued.first.map { $0.priority >= 10 } == true)
    }

    @Test func `a word inside another is not urgent`() {
        var chat = Chat()
        #expect(chat.say("lawyerly", "thanks") == ["you_are_welcome"])
    }

    @Test func `a customer of great value gets a person with the first request, once, and others get the bot`() {
        func chat(_ signed: [String: String]) -> Chat {
            Chat(Shop.playbook(vip: .init(value: 0.9, team: "billing")), identity: .signed, signed: signed)
        }
        var usual = chat(["value": "0.89"])
        #expect(usual.say("refund", "refund") == ["ask_order"])
        var claimed = Chat(Shop.playbook(vip: .init(value: 0.9, team: "billing")), context: ["value": "1"])
        #expect(claimed.say("refund", "refund") == ["ask_order"])

        var valued = chat(["value": "0.9"])
        #expect(valued.say("thanks", "thanks") == ["you_are_welcome"])
        #expect(valued.say("refund", "refund") == ["handover"])
        #expect(valued.enqueued.first.map { [$0.reason.rawValue, $0.team.rawValue] } == ["vip", "billing"])
        #expect(valued.handover.summary.contains("Here because: a customer of great value."))
        // The bot was chosen, so it serves.
        valued.take(.leftQueue(.chosen))
        #expect(valued.say("refund", "refund") == ["ask_order"])
        valued.say("a person please", "person")
        valued.take(.agentClaimed("ida", displayName: "Ida"))
        valued.take(.resolved("ida", outcome: "refunded"))
        #expect(valued.say("refund", "refund") == ["handover"])
    }

    @Test func `a furious message brings a person`() {
        var chat = Chat()
        #expect(chat.say("this is a joke", "refund", frustration: 0.95) == ["handover"])
        #expect(chat.enqueued.first?.reason == .frustrated)
    }

    @Test func `anger that stays brings a person, a single sharp word does not`() {
        var chat = Chat()
        var rounds = 0
        while chat.state.openEscalation == nil, rounds < 10 {
            chat.say("thanks for nothing \(rounds)", "thanks", frustration: 0.8)
            rounds += 1
        }
        #expect(chat.state.openEscalation?.reason == .frustrated)
        #expect(rounds == 6)
    }

    @Test func `in the queue the visitor is kept company at most every three minutes`() {
        var chat = Chat()
        chat.say("a person please", "person")
        #expect(chat.say("hello") == ["still_waiting"])
        #expect(chat.say("hello?") == [])
        chat.now = chat.now + .minutes(3)
        #expect(chat.say("anyone?") == ["still_waiting"])
    }

    @Test func `a worsening mood moves the conversation up under the same id`() throws {
        var chat = Chat()
        chat.say("a person please", "person")
        let before = try #require(chat.state.openEscalation)
        chat.say("this is unbearable", frustration: 0.9, urgency: 0.8)
        #expect(chat.enqueued.map(\.id) == [before.id])
        #expect(chat.enqueued[0].priority > before.priority)
        #expect(chat.enqueued[0].waitingSince == before.waitingSince)
        #expect(chat.state.epoch == SpeakerEpoch(1))
        chat.say("well, thanks")
        #expect(chat.enqueued.isEmpty)
    }

    @Test func `a claim has one winner`() throws {
        var chat = Chat()
        chat.say("a person please", "person")
        let id = try #require(chat.state.openEscalation?.id)
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        #expect(chat.effects == [.dequeue(id, claimedBy: "ida")])
        #expect(chat.state.agentName == "Ida")
        #expect(chat.lines.isEmpty)
        chat.take(.agentClaimed("omar", displayName: "Omar"))
        #expect(chat.refusal == .alreadyClaimed(by: "ida"))
    }

    @Test func `what does not wait cannot be claimed`() {
        var chat = Chat()
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        #expect(chat.refusal == .notWaiting)
    }

    @Test func `while an agent holds it the bot is silent, and still understands`() {
        var chat = HandOverTests.withIda()
        #expect(chat.say("where is my order", "order_status", frustration: 0.99) == [])
        #expect(chat.last.contains { if case .understood = $0.event { true } else { false } })
        #expect(chat.effects.isEmpty)
        chat.take(.agentSaid("ida", text: "Let me look"))
        chat.take(.agentSaid("omar", text: "Me too"))
        #expect(chat.refusal == .notYours)
    }

    @Test func `a result that comes in while an agent holds it is a fact and a note`() throws {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        chat.say("a person please", "person")
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        #expect(try chat.answer("orders.status", .done(["state": .text("shipped")])) == [])
        #expect(chat.state.slots["state"] == .text("shipped"))
        #expect(chat.last.contains { if case .noted(_, .stale) = $0.event { true } else { false } })
        #expect(chat.take(.handedBack("ida", note: "")) == ["handed_back", "resume", "status"])
    }

    @Test func `handed back, the interrupted step asks its question again`() {
        var chat = HandOverTests.withIda()
        #expect(chat.take(.handedBack("ida", note: "go on")) == ["handed_back", "resume", "ask_order"])
        #expect(chat.state.holder == .bot)
        #expect(chat.state.epoch == SpeakerEpoch(3))
        #expect(chat.say("10042", entities: [order("10042")]) == ["ask_email"])
    }

    @Test func `handed back without a flow, the bot only says that it is there`() {
        var chat = Chat()
        chat.say("a person please", "person")
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        #expect(chat.take(.handedBack("ida", note: "")) == ["handed_back"])
    }

    @Test func `old anger does not call a person again`() {
        var chat = Chat()
        chat.say("this is a joke", frustration: 0.95)
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        chat.say("you are all useless", frustration: 0.95)
        chat.take(.handedBack("ida", note: "calmed down"))
        #expect(chat.state.mood.frustration == 0)
        #expect(chat.say("thanks", "thanks") == ["you_are_welcome"])
    }

    @Test func `a lost agent's conversation waits on from where it stood`() throws {
        var chat = Chat()
        chat.say("a person please", "person")
        let before = try #require(chat.state.openEscalation)
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        chat.now = chat.now + .minutes(20)
        #expect(chat.take(.agentLost("ida")) == ["agent_lost"])
        let after = try #require(chat.state.openEscalation)
        #expect(after.waitingSince == before.waitingSince)
        #expect(after.reason == .agentLost)
        #expect(after.priority >= before.priority)
        #expect(chat.enqueued == [after])
        chat.take(.agentSaid("ida", text: "I am back"))
        #expect(chat.refusal == .notYours)
    }

    @Test func `resolved asks for stars, once for each resolution`() {
        var chat = HandOverTests.withIda()
        chat.take(.rated(stars: 5, comment: ""))
        #expect(chat.refusal == .nothingToRate)
        #expect(chat.take(.resolved("ida", outcome: "done")) == ["rate"])
        #expect(chat.state.holder == .nobody)
        #expect(chat.state.stack.isEmpty)
        chat.take(.rated(stars: 6, comment: ""))
        #expect(chat.refusal == .invalidRating)
        #expect(chat.take(.rated(stars: 5, comment: "kind")) == ["rated"])
        chat.take(.rated(stars: 1, comment: ""))
        #expect(chat.refusal == .alreadyRated)
    }

    @Test func `a word after the resolution opens a new segment with the bot`() {
        var chat = HandOverTests.withIda()
        chat.take(.resolved("ida", outcome: "done"))
        let epoch = chat.state.epoch
        #expect(chat.say("I want a refund", "refund") == ["ask_order"])
        #expect(chat.state.holder == .bot)
        #expect(chat.state.epoch == epoch.next)
    }

    @Test func `who comes back within a week since it is not solved stands before newcomers`() throws {
        var newcomer = HandOverTests.withIda()
        let usual = try #require(newcomer.state.lastEscalation?.priority)
        newcomer.take(.resolved("ida", outcome: "done"))
        var late = newcomer
        newcomer.say("It isn't solved", choice: .person)
        #expect(try #require(newcomer.state.lastEscalation?.priority) > usual)
        late.now = late.now + .days(8)
        late.say("It isn't solved", choice: .person)
        #expect(late.state.lastEscalation?.priority == usual)
    }

    @Test func `a message that failed three times is kept, and a person looks`() {
        var chat = Chat()
        #expect(
            chat.take(.turnFailed(text: "\u{0}", choice: nil, reason: "timed out")) == ["fault", "handover"])
        #expect(chat.enqueued.first?.reason == .fault)
        #expect(chat.last.first?.event == .visitorSaid(text: "\u{0}", choice: nil))
    }

    @Test func `the first event of a turn is the one the input became`() {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(chat.last.first?.sender == .visitor)
        chat.say("a person please", "person")
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        chat.take(.agentSaid("ida", text: "Hello"))
        #expect(chat.last.map(\.sender) == [.agent("ida")])
    }

    @Test func `nothing comes before the opening, and nothing opens twice`() throws {
        let machine = DialogMachine(playbook: Shop.playbook())
        let outcome = machine.step(
            DialogState(conversation: "c"), .visitorSaid(text: "hi", choice: nil, interpretation: .nothing),
            at: Timestamp(milliseconds: 0))
        #expect(outcome.refusal == .notOpen)
        var chat = Chat()
        chat.take(.opened(try #require(chat.state.opening)))
        #expect(chat.refusal == .alreadyOpen)
    }
}
