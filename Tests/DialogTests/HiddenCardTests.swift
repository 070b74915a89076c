import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct HiddenCardTests {
    private static let number = "4000 0000 0000 0002"

    private static func chat() -> Chat {
        let warning = Response(
            name: "card_hidden", variants: [Template("Please never send a card's number.")], place: Shop.place)
        return Chat(Shop.playbook(responses: ["card_hidden": warning]))
    }

    /// Whatever the log keeps, written out.
    private static func kept(_ chat: Chat) -> String {
        chat.log.map { "\($0.event)" }.joined(separator: "\n")
    }

    @Test func `a card's number is never kept, nor what was read from it`() {
        var chat = Self.chat()
        chat.say("my card is \(Self.number)", entities: [("number", .text(Self.number))])
        let kept = chat.events { $0 == .visitorSaid(text: "my card is •••• •••• •••• 0002", choice: nil) }
        #expect(kept.count == 1)
        #expect(!Self.kept(chat).contains("4000"))
        #expect(chat.said == ["card_hidden", "rephrase"])
    }

    @Test func `who sends it is told once`() {
        var chat = Self.chat()
        #expect(chat.say(Self.number).contains("card_hidden"))
        #expect(!chat.say(Self.number).contains("card_hidden"))
    }

    @Test func `it answers no question, not even one for free text`() {
        var chat = Self.chat()
        chat.say("leave a note", "leave_note")
        #expect(chat.say(Self.number) == ["card_hidden", "invalid", "ask_text"])
        #expect(chat.state.slots["text"] == nil)
        #expect(chat.say("call me, not on \(Self.number)") == ["ask_urgent"])
        #expect(!Self.kept(chat).contains("4000"))
    }

    @Test func `a person who has the conversation sees it masked, and the bot says nothing`() {
        var chat = Self.chat()
        chat.say("a person please", "person")
        #expect(chat.say(Self.number).first == "card_hidden")
        chat.take(.agentClaimed("marcus", displayName: "Marcus"))
        #expect(chat.say("it is \(Self.number)") == [])
        #expect(!Self.kept(chat).contains("4000"))
    }

    @Test func `a turn that failed keeps no card's number either`() {
        var chat = Self.chat()
        chat.take(.turnFailed(text: Self.number, choice: nil, reason: "crash"))
        #expect(!Self.kept(chat).contains("4000"))
    }

    /// With blanks, with dashes, and in one piece.
    @Test(arguments: ["4000 0000 0000 0002", "4000-0000-0000-0002", "4000000000000002"])
    func `what people of the company type is masked like a visitor's`(number: String) {
        var chat = Self.chat()
        chat.say("a person please", "person")
        chat.take(.agentClaimed("marcus", displayName: "Marcus"))
        chat.take(.agentSaid("marcus", text: "Is it \(number)?"))
        chat.take(.agentNoted("marcus", text: "paid with \(number)"))
        chat.take(.transferred("marcus", to: "billing", note: "card \(number)"))
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        chat.take(.handedBack("ida", note: "asked about \(number)"))
        chat.say("a person again", "person")
        chat.take(.agentClaimed("ida", displayName: "Ida"))
        chat.take(.resolved("ida", outcome: "refunded to \(number)"))
        chat.take(.rated(stars: 5, comment: "my \(number) is charged"))
        let kept = Self.kept(chat)
        #expect(chat.refusal == nil)
        #expect(!kept.contains(number.prefix(9)))
        #expect(kept.count(of: "0002") == 6)
        #expect(!chat.handover.transcript.map { "\($0)" }.joined().contains(number.prefix(9)))
    }

    @Test func `what was kept of it, played again, goes the same way`() {
        var chat = Self.chat()
        chat.say("leave a note", "leave_note")
        let said = chat.say("it is \(Self.number)")
        var again = Self.chat()
        again.say("leave a note", "leave_note")
        #expect(again.say("it is •••• •••• •••• 0002") == said)
        #expect(again.log == chat.log)
    }

    @Test func `an order's number that an agent types stays`() {
        var chat = Self.chat()
        chat.say("a person please", "person")
        chat.take(.agentClaimed("marcus", displayName: "Marcus"))
        chat.take(.agentSaid("marcus", text: "Order 1234567890123 is on its way"))
        #expect(Self.kept(chat).contains("1234567890123"))
    }
}

extension String {
    fileprivate func count(of piece: String) -> Int {
        split(separator: piece, omittingEmptySubsequences: false).count - 1
    }
}
