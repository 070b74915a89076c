import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// What an agent need not ask, since the bot was told it.
@Suite struct KnownQuestionTests {
    private static func found(_ line: String, _ chat: Chat) -> [DraftFinding] {
        chat.machine.findings(in: line, state: chat.state)
    }

    @Test(
        arguments: [
            "What is your order number?", "what's the order number again please", "And which order is it about?",
            "Could you please confirm your order number?", "Tell me your order, please.",
            "I'll need the order number.", "Welche Bestellung? Nennen Sie mir bitte Ihre order number.",
        ])
    func `a question that was answered to the bot is held back with the answer`(line: String) throws {
        let chat = try FlowTests.refundAtReason()
        #expect(Self.found(line, chat) == [DraftFinding(kind: .known, words: "order number 10042")])
    }

    @Test(
        arguments: [
            "Is 10042 still your order number?", "I have sent your order again.", "Which of the two would you like?",
            "Please send me a photo of the order confirmation.", "What is the reason?",
            "Did your order come in one parcel?", "Your order number was on the label.", "I need a minute, sorry.",
        ])
    func `what asks for nothing known is sent`(line: String) throws {
        let chat = try FlowTests.refundAtReason()
        #expect(Self.found(line, chat) == [])
    }

    @Test func `before it is known it may be asked, and after it was put right the new answer is told`() throws {
        var chat = Chat()
        chat.say("refund", "refund")
        #expect(Self.found("What is your order number?", chat) == [])
        chat = try FlowTests.refundAtReason()
        chat.say("no, it is 10043", entities: [order("10043")])
        #expect(Self.found("What is your order number?", chat).map(\.words) == ["order number 10043"])
    }

    @Test func `who is signed in is not asked for the address that the site knows`() {
        let chat = Chat(identity: .signed, signed: ["email": "maya@example.com"])
        #expect(Self.found("May I have your e-mail address?", chat).map(\.words) == ["e-mail maya@example.com"])
        #expect(Self.found("May I have your e-mail address?", Chat()) == [])
    }

    @Test func `the bot's own wording of the question asks for it too`() throws {
        let chat = try FlowTests.refundAtReason()
        #expect(Self.found("(ask_order)", chat) == [])
        let question = Response(
            name: "ask_order",
            variants: [Template(pieces: [.text("Hello! Under what number did you buy? Thanks.")])], buttons: [],
            place: Shop.place)
        var told = Chat(Shop.playbook(responses: ["ask_order": question]))
        told.say("refund", "refund")
        told.say("10042", entities: [order("10042")])
        #expect(Self.found("Sorry, under what number did you buy?", told).map(\.kind) == [.known])
    }
}
