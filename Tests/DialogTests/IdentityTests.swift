import Dialog
import PlaybookModel
import Testing
import Vocabulary

/// Who the visitor is, as the site has signed it.
@Suite struct IdentityTests {
    private static let maya = SignedVisitor(
        subject: "C-7", name: "Maya Okafor", email: "maya@example.com", more: ["plan": "gold"],
        expires: Timestamp(milliseconds: 0))

    /// Says who may come in, and which plan they have.
    private static func playbook() -> Playbook {
        let club = Shop.flow(
            "club", title: "the club", slots: [],
            [
                .require(.signed, by: nil, next: 1, otherwise: 3),
                .when(
                    .binary(
                        .equal, .call(.customer, [.literal(.text("plan"))]), .literal(.text("gold"))), then: 2,
                    otherwise: 4),
                .say("noted", next: nil), .say("does_not_match", next: nil), .say("nothing_to_refund", next: nil),
            ])
        return Shop.playbook(flows: [club], intents: [Shop.intent("club", "See the club", .flow("club"))])
    }

    private static func chat(_ context: [String: String] = [:]) -> Chat {
        Chat(playbook(), context: context)
    }

    @Test func `who signs in during the conversation passes from then on`() {
        var chat = Self.chat()
        #expect(chat.say("the club", "club") == ["does_not_match"])
        #expect(chat.take(.identified(Self.maya)).isEmpty)
        #expect(chat.say("the club", "club") == ["noted"])
        #expect(chat.state.signed == Self.maya.attributes)
    }

    @Test func `who was signed in from the beginning passes at once`() {
        let machine = DialogMachine(playbook: Self.playbook())
        let state = DialogState(conversation: "c")
        let opening = Opening(
            visitor: "v", channel: "widget", playbook: "v1", locale: "en", context: [:], identity: .signed,
            signed: Self.maya.attributes)
        let open = machine.step(state, .opened(opening), at: Timestamp(milliseconds: 0)).state
        let heard = Chat.understood("the club", [Scored("club", confidence: 0.95)], band: .act)
        let said = machine.step(
            open, .visitorSaid(text: "the club", choice: nil, interpretation: heard), at: Timestamp(milliseconds: 1))
        #expect(
            said.events.contains {
                if case .botSaid(let line, _) = $0.event { line.response == "noted" } else { false }
            })
    }

    @Test func `what a page merely says counts no more once the site has signed`() {
        var chat = Self.chat(["plan": "gold"])
        chat.take(.identified(SignedVisitor(subject: "C-8", expires: Timestamp(milliseconds: 0))))
        #expect(chat.say("the club", "club") == ["nothing_to_refund"])
    }

    @Test func `another customer's token is not taken into the conversation`() {
        var chat = Self.chat()
        chat.take(.identified(Self.maya))
        chat.take(.identified(SignedVisitor(subject: "C-8", expires: Timestamp(milliseconds: 0))))
        #expect(chat.refusal == .notYours)
        #expect(chat.state.signed["id"] == "C-7")
    }

    @Test func `the same token again says nothing new`() {
        var chat = Self.chat()
        #expect(!chat.state.knows(Self.maya))
        chat.take(.identified(Self.maya))
        #expect(chat.state.knows(Self.maya))
        #expect(!chat.state.knows(SignedVisitor(subject: "C-7", expires: Timestamp(milliseconds: 0))))
    }

    @Test func `a person who takes over sees that the site vouches for the visitor`() {
        var chat = Self.chat()
        chat.take(.identified(Self.maya))
        chat.say("a person", "person")
        #expect(chat.handover.identity == ["signed"])
        #expect(chat.handover.summary.hasPrefix("Maya Okafor, signed in."))
    }

    @Test(arguments: [(IdentityLevel.anonymous, "anonymous"), (.session, "session"), (.code, "code")])
    func `the packet says how sure it was from the beginning`(_ level: IdentityLevel, _ word: String) {
        var chat = Chat(identity: level)
        chat.say("a person", "person")
        #expect(chat.handover.identity == [word])
    }
}
