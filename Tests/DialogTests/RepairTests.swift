import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct RepairTests {
    @Test func `a question in the middle is answered from its article, then the flow's is asked again`() {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(chat.say("how long does it take", articles: [.refunds]) == [Shop.passage, "resume", "ask_order"])
        #expect(chat.lines[0].citation?.article == "refunds")
        #expect(chat.lines[1].text == "Back to your refund.")
        #expect(chat.say("10042", entities: [order("10042")]) == ["ask_email"])
    }

    @Test func `another flow in the middle runs, and gives back what it changed`() throws {
        var chat = try FlowTests.refundAtReason()
        chat.say("where is order 10043?", "order_status", entities: [order("10043")])
        #expect(chat.called.first?.arguments == ["order": .text("10043")])
        #expect(
            try chat.answer("orders.status", .done(["state": .text("shipped")])) == ["status", "resume", "ask_reason"])
        #expect(chat.state.slots["order"] == .text("10042"))
        try chat.press("It is damaged")
        #expect(chat.lines.first?.text == "Refund £49.90 for 10042 to 4242?")
    }

    @Test func `nothing a digression says fills the slot that was asked`() throws {
        var chat = Chat()
        chat.say("refund", "refund")
        chat.say("where is order 10043?", "order_status", entities: [order("10043")])
        #expect(
            try chat.answer("orders.status", .done(["state": .text("shipped")])) == ["status", "resume", "ask_order"])
        #expect(chat.state.slots["order"] == nil)
    }

    @Test func `an answer that sounds like another intent is still an answer`() throws {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(chat.say("it's order 10042", "order_status", 0.9, entities: [order("10042")]) == ["ask_email"])
        #expect(chat.state.stack.map(\.flow) == ["refund", "owner_of_order"])
    }

    @Test func `one of the options is an answer, whatever else its words sound like`() throws {
        var chat = try FlowTests.refundAtReason()
        let said = chat.say(
            "well it came with a badly broken lid", "order_status", entities: [("reason", .text("damaged"))])
        #expect(said == ["confirm_refund"])
    }

    @Test func `a yes with a question in it does nothing before the question is answered`() throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        let said = chat.say(
            "ok but how long does it take?", entities: [("yes_no", .flag(true))], articles: [.refunds])
        #expect(said == [Shop.passage, "resume", "confirm_refund"])
        #expect(chat.called.isEmpty)
    }

    @Test func `flows interrupt flows only so deep`() {
        var chat = Chat(Shop.playbook(stackDepth: 1))
        chat.say("refund", "refund")
        #expect(chat.say("leave a note", "leave_note") == ["ask_text"])
        #expect(chat.say("can I do the survey?", "survey") == ["resume", "ask_text"])
        #expect(chat.state.stack.count == 2)
    }

    @Test func `small talk in the middle is answered and the question comes again`() {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(chat.say("thanks", "thanks") == ["you_are_welcome", "resume", "ask_order"])
    }

    @Test func `a correction changes the slot, forgets what followed and runs again`() throws {
        var chat = try FlowTests.refundAtReason()
        #expect(chat.say("no, order 10043", entities: [order("10043")]) == [])
        #expect(chat.state.slots["amount"] == nil)
        #expect(chat.state.slots["email"] == .text("maya@example.com"))
        #expect(chat.called.first?.arguments["order"] == .text("10043"))
        try chat.answer("identity.check", .owned)
        #expect(try chat.answer("orders.look_up", .found) == ["ask_reason"])
    }

    @Test func `a value that is ruled out is not the correction`() throws {
        var chat = try FlowTests.refundAtReason()
        chat.say("not 10041, I meant 10043", entities: [order("10041"), order("10043")])
        #expect(chat.state.slots["order"] == .text("10043"))
    }

    @Test func `a correction of an outer flow's slot leaves the verification inside`() throws {
        var chat = Chat()
        chat.say("refund 10042", "refund", entities: [order("10042")])
        #expect(chat.say("sorry, 10043", entities: [order("10043")]) == ["ask_email"])
        #expect(chat.state.slots["order"] == .text("10043"))
        #expect(chat.state.stack.map(\.flow) == ["refund", "owner_of_order"])
    }

    @Test func `cancel leaves the flow and all it linked to`() {
        var chat = Chat()
        chat.say("refund 10042", "refund", entities: [order("10042")])
        #expect(chat.say("never mind", "cancel") == ["cancelled"])
        #expect(chat.lines.first?.text == "Stopped your refund.")
        #expect(chat.state.stack.isEmpty)
        #expect(chat.say("never mind", "cancel") == ["nothing_to_cancel"])
    }

    @Test func `cancel of a digression comes back to what it interrupted`() {
        var chat = Chat()
        chat.say("refund", "refund")
        chat.say("leave a note", "leave_note")
        #expect(chat.say("forget it", "cancel") == ["cancelled", "resume", "ask_order"])
    }

    @Test func `what cannot be taken back is not cancelled while it is on its way`() throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        try chat.press("Yes")
        #expect(chat.say("cancel", "cancel") == ["working"])
        #expect(try chat.answer("refunds.create", .refunded) == ["refund_done"])
    }

    @Test func `a result for a flow that was left is kept for people only`() throws {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        chat.say("forget it", "cancel")
        #expect(try chat.answer("orders.status", .done(["state": .text("shipped")])) == [])
        #expect(chat.state.slots["state"] == nil)
    }

    @Test func `calls that nobody answers do not pile up`() {
        var chat = Chat()
        for _ in 0..<16 {
            chat.say("where is 10042", "order_status", entities: [order("10042")])
            chat.say("thanks", "thanks")
            chat.say("forget it", "cancel")
        }
        let said = chat.say("where is 10042", "order_status", entities: [order("10042")])
        #expect(said == ["action_failed", "handover"])
        #expect(chat.state.pendingCalls.count == 16)
    }

    @Test func `while an action runs the visitor is answered and the flow waits`() {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        #expect(chat.say("hello?") == ["working"])
        #expect(chat.say("hello?", "thanks") == ["working"])
        #expect(chat.say("thanks", "thanks") == ["you_are_welcome"])
        #expect(chat.say("how long do refunds take", articles: [.refunds]) == [Shop.passage])
        #expect(chat.say("I want a refund", "refund") == ["working"])
        #expect(chat.state.stack.map(\.flow) == ["order_status"])
    }

    @Test func `what is asked for while an action runs is begun after it, once`() throws {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        #expect(chat.say("any news?", "refund") == ["working"])
        #expect(chat.state.requests.isEmpty)
        for _ in 0..<3 { #expect(chat.say("I want a refund", "refund") == ["working"]) }
        #expect(chat.say("where is 10042", "order_status", entities: [order("10042")]) == ["working"])
        let said = try chat.answer("orders.status", .done(["state": .text("shipped")]))
        #expect(said.suffix(2) == ["next_request", "ask_email"])
        chat.say("never mind", "cancel")
        #expect(chat.state.stack.isEmpty)
    }

    @Test func `repeat says the last lines again`() {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(chat.say("say that again", "repeat") == ["ask_order"])
        #expect(chat.say("10042", entities: [order("10042")]) == ["ask_email"])
    }

    @Test func `start over asks from the flow's first question`() throws {
        var chat = try FlowTests.refundAtReason()
        #expect(chat.say("start over", "start_over") == ["ask_order"])
        #expect(chat.state.slots["order"] == nil)
    }

    @Test func `what can you do is answered at any turn`() {
        var chat = Chat()
        #expect(chat.say("what can you do", "what") == ["options"])
        #expect(chat.lines.first?.buttons.isEmpty == false)
        chat.say("refund", "refund")
        #expect(chat.say("what can you do", "what") == ["options", "resume", "ask_order"])
    }

    @Test func `the ladder says other words, then what is possible, then a person`() {
        var chat = Chat()
        #expect(chat.say("flurble") == ["rephrase"])
        #expect(chat.say("zanzibar") == ["options"])
        #expect(chat.say("umbrella") == ["handover"])
        #expect(chat.enqueued.first?.reason == .notUnderstood)
    }

    @Test func `a message that is understood begins the ladder anew`() {
        var chat = Chat()
        chat.say("flurble")
        chat.say("thanks", "thanks")
        #expect(chat.say("zanzibar") == ["rephrase"])
    }

    @Test func `between two intents the bot asks which`() throws {
        var chat = Chat()
        let unsure = Chat.understood(
            "my order", [Scored("order_status", confidence: 0.4), Scored("refund", confidence: 0.35)], band: .clarify)
        #expect(chat.take(.visitorSaid(text: "my order", choice: nil, interpretation: unsure)) == ["clarify"])
        #expect(chat.lines.first?.buttons.map(\.label) == ["Track an order", "Get money back"])
        // Unsure again: not the same question twice.
        #expect(chat.take(.visitorSaid(text: "order my", choice: nil, interpretation: unsure)) == ["rephrase"])
        #expect(chat.take(.visitorSaid(text: "my order!", choice: nil, interpretation: unsure)) == ["clarify"])
        #expect(try chat.press("Track an order") == ["ask_order"])
    }

    @Test func `an intent below its own bar is asked about`() {
        var chat = Chat()
        #expect(chat.say("money", "refund", 0.57) == ["clarify"])
    }

    @Test func `an article answers with its passage, and asks once whether that helped`() throws {
        var chat = Chat()
        #expect(chat.say("how long do refunds take", articles: [.refunds]) == [Shop.passage, "did_that_help"])
        #expect(try chat.press("No") == ["options"])
        #expect(chat.say("grmbl") == ["handover"])
    }

    @Test func `did that help is asked once in a conversation`() {
        var chat = Chat()
        chat.say("how long do refunds take", articles: [.refunds])
        chat.say("thanks", "thanks")
        #expect(chat.say("how long do refunds take?", articles: [.refunds]) == [Shop.passage])
    }

    @Test func `a pending question is asked once more when the visitor is silent`() throws {
        var chat = Chat()
        chat.say("refund", "refund")
        let timer = try #require(chat.state.reminder)
        #expect(chat.effects == [.wake(timer, at: Timestamp(milliseconds: 1_767_600_605_000))])
        #expect(chat.take(.timerFired(timer)) == ["ask_order"])
        #expect(chat.effects.isEmpty)
        #expect(chat.take(.timerFired(timer)) == [])
    }

    @Test func `an answer takes the reminder away`() {
        var chat = Chat()
        chat.say("leave a note", "leave_note")
        chat.say("ring twice")
        #expect(chat.effects.count { if case .wake = $0 { true } else { false } } == 1)
        chat.say("yes", "yes")
        #expect(chat.effects == [.cancelWake("c1/reminder")])
    }

    @Test func `what is said after an action counts with what was said before it`() throws {
        let call = CallStep(
            action: "orders.status", with: ["order": .literal(.text("1"))], key: nil, next: 3, errors: [:],
            failed: nil, overLimit: nil)
        let lines = [StepKind.say("noted", next: 1), .say("noted", next: 2), .call(call)]
        let more = (4...9).map { StepKind.say("noted", next: $0) } + [StepKind.end(outcome: "done")]
        let talk = Shop.flow("talk", title: "a talk", slots: [], lines + more)
        var chat = Chat(
            Shop.playbook(linesPerTurn: 4, flows: [talk], intents: [Shop.intent("talk", "Talk", .flow("talk"))]))
        #expect(chat.say("talk", "talk") == ["noted", "noted"])
        #expect(try chat.answer("orders.status", .done([:])) == ["noted", "handover"])
    }

    @Test func `a flow that runs in circles ends at a person`() {
        let circle = Shop.flow(
            "circle", title: "a circle", slots: [], [.set(["x": .literal(.integer(1))], next: 1), .set([:], next: 0)])
        var chat = Chat(Shop.playbook(flows: [circle], intents: [Shop.intent("circle", "Circle", .flow("circle"))]))
        #expect(chat.say("circle", "circle") == ["fault", "handover"])
        #expect(chat.enqueued.first?.reason == .fault)
    }

    @Test func `a flow with more to say than the bot may ends at a person, who is told`() {
        let steps = (1...9).map { StepKind.say("noted", next: $0) } + [.collect("order", next: nil)]
        let talkative = Shop.flow("talkative", title: "a talk", slots: [Shop.order], steps)
        var chat = Chat(
            Shop.playbook(
                linesPerTurn: 4, flows: [talkative], intents: [Shop.intent("talk", "Talk", .flow("talkative"))]))
        #expect(chat.say("talk", "talk") == ["noted", "noted", "noted", "handover"])
        #expect(chat.enqueued.first?.reason == .fault)
    }
}
