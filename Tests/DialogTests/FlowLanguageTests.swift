import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct FlowLanguageTests {
    private static func waiting() -> Chat {
        var chat = Errands.chat()
        chat.say("wait for 10042", "parcel", entities: [order("10042")])
        chat.say("skip", "skip")
        return chat
    }

    // MARK: Waiting

    @Test func `a wait is told, and the flow rests`() {
        let chat = FlowLanguageTests.waiting()
        #expect(chat.said == ["we_tell", "patience"])
        #expect(chat.state.stack.last?.waiting?.signal == "parcel_scanned")
        #expect(chat.effects.contains { if case .wake("c1/flow/parcel", _) = $0 { true } else { false } })
    }

    @Test func `what happens in the world wakes the flow that waits for it, with its values`() {
        var chat = FlowLanguageTests.waiting()
        #expect(chat.take(.signalled("parcel_scanned", values: ["state": .text("scanned")])) == ["status"])
        #expect(chat.lines.first?.text == "It is scanned.")
        #expect(chat.effects.contains(.cancelWake("c1/flow/parcel")))
        #expect(chat.state.stack.isEmpty)
    }

    @Test func `what does not come in time has a way of its own`() {
        var chat = FlowLanguageTests.waiting()
        chat.now = chat.now + .days(3)
        #expect(chat.take(.timerFired("c1/flow/parcel")) == ["handover"])
        #expect(chat.enqueued.first?.reason == .flow)
    }

    @Test func `a flow that waits leaves the visitor free for something else, and comes back`() throws {
        var chat = FlowLanguageTests.waiting()
        chat.say("where is 10043", "order_status", entities: [order("10043")])
        #expect(
            try chat.answer("orders.status", .done(["state": .text("shipped")])) == ["status", "resume", "patience"])
        #expect(chat.say("thanks", "thanks") == ["you_are_welcome"])
    }

    @Test func `what happened while another flow was on top is found on the way back`() throws {
        var chat = FlowLanguageTests.waiting()
        chat.say("where is 10043", "order_status", entities: [order("10043")])
        chat.take(.signalled("parcel_scanned", values: ["state": .text("scanned")]))
        #expect(try chat.answer("orders.status", .done(["state": .text("shipped")])) == ["status", "resume", "status"])
        #expect(chat.lines.last?.text == "It is scanned.")
    }

    // MARK: Asking

    @Test func `a question that is never answered has an end of its own`() {
        var chat = Errands.chat()
        chat.say("parcel", "parcel")
        for text in ["mumble", "mumble mumble", "hm"] { chat.say(text) }
        #expect(chat.state.endings["parcel"]?.outcome == "gave_up")
        #expect(chat.state.holder == .bot)
    }

    @Test func `only what is optional may be skipped, and the visitor hears why not`() {
        var chat = Errands.chat()
        chat.say("parcel", "parcel")
        #expect(chat.say("skip that", "skip") == ["cannot_skip", "ask_order"])
        chat.say("10042", entities: [order("10042")])
        #expect(chat.said == ["ask_text"])
        #expect(chat.say("skip that", "skip") == ["we_tell", "patience"])
        #expect(chat.state.slots["note"] == .nothing)
    }

    // MARK: Picking from a list

    private static func picking() throws -> Chat {
        var chat = Errands.chat()
        chat.say("pick", "picking")
        let orders = SlotValue.list([
            .record(["number": .text("10042"), "item": .text("kettle")]),
            .record(["number": .text("10043"), "item": .text("grinder")]),
        ])
        try chat.answer("orders.list", .done(["orders": orders]))
        return chat
    }

    @Test func `a list of records becomes buttons that fill a slot`() throws {
        var chat = try FlowLanguageTests.picking()
        #expect(chat.said == ["which_order"])
        #expect(chat.lines.last?.buttons.map(\.label) == ["10042, kettle", "10043, grinder"])
        #expect(try chat.press("10043, grinder") == ["noted"])
        #expect(chat.state.slots["order"] == .text("10043"))
    }

    @Test(arguments: ["the second one", "2", "grinder", "the grinder please", "last"])
    func `a choice can be typed`(_ words: String) throws {
        var chat = try FlowLanguageTests.picking()
        #expect(chat.say(words) == ["noted"])
        #expect(chat.state.slots["order"] == .text("10043"))
    }

    @Test func `a value that was never offered is not taken`() throws {
        var chat = try FlowLanguageTests.picking()
        chat.say("mine", choice: .slot("order", .text("66666")))
        #expect(chat.state.slots["order"] == nil)
    }

    @Test func `an empty list has a way of its own`() throws {
        var chat = Errands.chat()
        chat.say("pick", "picking")
        #expect(try chat.answer("orders.list", .done(["orders": .list([])])) == ["nothing_to_refund"])
    }

    // MARK: Calls that take too long

    @Test func `a call that does not answer in time is left, and its late answer noted`() throws {
        var chat = Errands.chat()
        chat.say("pick", "picking")
        let call = try #require(chat.called.first)
        chat.now = chat.now + .seconds(30)
        #expect(chat.take(.timerFired("c1/flow/picking")) == ["slow"])
        chat.take(.actionFinished(call.id, .done(["orders": .list([])])))
        #expect(chat.said.isEmpty && chat.last.count == 2)
    }

    @Test func `an answer in time takes its alarm back`() throws {
        var chat = Errands.chat()
        chat.say("pick", "picking")
        try chat.answer("orders.list", .done(["orders": .list([])]))
        #expect(chat.effects == [.cancelWake("c1/flow/picking")])
    }

    // MARK: Who is there

    @Test func `a need of identity runs the proof, and passes once it is given`() {
        var chat = Errands.chat()
        #expect(chat.say("secret", "secret") == ["ask_count"])
        #expect(chat.say("7") == ["noted"])
        #expect(chat.say("secret", "secret") == ["noted"])
    }

    @Test func `a proof that is not given goes the other way`() {
        var chat = Errands.chat()
        chat.say("secret", "secret")
        #expect(chat.say("8") == ["does_not_match"])
    }

    @Test func `who is known well enough is not asked`() {
        var chat = Errands.chat(identity: .code)
        #expect(chat.say("secret", "secret") == ["noted"])
    }

    @Test func `without a proof a person takes over`() {
        let flow = Shop.flow("f", title: "f", slots: [], [.require(.signed, by: nil, next: nil, otherwise: nil)])
        var chat = Chat(Shop.playbook(flows: [flow], intents: [Shop.intent("f", "f", .flow("f"))]))
        chat.say("f", "f")
        #expect(chat.enqueued.first?.reason == .policy)
    }

    // MARK: Words for a case

    @Test func `other words are said where their condition holds`() {
        var chat = Errands.chat(channel: "phone")
        chat.say("wait for 10042", "parcel", entities: [order("10042")])
        chat.say("skip", "skip")
        #expect(chat.lines.first?.text == "We call by Friday.")
        #expect(chat.state.promises.map(\.text) == ["We call by Friday."])
    }

    // MARK: Parts in one message

    @Test func `of two things of a kind each slot takes the one that plays its part`() {
        let sizes = [
            Shop.slot("old", .entity("size"), ask: "ask_count", role: .from),
            Shop.slot("new", .entity("size"), ask: "ask_price", role: .to),
        ]
        let flow = Shop.flow(
            "exchange", title: "x", slots: sizes, [.collect("old", next: 1), .collect("new", next: nil)])
        var chat = Chat(Shop.playbook(flows: [flow], intents: [Shop.intent("x", "x", .flow("exchange"))]))
        let entities = [("44", EntityRole.to), ("42", .from), ("43", .excluded)].enumerated().map { index, size in
            Entity(
                name: "size", value: .text(size.0), text: size.0, start: index * 3, end: index * 3 + 2, role: size.1)
        }
        chat.take(
            .visitorSaid(
                text: "44 42 43", choice: nil,
                interpretation: Interpretation(
                    intents: [Scored("x", confidence: 0.9)], band: .act, articles: [], entities: entities,
                    sentiment: .neutral)))
        #expect(chat.state.slots["old"] == .text("42"))
        #expect(chat.state.slots["new"] == .text("44"))
    }
}
