import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// Free text is asked for, and a question comes.
@Suite struct QuestionInTextTests {
    private static func asked() -> Chat {
        var chat = Chat()
        chat.say("leave a note", "leave_note")
        return chat
    }

    @Test(arguments: [
        "how long does it take", "will I get it all back", "what's the time it takes", "who pays for it",
        "don't you have a date for it", "ok but when is it there",
    ])
    func `a question that an article answers is no note, with a mark or without`(text: String) {
        var chat = Self.asked()
        #expect(chat.say(text, articles: [.refunds]) == [Shop.passage, "resume", "ask_text"])
        #expect(chat.state.slots["text"] == nil)
    }

    @Test func `a question that is another flow's begins that flow`() {
        var chat = Self.asked()
        #expect(chat.say("where is my order", "order_status") == ["ask_order"])
        #expect(chat.state.stack.map(\.flow) == ["leave_note", "order_status"])
    }

    @Test(arguments: [
        "when I turn it on it hisses", "2 Hill Road", "What a mess it was", "Will Street 5",
        "where the refund goes nobody told me", "please ring twice",
    ])
    func `what is told is the note, whatever article comes near`(text: String) {
        var chat = Self.asked()
        #expect(chat.say(text, "order_status", articles: [.refunds]) == ["ask_urgent"])
        #expect(chat.state.slots["text"] == .text(text))
    }

    @Test func `a question that nothing answers is the note`() {
        var chat = Self.asked()
        #expect(chat.say("will the neighbour take it") == ["ask_urgent"])
    }
}
