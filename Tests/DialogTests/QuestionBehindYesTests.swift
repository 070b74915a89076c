import Dialog
import Testing
import Vocabulary

/// A yes that still asks something is no yes to what cannot be taken back.
@Suite struct QuestionBehindYesTests {
    private static func atConfirmation() throws -> Chat {
        var chat = try FlowTests.refundAtReason()
        try chat.press("It is damaged")
        return chat
    }

    @Test(arguments: [
        "ok but how long does it take", "yes, how long will that be", "go ahead but when do I get it",
        "sure is it really free", "yes and can I have it in cash", "fine just tell me how much comes back",
        "yes please, what's the wait", "ok do you keep anything back", "yes could you tell me when",
    ])
    func `the question is answered, then all of it is asked again`(text: String) throws {
        var chat = try Self.atConfirmation()
        #expect(chat.say(text, "yes", articles: [.refunds]) == [Shop.passage, "resume", "confirm_refund"])
        #expect(chat.called.isEmpty)
        #expect(chat.say("yes", "yes") == [])
        #expect(chat.called.map(\.action) == ["refunds.create"])
    }

    @Test func `a question that nobody can answer leaves it to a plain yes`() throws {
        var chat = try Self.atConfirmation()
        #expect(chat.say("ok but how long does it take", "yes") == ["yes_or_no"])
        #expect(chat.called.isEmpty)
        #expect(chat.say("ok?", "yes") == ["confirm_refund"])
        #expect(chat.called.isEmpty)
        chat.say("yes", "yes")
        #expect(chat.called.map(\.action) == ["refunds.create"])
    }

    @Test(arguments: [
        "yes do it", "ok please do the refund", "that's what I want", "sure, have it your way",
        "yes can you do it please",
        "yes could you please just go ahead", "yes when you can", "okay why not", "perfect, let's do it",
        "yes that is fine, thanks",
    ])
    func `what only tells to go ahead is a yes, whatever article comes near`(text: String) throws {
        var chat = try Self.atConfirmation()
        #expect(chat.say(text, "yes", articles: [.refunds]) == [])
        #expect(chat.called.map(\.action) == ["refunds.create"])
    }

    @Test func `a no is a no, whatever it asks`() throws {
        var chat = try Self.atConfirmation()
        chat.say("no why would I want that", "no", articles: [.refunds])
        #expect(chat.called.isEmpty)
        #expect(chat.state.endings["refund"]?.outcome == "declined")
    }
}
