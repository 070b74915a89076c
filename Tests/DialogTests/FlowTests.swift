import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct FlowTests {
    /// Up to the question for the reason.
    static func refundAtReason(_ playbook: Playbook = Shop.playbook()) throws -> Chat {
        var chat = Chat(playbook)
        chat.say("I want my money back", "refund")
        chat.say("10042", entities: [order("10042")])
        chat.say("maya@example.com", entities: [email("maya@example.com")])
        try chat.answer("identity.check", .owned)
        try chat.answer("orders.look_up", .found)
        return chat
    }

    @Test func `a conversation begins with the welcome`() {
        let chat = Chat()
        #expect(chat.said == ["welcome"])
    }

    @Test func `a refund runs from its question to its receipt`() throws {
        var chat = Chat()
        #expect(chat.say("I want my money back", "refund") == ["ask_order"])
        #expect(chat.say("10042", entities: [order("10042")]) == ["ask_email"])
        #expect(chat.say("maya@example.com", entities: [email("maya@example.com")]) == [])
        #expect(chat.called.map(\.action) == ["identity.check"])
        #expect(chat.called.first?.arguments == ["order": .text("10042"), "email": .text("maya@example.com")])
        #expect(try chat.answer("identity.check", .owned) == [])
        #expect(try chat.answer("orders.look_up", .found) == ["ask_reason"])
        #expect(chat.lines.first?.buttons.map(\.label) == ["It is damaged", "It came late"])
        #expect(try chat.press("It is damaged") == ["confirm_refund"])
        #expect(chat.lines.first?.text == "Refund £49.90 for 10042 to 4242?")
        #expect(try chat.press("Yes") == [])
        #expect(chat.called.first?.key == "refund:10042")
        #expect(chat.called.first?.arguments["amount"] == .money(Money(minor: 4_990, currency: "GBP")))
        #expect(try chat.answer("refunds.create", .refunded) == ["refund_done"])
        #expect(chat.state.stack.isEmpty)
        #expect(chat.state.endings["refund"]?.outcome == "done")
    }

    @Test func `effect ids are computed from the turn that asked for them`() {
        var chat = Chat()
        let head = chat.state.head
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        #expect(chat.called.first?.id == EffectID(conversation: "c1", turn: head.next, index: 0))
    }

    @Test func `everything said in one message fills everything the flow needs`() throws {
        var chat = Chat()
        let said = chat.say(
            "refund 10042 please, it came broken, I am maya@example.com", "refund",
            entities: [order("10042"), email("maya@example.com")])
        #expect(said == [])
        try chat.answer("identity.check", .owned)
        #expect(try chat.answer("orders.look_up", .found) == ["confirm_refund"])
        #expect(chat.state.slots["reason"] == .text("damaged"))
    }

    @Test func `an answer may bring values that were not asked for yet`() throws {
        var chat = Chat()
        chat.say("refund", "refund")
        let said = chat.say("10042 and maya@example.com", entities: [order("10042"), email("maya@example.com")])
        #expect(said == [])
        #expect(chat.called.map(\.action) == ["identity.check"])
    }

    @Test func `a volunteered value is held to the same rule as an asked one`() {
        var chat = Chat()
        #expect(chat.say("refund 00000", "refund", entities: [order("00000")]) == ["no_such_order", "ask_order"])
        #expect(chat.say("00000", entities: [order("00000")]) == ["no_such_order", "ask_order_again"])
        #expect(chat.state.slots["order"] == nil)
    }

    @Test func `after so many attempts a person takes over`() {
        var chat = Chat()
        #expect(chat.say("refund", "refund") == ["ask_order"])
        #expect(chat.say("dunno") == ["ask_order_again"])
        #expect(chat.say("no idea") == ["ask_order_again"])
        #expect(chat.say("still not") == ["handover"])
        #expect(chat.enqueued.first?.reason == .notUnderstood)
    }

    @Test func `a refused verification ends the flow the same way`() throws {
        var chat = Chat()
        chat.say("refund 10042, maya@example.com", "refund", entities: [order("10042"), email("maya@example.com")])
        #expect(try chat.answer("identity.check", .done(["matches": .flag(false)])) == ["does_not_match"])
        #expect(chat.state.endings["refund"]?.outcome == "refused")
        #expect(chat.state.verifications.isEmpty)
    }

    @Test func `what was proved for one order is not asked again for it, but is for another`() throws {
        var chat = try FlowTests.refundAtReason()
        chat.say("stop", "cancel")
        #expect(chat.say("refund 10042", "refund", entities: [order("10042")]) == [])
        #expect(chat.called.map(\.action) == ["orders.look_up"])
        try chat.answer("orders.look_up", .found)
        chat.say("stop", "cancel")
        chat.say("refund 10043", "refund", entities: [order("10043")])
        #expect(chat.called.map(\.action) == ["identity.check"])
    }

    @Test func `a second run asks anew`() throws {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        #expect(try chat.answer("orders.status", .done(["state": .text("shipped")])) == ["status"])
        #expect(chat.say("where is my order", "order_status") == ["ask_order"])
    }

    @Test func `a declared error has its own branch`() throws {
        var chat = Chat()
        chat.say("refund 10042, maya@example.com", "refund", entities: [order("10042"), email("maya@example.com")])
        try chat.answer("identity.check", .owned)
        #expect(try chat.answer("orders.look_up", .refused(reason: "not_found")) == ["order_not_found"])
        #expect(chat.state.endings["refund"]?.outcome == "refused")
    }

    @Test(arguments: [
        (ActionResult.refused(reason: "failed"), EscalationReason.actionFailed, ["action_failed", "handover"]),
        (.unknown, .actionUnknown, ["action_failed", "handover"]), (.overLimit, .overLimit, ["handover"]),
    ])
    func `a failure without a branch goes to a person`(
        _ result: ActionResult, _ reason: EscalationReason, _ lines: [String]
    ) throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        try chat.press("Yes")
        #expect(try chat.answer("refunds.create", result) == lines)
        #expect(chat.enqueued.first?.reason == reason)
        #expect(chat.state.stack.isEmpty)
    }

    @Test func `an escalate step names its team in the handover line`() throws {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        #expect(try chat.answer("orders.status", .unknown) == ["handover"])
        #expect(chat.lines.first?.text == "Over to Billing.")
        #expect(chat.enqueued.first?.team == "billing")
    }

    @Test func `a result that was taken in already is refused`() throws {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        let call = try #require(chat.called.first)
        try chat.answer("orders.status", .done(["state": .text("shipped")]))
        chat.take(.actionFinished(call.id, .done([:])))
        #expect(chat.refusal == .notRunning)
    }

    @Test func `an answer that an action no longer gives is forgotten`() throws {
        var chat = Chat()
        chat.say("where is 10042", "order_status", entities: [order("10042")])
        try chat.answer("orders.status", .done(["state": .text("shipped")]))
        chat.say("and 10043", "order_status", entities: [order("10043")])
        try chat.answer("orders.status", .done([:]))
        #expect(chat.state.slots["state"] == nil)
    }

    @Test func `typed answers are read by the slot's type`() {
        var chat = Chat()
        #expect(chat.say("survey", "survey") == ["ask_count"])
        #expect(chat.say("11") == ["invalid", "ask_count"])
        #expect(chat.say("7") == ["ask_price"])
        #expect(chat.say("49.90") == ["survey_done"])
        #expect(chat.state.slots["count"] == .integer(7))
        #expect(chat.state.slots["price"] == .money(Money(minor: 4_990, currency: "GBP")))
    }

    @Test func `a free text slot takes the whole message, and yes or no the next`() throws {
        var chat = Chat()
        #expect(chat.say("leave a note", "leave_note") == ["ask_text"])
        #expect(chat.say("please ring the bell twice", "refund") == ["ask_urgent"])
        #expect(chat.state.slots["text"] == .text("please ring the bell twice"))
        #expect(chat.say("yes please", "yes") == ["noted"])
        #expect(chat.state.slots["urgent"] == .flag(true))
    }

    @Test func `what was shown must still be so at the moment of yes`() throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        #expect(chat.state.question.map { if case .confirmation = $0 { true } else { false } } == true)
        // Another order is spoken of before the yes: everything is looked up and shown again.
        #expect(chat.say("no, order 10043", entities: [order("10043")]) == [])
        try chat.answer("identity.check", .owned)
        let dearer = ActionResult.done([
            "amount": .money(Money(minor: 9_900, currency: "GBP")), "card": .text("4242"),
        ])
        #expect(try chat.answer("orders.look_up", dearer) == ["ask_reason"])
        try chat.press("It is damaged")
        #expect(chat.lines.first?.text == "Refund £99.00 for 10043 to 4242?")
        try chat.press("Yes")
        #expect(chat.called.first?.key == "refund:10043")
    }

    @Test func `a no to the confirmation moves nothing`() throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        #expect(try chat.press("No") == [])
        #expect(chat.effects.allSatisfy { if case .run = $0 { false } else { true } })
        #expect(chat.state.endings["refund"]?.outcome == "declined")
    }

    @Test func `before a yes the ladder ends at a person`() throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        #expect(chat.say("hmm") == ["yes_or_no"])
        #expect(chat.say("hmm hmm") == ["confirm_refund"])
        #expect(chat.say("hmm hmm hmm") == ["handover"])
        #expect(chat.enqueued.first?.reason == .notUnderstood)
    }

    @Test func `a stale button does nothing but what its words say`() throws {
        var chat = try FlowTests.refundAtReason()
        let yes = Choice.confirm(true)
        #expect(chat.say("Yes", choice: yes) == ["invalid", "ask_reason"])
        #expect(chat.called.isEmpty)
    }

    @Test func `a button's value that no button has is not taken`() throws {
        var chat = try FlowTests.refundAtReason()
        chat.say("anything", choice: .slot("reason", .text("a billion pounds")))
        chat.say("anything else", choice: .slot("amount", .money(Money(minor: 1, currency: "GBP"))))
        #expect(chat.state.slots["reason"] == nil)
        #expect(chat.state.slots["amount"] == .money(Money(minor: 4_990, currency: "GBP")))
    }

    @Test func `a typed label is a pressed button`() throws {
        var chat = try FlowTests.refundAtReason()
        #expect(chat.say("it IS damaged") == ["confirm_refund"])
        #expect(chat.say("yes") == [])
        #expect(chat.called.map(\.action) == ["refunds.create"])
    }
}
