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

    @Test func `what is open is gone on with by a yes`() {
        var chat = Chat()
        chat.take(
            .returned(EarlierVisit(open: "your refund", openIntent: "refund", resolution: nil, promise: nil)))
        #expect(chat.say("yes please", "yes") == ["ask_order"])
    }

    @Test func `what was settled, what was promised and what is open each get a line, and the last offers to go on`() {
        var chat = Chat()
        chat.take(
            .returned(
                EarlierVisit(
                    open: "your refund", openIntent: "refund", settled: "your note", resolution: "done",
                    promise: "We write by Friday.")))
        #expect(chat.said == ["welcome_back_settled", "welcome_back_promised", "welcome_back_open"])
        #expect(chat.lines.map(\.buttons.isEmpty) == [true, true, false])
        #expect(chat.state.promises.map(\.text) == ["We write by Friday."])
    }

    private static func settled(_ words: Template) -> Playbook {
        let name = StandardResponse.welcomeBackSettled.name
        return Shop.playbook(responses: [name: Response(name: name, variants: [words], place: Shop.place)])
    }

    @Test func `what was settled is called by its name, and how it ended chooses the words`() {
        let cases = Template.Cases(
            kind: .select, forms: ["refused": Template("could not be done")], other: Template("is done"))
        let words = Template(
            pieces: [
                .value(.slot("flow", fields: []), nil), .text(" "), .cases(.slot("resolution", fields: []), cases),
            ])
        for (outcome, said) in [("refused", "your refund could not be done"), ("done", "your refund is done")] {
            var chat = Chat(Self.settled(words))
            chat.take(
                .returned(
                    EarlierVisit(
                        open: nil, openIntent: nil, settled: "your refund", resolution: outcome, promise: nil)))
            #expect(chat.lines.map(\.text) == [said])
            #expect(chat.lines.first?.buttons.isEmpty == false, "there is a way on")
        }
    }

    @Test func `a playbook without words for it greets once`() {
        let plain = Shop.playbook()
        var responses = plain.responses
        responses[StandardResponse.welcomeBackSettled.name] = nil
        var chat = Chat(
            Playbook(
                version: "v1", assistant: plain.assistant, intents: plain.intents, flows: plain.flows,
                responses: responses, actions: plain.actions, articles: plain.articles, entities: [],
                routing: plain.routing))
        let visit = EarlierVisit(
            open: nil, openIntent: nil, settled: "your note", resolution: "done", promise: "We write by Friday.")
        #expect(chat.take(.returned(visit)) == ["welcome_back_promised"])
        #expect(chat.lines.first?.buttons.isEmpty == false)
    }

    @Test func `the same conversation speaks of what it settled`() {
        var chat = Chat()
        chat.say("a note please", "leave_note")
        chat.say("ring twice")
        chat.say("no", "no")
        chat.now = chat.now + .hours(5)
        #expect(chat.take(.returned(nil)) == ["welcome_back_settled"])
    }

    // MARK: What the next conversation is told

    @Test func `an open flow, and what was settled before it, are left for the next conversation`() throws {
        var chat = Chat()
        chat.say("a note please", "leave_note")
        chat.say("ring twice")
        chat.say("no", "no")
        chat.say("refund", "refund")
        let visit = try #require(chat.machine.visit(of: chat.state, at: chat.now))
        #expect(
            visit
                == EarlierVisit(
                    open: "your refund", openIntent: "refund", settled: "your note", resolution: "done", promise: nil))
    }

    @Test func `a person's closing word is how it ended`() throws {
        var chat = Chat()
        chat.say("refund", "refund")
        chat.say("a person please", "person")
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        chat.take(.resolved("ida", outcome: "refunded by hand"))
        let visit = try #require(chat.machine.visit(of: chat.state, at: chat.now))
        #expect(visit.settled == "your refund")
        #expect(visit.resolution == "refunded by hand")
        #expect(visit.open == nil)
    }

    @Test func `a promise is left until a week after its day`() {
        var chat = Errands.chat()
        chat.say("wait for 10042", "parcel", entities: [order("10042")])
        chat.say("skip", "skip")
        #expect(chat.machine.visit(of: chat.state, at: chat.now + .days(9))?.promise == "We write by Friday.")
        #expect(chat.machine.visit(of: chat.state, at: chat.now + .days(11))?.promise == nil)
    }

    @Test func `what was cancelled or only proved is nothing to speak of`() throws {
        var chat = Chat()
        #expect(chat.machine.visit(of: chat.state, at: chat.now) == nil)
        chat.say("refund 10042", "refund", entities: [order("10042"), email("maya@example.com")])
        try chat.answer("identity.check", .owned)
        try chat.answer("orders.look_up", .found)
        chat.say("stop", "cancel")
        #expect(chat.machine.visit(of: chat.state, at: chat.now) == nil)
    }

    @Test func `who waits for a person is told so`() {
        var chat = Chat()
        chat.say("a person", "person")
        chat.now = chat.now + .hours(1)
        #expect(chat.take(.returned(nil)) == ["still_waiting"])
    }
}
