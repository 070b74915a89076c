import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// Going back, leaving, and coming back.
@Suite struct ComingBackTests {
    // MARK: Going back

    @Test func `going back asks the question before this one`() throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        #expect(chat.said == ["confirm_refund"])
        chat.say("go back", "back")
        try chat.answer("orders.look_up", .found)
        #expect(chat.said == ["ask_reason"])
        #expect(chat.state.slots["order"] == .text("10042"))
    }

    @Test func `at the first question there is nothing to go back to`() {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(chat.say("go back", "back") == ["nothing_to_go_back", "ask_order"])
    }

    // MARK: After something is done for good

    private static func acted() throws -> Chat {
        let after = Shop.flow(
            "refund", title: "your refund", slots: Shop.refund.slots + Shop.note.slots,
            Shop.refund.steps.map(\.kind).enumerated().map { index, kind in
                index == 7 ? .collect("text", next: nil) : kind
            })
        var chat = Chat(Shop.playbook(flows: [after]))
        chat.say("refund 10042", "refund", entities: [order("10042"), email("maya@example.com")])
        try chat.answer("identity.check", .owned)
        try chat.answer("orders.look_up", .found)
        try chat.press("It is damaged")
        try chat.press("Yes")
        try chat.answer("refunds.create", .refunded)
        #expect(chat.said == ["ask_text"])
        return chat
    }

    @Test func `leaving after something was done for good is confirmed first`() throws {
        var chat = try ComingBackTests.acted()
        #expect(chat.say("stop", "cancel") == ["confirm_cancel"])
        #expect(try chat.press("No") == ["ask_text"])
        chat.say("stop", "cancel")
        #expect(try chat.press("Yes") == ["cancelled"])
        #expect(chat.state.endings["refund"]?.outcome == "cancelled")
    }

    @Test(arguments: [("go back", IntentName("back")), ("start over", "start_over")])
    func `what was done for good is not done again with other values`(_ text: String, _ intent: IntentName) throws {
        var chat = try ComingBackTests.acted()
        #expect(chat.say(text, intent) == ["already_done", "ask_text"])
        #expect(chat.called.isEmpty)
    }

    // MARK: Two things in one message

    @Test func `the second thing begins when the first is done, with a line and its own values`() throws {
        var chat = Chat()
        let said = chat.say(
            "leave a note and tell me where 10042 is", "leave_note",
            and: [("order_status", "tell me where 10042 is")], entities: [order("10042")])
        #expect(said == ["ask_text"])
        #expect(chat.state.requests.map(\.intent) == ["order_status"])
        chat.say("ring twice")
        #expect(chat.say("yes", "yes") == ["noted", "next_request"])
        #expect(chat.called.first?.arguments == ["order": .text("10042")])
        #expect(chat.state.requests.isEmpty)
    }

    @Test func `what belongs to the second thing fills nothing of the first`() {
        var chat = Chat()
        chat.say(
            "a refund please and tell me where 10042 is", "refund",
            and: [("order_status", "tell me where 10042 is")], entities: [order("10042")])
        #expect(chat.state.slots["order"] == nil)
        #expect(chat.said == ["ask_order"])
    }

    @Test func `at most three things wait, and each of them once`() {
        var chat = Chat()
        chat.say(
            "aa bb cc dd ee", "leave_note",
            and: [
                ("order_status", "bb"), ("survey", "cc"), ("order_status", "cc"), ("refund_time", "dd"),
                ("thanks", "ee"),
            ])
        #expect(chat.state.requests.map(\.intent) == ["order_status", "survey", "refund_time"])
    }

    @Test func `a person sees what was still to come`() throws {
        var chat = Chat()
        chat.say("leave a note and where is it", "leave_note", and: [("order_status", "where is it")])
        chat.say("a person please", "person")
        #expect(chat.state.requests.isEmpty)
        #expect(chat.handover.summary.contains("Also asked for: Track an order."))
    }

    @Test func `cancelling everything leaves nothing behind`() {
        var chat = Chat()
        chat.say("leave a note and where is it", "leave_note", and: [("order_status", "where is it")])
        #expect(chat.say("cancel everything", "cancel") == ["cancelled"])
        #expect(chat.state.requests.isEmpty && chat.state.stack.isEmpty)
    }

    // MARK: Coming back after a while

    @Test func `who is back soon is not welcomed again`() {
        var chat = Chat()
        chat.say("refund", "refund")
        chat.take(.returned(nil))
        #expect(chat.refusal == .notAway)
    }

    @Test func `an open flow goes on where it was left`() {
        var chat = Chat()
        chat.say("refund", "refund")
        chat.now = chat.now + .hours(5)
        #expect(chat.take(.returned(nil)) == ["welcome_back_open", "ask_order"])
    }

    @Test func `a promise that is due is spoken of`() {
        var chat = Errands.chat()
        chat.say("wait for 10042", "parcel", entities: [order("10042")])
        chat.say("skip", "skip")
        chat.now = chat.now + .days(1)
        #expect(chat.take(.returned(nil)) == ["welcome_back_promised", "welcome_back_open", "patience"])
    }

    @Test func `what another conversation left open is offered`() throws {
        var chat = Chat()
        chat.take(
            .returned(EarlierVisit(open: "your refund", openIntent: "refund", resolution: nil, promise: nil)))
        #expect(chat.said == ["welcome_back_open"])
        #expect(try chat.press("Get money back") == ["ask_order"])
    }

    @Test func `who waits for a person is told so`() {
        var chat = Chat()
        chat.say("a person", "person")
        chat.now = chat.now + .hours(1)
        #expect(chat.take(.returned(nil)) == ["still_waiting"])
    }
}
