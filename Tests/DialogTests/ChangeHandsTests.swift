import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct ChangeHandsTests {
    private static let later = Timestamp(milliseconds: 1_900_000_000_000)

    @Test func `a transfer waits on at the old age, with the note, for the team it was meant for`() throws {
        var chat = HandOverTests.withIda()
        let before = try #require(chat.state.lastEscalation)
        chat.take(.transferred("ida", to: "billing", note: "Card was charged twice."))
        let escalation = try #require(chat.state.openEscalation)
        #expect(escalation.reason == .transferred)
        #expect(escalation.team == "billing")
        #expect(escalation.waitingSince == before.waitingSince)
        #expect(escalation.priority >= before.priority)
        #expect(chat.enqueued.last == escalation)
    }

    @Test func `only the holder passes a conversation on`() {
        var chat = HandOverTests.withIda()
        let before = chat.state
        chat.take(.transferred("sam", to: nil, note: ""))
        #expect(chat.state == before)
    }

    @Test func `a supervisor takes over, and the one who had it may speak no more`() {
        var chat = HandOverTests.withIda()
        let epoch = chat.state.epoch
        chat.take(.takenOver("grace", displayName: "Grace"))
        #expect(chat.state.holder == .agent("grace"))
        #expect(chat.state.agentName == "Grace")
        #expect(chat.state.epoch == epoch.next)
        let taken = chat.state
        chat.take(.agentSaid("ida", text: "wait"))
        #expect(chat.state == taken)
    }

    @Test func `who leaves the queue is back at the question that was interrupted`() {
        var chat = Chat()
        chat.say("refund", "refund")
        chat.say("a person please", "person")
        #expect(chat.take(.leftQueue(.chosen)) == ["left_queue", "resume", "ask_order"])
        #expect(chat.state.holder == .bot)
        #expect(chat.state.openEscalation == nil)
        let after = chat.state
        chat.take(.leftQueue(.chosen))
        #expect(chat.state == after)
    }

    @Test func `a visitor ends it wherever they are, whoever they were with is free, and they may rate it once`() throws
    {
        var waiting = Chat()
        waiting.say("refund", "refund")
        waiting.say("a person please", "person")
        let escalation = try #require(waiting.enqueued.first)
        #expect(waiting.take(.visitorEnded) == [])
        #expect(waiting.effects.contains(.dequeue(escalation.id, claimedBy: nil)))
        #expect(waiting.state.holder == .nobody)

        var held = HandOverTests.withIda()
        held.take(.visitorEnded)
        let ended = held.events { if case .agentLeft("ida", .resolved, _) = $0 { true } else { false } }
        #expect(ended.map(\.sender) == [.visitor])
        #expect(held.state.stack.isEmpty)
        let over = held.state
        #expect(held.take(.visitorEnded) == [] && held.refusal == .notWaiting)
        #expect(held.state == over)
        held.take(.rated(stars: 5, comment: ""))
        held.take(.rated(stars: 1, comment: ""))
        #expect(held.state.rating == .rated(stars: 5))
        // The bot is there again for the next word.
        #expect(held.say("refund", "refund") == ["ask_order"])
    }

    @Test func `a flow that did something for good asks before the visitor ends it, another is left`() throws {
        var asked = Chat()
        asked.say("refund", "refund")
        #expect(asked.take(.visitorEnded) == ["cancelled"])
        #expect(asked.state.endings["refund"]?.outcome == "cancelled")
        var running = try FlowTests.refundAtReason()
        try running.press("It is damaged")
        try running.press("Yes")
        #expect(running.called.map(\.action) == ["refunds.create"])
        #expect(running.take(.visitorEnded) == ["working"])
        #expect(running.state.holder == .bot)
        #expect(!running.state.stack.isEmpty)
    }

    @Test func `at the time that was chosen a person is called for`() {
        var chat = Chat()
        chat.say("a person please", "person")
        chat.take(.leftQueue(.closed(opens: Self.later, callbacks: [Self.later])))
        chat.take(.callbackBooked(at: Self.later))
        #expect(chat.state.holder == .bot)
        chat.take(.timerFired(TimerID("\(chat.state.conversation.rawValue)/callback")))
        #expect(chat.state.openEscalation?.reason == .asked)
    }
}
