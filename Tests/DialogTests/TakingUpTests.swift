import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// A flow that links to one it had interrupted.
@Suite struct TakingUpTests {
    /// A note that asks for its text and whether it is urgent, and an offer that ends in a note.
    private static func playbook(_ more: [Flow] = [], _ intents: [Intent] = []) -> Playbook {
        let offer = Shop.flow(
            "offer", title: "our offer", slots: [Shop.slot("wanted", .yesNo, ask: "ask_count")],
            [
                .collect("wanted", next: 1), .link("leave_note", next: 2), .say("survey_done", next: nil),
            ])
        return Shop.playbook(
            flows: [offer] + more, intents: [Shop.intent("offer", "See the offer", .flow("offer"))] + intents)
    }

    @Test func `the one below goes on above it, with what was said, and then the one that linked`() {
        var chat = Chat(Self.playbook())
        chat.say("a note please", "leave_note")
        chat.say("ring twice")
        #expect(chat.said == ["ask_urgent"])
        #expect(chat.say("show me the offer", "offer") == ["ask_count"])
        #expect(chat.say("yes", "yes") == ["ask_urgent"])
        #expect(chat.state.stack.map(\.flow) == ["offer", "leave_note"])
        #expect(chat.state.slots["text"] == .text("ring twice"))
        #expect(chat.say("no", "no") == ["noted", "survey_done"])
        #expect(chat.state.stack.isEmpty)
        #expect(chat.state.holder == .bot)
    }

    @Test func `it is done once and not again below`() {
        var chat = Chat(Self.playbook())
        chat.say("a note please", "leave_note")
        chat.say("can I see the offer?", "offer")
        chat.say("yes", "yes")
        chat.say("ring twice")
        chat.say("no", "no")
        let noted = chat.events { if case .botSaid(let line, _) = $0 { line.response == "noted" } else { false } }
        #expect(noted.count == 1)
        #expect(chat.said == ["noted", "survey_done"])
    }

    /// What both ask for and verify the refund, interrupted while it asked for the e-mail.
    private static let trace = Shop.flow(
        "trace", title: "your parcel's trace", slots: [Shop.order],
        [.collect("order", next: 1), .verify("owner_of_order", next: 2), .say("noted", next: nil)])

    private static func traced() -> Chat {
        Chat(playbook([trace], [Shop.intent("trace", "Trace a parcel", .flow("trace"))]))
    }

    @Test func `a verification that waits below is passed once, for both`() throws {
        var chat = Self.traced()
        chat.say("refund 10042", "refund", entities: [order("10042")])
        #expect(chat.said == ["ask_email"])
        #expect(chat.say("trace 10042 please, where has it been", "trace", entities: [order("10042")]) == ["ask_email"])
        #expect(chat.state.holder == .bot)
        chat.say("maya@example.com", entities: [email("maya@example.com")])
        #expect(try chat.answer("identity.check", .owned) == ["noted", "resume"])
        #expect(chat.state.stack.map(\.flow) == ["refund"])
        #expect(chat.called.map(\.action) == ["orders.look_up"])
    }

    @Test func `what is said of another order meanwhile is proved for that order`() throws {
        var chat = Self.traced()
        chat.say("refund 10042", "refund", entities: [order("10042")])
        chat.say("trace 10043 please, where has it been", "trace", entities: [order("10043")])
        chat.say("maya@example.com", entities: [email("maya@example.com")])
        #expect(chat.called.first?.arguments["order"] == .text("10043"))
        try chat.answer("identity.check", .owned)
        #expect(chat.state.verifications.map(\.bound) == [["order": .text("10043")]])
        #expect(chat.state.slots["order"] == .text("10042"))
        #expect(
            chat.state.stack.map(\.flow) == ["refund", "owner_of_order"], "nothing is proved for the refund's order")
    }

    @Test func `what runs it below goes on behind its link`() {
        let trip = Shop.flow(
            "trip", title: "your trip", slots: [],
            [.link("leave_note", next: 1), .say("order_not_found", next: nil)])
        var chat = Chat(Self.playbook([trip], [Shop.intent("trip", "Plan a trip", .flow("trip"))]))
        chat.say("a trip", "trip")
        #expect(chat.said == ["ask_text"])
        chat.say("can I see the offer?", "offer")
        #expect(chat.say("yes", "yes") == ["ask_text"])
        #expect(chat.state.stack.map(\.flow) == ["trip", "offer", "leave_note"])
        chat.say("ring twice")
        #expect(chat.say("no", "no") == ["noted", "survey_done", "resume", "order_not_found"])
        #expect(chat.state.stack.isEmpty)
    }

    @Test func `one that rests is come back to, not run again`() {
        let resting = Shop.flow(
            "leave_note", title: "your note", slots: Shop.note.slots,
            [
                .collect("text", next: 1),
                .wait(WaitStep(end: .after(.days(1)), signal: nil, meanwhile: "patience", next: nil, expired: nil)),
            ])
        var chat = Chat(
            Shop.playbook(
                flows: Self.playbook().flows.values.filter { $0.name == "offer" } + [resting],
                intents: [Shop.intent("offer", "See the offer", .flow("offer"))], responses: Errands.wording))
        chat.say("a note please", "leave_note")
        #expect(chat.say("ring twice") == ["patience"])
        chat.say("can I see the offer?", "offer")
        #expect(chat.say("yes", "yes") == ["resume", "patience"])
        #expect(chat.state.stack.map(\.flow) == ["leave_note"])
        #expect(chat.state.stack.first?.waiting != nil)
        let waits = chat.events { if case .waitBegan = $0 { true } else { false } }
        #expect(waits.count == 1)
    }

    @Test func `flows that link to what they interrupt never run in circles`() {
        var chat = Chat(Self.playbook())
        for _ in 0..<20 {
            chat.say("a note please", "leave_note")
            chat.say("can I see the offer?", "offer")
            chat.say("yes", "yes")
        }
        #expect(chat.state.stack.count <= 4)
        #expect(chat.state.holder == .bot)
    }
}
