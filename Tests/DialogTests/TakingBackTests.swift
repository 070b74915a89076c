import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct TakingBackTests {
    @Test func `a later failure takes back what was done, the last first and one at a time`() throws {
        var chat = try Chat.kit()
        chat.say("broken")
        try chat.answer("labels.make", .refused(reason: "failed"))
        #expect(chat.called.map(\.action) == ["codes.void"])
        #expect(chat.called.map(\.arguments) == [["code": .text("AGAIN-1")]])
        #expect(chat.called.map(\.key) == ["undo:code:10042"])
        #expect(chat.enqueued.map(\.reason) == [.actionFailed])

        chat.answerTakingBack()
        #expect(chat.called.map(\.action) == ["returns.cancel"])
        #expect(chat.called.map(\.arguments) == [["return_id": .text("RT-1")]])
        #expect(chat.called.map(\.key) == ["undo:return:10042"])
        #expect(chat.texts == [])

        chat.answerTakingBack()
        #expect(chat.texts == ["taken_back: code AGAIN-1 and return RT-1"])
        #expect(chat.called == [])
    }

    @Test func `a flow that ends well keeps what it did`() throws {
        var chat = try Chat.kit()
        chat.say("broken")
        try chat.answer("labels.make", Kit.labelled)
        #expect(chat.said == ["kit_done"])
        #expect(chat.called == [] && chat.state.takingBack == [])
    }

    @Test(arguments: [("refused", 2), ("stayed", 0), ("done", 0)])
    func `a branch of its own keeps what was done unless it ends badly`(_ ending: String, _ takenBack: Int) throws {
        var chat = try Chat.kit(Kit.playbook(labelFails: 6, ending: ending))
        chat.say("broken")
        #expect(try chat.answer("labels.make", .refused(reason: "failed")) == ["no_label"])
        #expect(chat.state.takingBack.count == takenBack)
        #expect(chat.state.holder == .bot)
    }

    @Test func `who leaves is not asked about what can be taken back, and it is`() throws {
        var chat = try Chat.kit()
        #expect(chat.say("stop", "cancel") == ["cancelled"])
        #expect(chat.called.map(\.action) == ["codes.void"])
        chat.answerTakingBack()
        chat.answerTakingBack()
        #expect(chat.texts == ["taken_back: code AGAIN-1 and return RT-1"])
        #expect(chat.state.holder == .bot)
    }

    @Test(arguments: [ActionResult.refused(reason: "failed"), .unknown, .overLimit])
    func `what cannot be taken back is told, and a person sees to it; the rest is taken back all the same`(
        _ result: ActionResult
    ) throws {
        var chat = try Chat.kit()
        chat.say("stop", "cancel")
        chat.answerTakingBack(result)
        #expect(chat.called.map(\.action) == ["returns.cancel"])
        chat.answerTakingBack()
        #expect(
            chat.texts == [
                "taken_back: return RT-1", "not_taken_back: code AGAIN-1", "Over to Customer care.",
            ])
        #expect(chat.enqueued.map(\.reason) == [result == .unknown ? .actionUnknown : .actionFailed])
    }

    @Test func `what the call did not answer cannot be taken back, and that is told too`() throws {
        var chat = Chat(Kit.playbook())
        chat.say("send back order 10042", "kit", entities: [order("10042")])
        try chat.answer("returns.create", Kit.returned)
        try chat.answer("codes.issue", .done([:]))
        chat.say("stop", "cancel")
        #expect(chat.called.map(\.action) == ["returns.cancel"])
        chat.answerTakingBack()
        #expect(chat.texts.prefix(2) == ["taken_back: return RT-1", "not_taken_back: your return"])
    }

    @Test func `a crash between two of them forgets neither: the log says what is left`() throws {
        var chat = try Chat.kit()
        chat.say("stop", "cancel")
        chat.answerTakingBack()
        let running = try #require(chat.called.first)

        var again = DialogState(conversation: "c1")
        for record in chat.log { again.apply(record) }
        #expect(again == chat.state)
        let outcome = chat.machine.step(again, .actionFinished(running.id, .done([:])), at: chat.now)
        #expect(outcome.refusal == nil)
        #expect(outcome.state.takingBack.allSatisfy { $0.result == .done([:]) })
        let twice = chat.machine.step(outcome.state, .actionFinished(running.id, .done([:])), at: chat.now)
        #expect(twice.refusal == .notRunning)
    }

    @Test func `a result that comes after the flow was left is taken back as well`() throws {
        var chat = Chat(Kit.playbook())
        chat.say("send back order 10042", "kit", entities: [order("10042")])
        #expect(chat.say("stop", "cancel") == ["cancelled"])
        #expect(chat.called == [])
        try chat.answer("returns.create", Kit.returned)
        #expect(chat.called.map(\.key) == ["undo:return:10042"])
        chat.answerTakingBack()
        #expect(chat.texts == ["taken_back: return RT-1"])
    }

    @Test func `a person who has the conversation decides about what comes late`() throws {
        var chat = Chat(Kit.playbook())
        chat.say("send back order 10042", "kit", entities: [order("10042")])
        chat.say("stop", "cancel")
        chat.say("a person please", "person")
        try chat.answer("returns.create", Kit.returned)
        #expect(chat.called == [])
    }

    @Test func `a corrected value takes back what was done for the old one, once the flow is done with the new`() throws
    {
        var chat = try Chat.kit()
        chat.say("no, order 10043", entities: [order("10043")])
        #expect(chat.called.map(\.key) == ["return:10043"])
        try chat.answer("returns.create", .done(["return_id": .text("RT-2")]))
        try chat.answer("codes.issue", .done(["code": .text("AGAIN-2")]))
        chat.say("broken")
        try chat.answer("labels.make", Kit.labelled)
        #expect(chat.said == ["kit_done"])
        #expect(chat.called.map(\.key) == ["undo:code:10042"])
        chat.answerTakingBack()
        #expect(chat.called.map(\.key) == ["undo:return:10042"])
        chat.answerTakingBack()
        #expect(chat.texts == ["taken_back: code AGAIN-1 and return RT-1"])
    }

    @Test func `what was taken back is made anew under a key of its own`() throws {
        var chat = try Chat.kit()
        chat.say("stop", "cancel")
        chat.answerTakingBack()
        chat.answerTakingBack()
        chat.say("send back order 10042 after all", "kit", entities: [order("10042")])
        #expect(chat.called.map(\.key) == ["return:10042~2"])
        try chat.answer("returns.create", .done(["return_id": .text("RT-9")]))
        #expect(chat.called.map(\.key) == ["code:10042~2"])
        chat.say("stop", "cancel")
        #expect(chat.called.map(\.key) == ["undo:return:10042~2"])
    }

    @Test func `nothing is taken back when the visitor only asks for a person`() throws {
        var chat = try Chat.kit()
        chat.say("a person please", "person")
        #expect(chat.called == [] && chat.state.takingBack == [])
    }
}
