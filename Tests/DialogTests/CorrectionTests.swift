import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct CorrectionTests {
    // MARK: A no with another value

    private static func atConfirm() throws -> Chat {
        let wording = Response(
            name: "confirm_refund",
            variants: [
                Template(pieces: [
                    .text("Refund "), .value(.slot("amount", fields: []), .money), .text(" because "),
                    .value(.slot("reason", fields: []), nil), .text("?"),
                ])
            ], place: Shop.place)
        var chat = try FlowTests.refundAtReason(Shop.playbook(responses: ["confirm_refund": wording]))
        try chat.press("It is damaged")
        return chat
    }

    @Test func `a no with another value for what was shown is a correction`() throws {
        var chat = try Self.atConfirm()
        chat.say("no, it came too late", "no")
        #expect(chat.state.slots["reason"] == .text("late"))
        try chat.answer("orders.look_up", .found)
        #expect(chat.said == ["confirm_refund"])
        #expect(chat.lines.first?.text == "Refund £49.90 because late?")
    }

    @Test func `a plain no is a no, and so is one with the value that was shown`() throws {
        for text in ["no", "no, not because it is damaged"] {
            var chat = try Self.atConfirm()
            chat.say(text, "no")
            #expect(chat.state.endings["refund"]?.outcome == "declined", "\(text)")
        }
    }

    @Test func `what was not shown is not put right by a no`() throws {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        // The reason is sent with the call, so it counts; a word of no option is nothing.
        chat.say("no, never", "no")
        #expect(chat.state.endings["refund"]?.outcome == "declined")
    }

    // MARK: Inside a linked flow

    @Test func `a correction inside a linked flow keeps what the outer one has set for it`() {
        let kinds = [
            ChoiceOption(value: "plan", label: "Another plan", synonyms: []),
            ChoiceOption(value: "pause", label: "Pause", synonyms: []),
        ]
        let plans = [
            ChoiceOption(value: "taster", label: "Taster", synonyms: []),
            ChoiceOption(value: "household", label: "Household", synonyms: []),
        ]
        let kind = Shop.slot("kind", .choice(kinds), ask: "ask_count")
        let inner = Shop.flow(
            "change", title: "your change", slots: [kind, Shop.slot("plan", .choice(plans), ask: "ask_reason")],
            [
                .collect("kind", next: 1), .collect("plan", next: 2),
                .confirm("confirm_plan", next: 3, declined: nil), .say("noted", next: nil),
            ])
        let outer = Shop.flow(
            "change_plan", title: "your plan", slots: [kind],
            [.set(["kind": .literal(.text("plan"))], next: 1), .link("change", next: nil)])
        let confirm = Response(
            name: "confirm_plan", variants: [Template(pieces: [.value(.slot("plan", fields: []), nil)])],
            place: Shop.place)
        var chat = Chat(
            Shop.playbook(
                flows: [inner, outer], intents: [Shop.intent("change_plan", "Change plan", .flow("change_plan"))],
                responses: ["confirm_plan": confirm]))
        #expect(chat.say("change my plan", "change_plan") == ["ask_reason"])
        #expect(chat.say("household") == ["confirm_plan"])
        #expect(chat.say("make it taster instead") == ["confirm_plan"])
        #expect(chat.lines.first?.text == "taster")
    }

    // MARK: Several at once

    private static func stay() -> Chat {
        let date = { (name: SlotName, valid: Expression?) in
            Shop.slot(name, .date, ask: "ask_text", valid: valid, invalid: "no_such_order")
        }
        let later = Expression.binary(.less, .slot("begins", fields: []), .slot("ends", fields: []))
        let stay = Shop.flow(
            "stay", title: "your stay",
            slots: [date("begins", nil), date("ends", later), Shop.slot("x", .integer, ask: "ask_count")],
            [.collect("begins", next: 1), .collect("ends", next: 2), .collect("x", next: 3), .say("noted", next: nil)])
        var chat = Chat(Shop.playbook(flows: [stay], intents: [Shop.intent("stay", "A stay", .flow("stay"))]))
        chat.say("a stay", "stay", entities: [Self.day(1), Self.day(3)])
        return chat
    }

    private static func day(_ day: Int64) -> (EntityName, SlotValue) {
        ("date", .moment(Timestamp(milliseconds: 1_767_225_600_000) + .days(day - 1)))
    }

    @Test func `every slot that a correction names is put right at once`() {
        var chat = Self.stay()
        #expect(chat.state.slots["ends"] == Self.day(3).1)
        #expect(chat.say("change the dates to 6th-31st", entities: [Self.day(6), Self.day(31)]) == ["ask_count"])
        #expect(chat.state.slots["begins"] == Self.day(6).1)
        #expect(chat.state.slots["ends"] == Self.day(31).1)
    }

    @Test func `a value that is said again stands, and the other is put right`() {
        var chat = Self.stay()
        chat.say("the 1st to the 31st", entities: [Self.day(1), Self.day(31)])
        #expect(chat.state.slots["begins"] == Self.day(1).1)
        #expect(chat.state.slots["ends"] == Self.day(31).1)
    }
}
