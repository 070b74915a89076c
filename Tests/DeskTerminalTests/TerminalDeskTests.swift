import ChatProtocol
import DeskTerminal
import Testing
import Vocabulary

@Suite struct TerminalDeskTests {
    private let maya = ConversationID("c-maya")
    private let omar = ConversationID("c-omar")

    @Test func `the queue is shown with places, reasons and what makes them`() {
        var test = TestDesk()
        test.hear(
            .queue([TestDesk.waiting(maya, saying: "where is it", since: 48_000), TestDesk.waiting(omar)], more: 3))
        test.forgetShown()
        test.type("/queue")
        #expect(test.shown[0].hasPrefix("1. 1  asked for a person · billing · 48 s · upset · “where is it”"))
        #expect(test.shown[1].hasPrefix("2. 2 "))
        #expect(test.hasShown("and 3 more"))
        test.type("/why 1")
        #expect(test.hasShown("1 stands at place 1 with 2.4 points: 1.8 waiting, 0.6 mood."))
    }

    @Test func `a number stays with its visitor while places move`() {
        var test = TestDesk()
        test.hear(.queue([TestDesk.waiting(maya), TestDesk.waiting(omar)], more: 0))
        test.hear(.queue([TestDesk.waiting(omar), TestDesk.waiting(maya)], more: 0))
        test.type("/take 1")
        #expect(test.sent == [.claim(maya)])
    }

    @Test func `an offer rings, and is taken or declined with one word`() {
        var test = TestDesk()
        test.hear(.offer(TestDesk.waiting(maya), until: test.now + .seconds(20)))
        #expect(test.rings == 1)
        #expect(test.hasShown("offered to you, 20 s to answer"))
        test.type("/decline")
        test.hear(.offer(TestDesk.waiting(omar), until: test.now + .seconds(20)))
        test.type("/take")
        #expect(test.sent == [.decline(maya), .claim(omar)])
    }

    @Test func `a visitor a colleague took first is said at once, and nothing is written to them`() {
        var test = TestDesk()
        test.hear(.queue([TestDesk.waiting(maya)], more: 0))
        test.type("/take")
        test.hear(.refused(Refusal(.alreadyClaimed, conversation: maya)))
        test.type("hello")
        #expect(test.hasShown("A colleague has taken this conversation."))
        #expect(test.sent == [.claim(maya)])
    }

    @Test func `a chat is laid before the agent in one go, with its first draft and what the bot can do`() {
        var test = TestDesk()
        test.hear(.claimed(maya))
        test.tell(maya, 1, .visitorSaid(text: "where is my money", choice: nil))
        #expect(!test.hasShown("where is my money"))
        test.hear(.assistance(maya, TestDesk.assistance(), off: []))
        #expect(test.hasShown("visitor 1: where is my money"))
        #expect(test.hasShown("/draft 1 Refunds take five days.  from Refunds"))
        #expect(test.hasShown("/do 1 Refund the order  it was asked for"))
        test.tell(maya, 2, .visitorSaid(text: "anybody?", choice: nil))
        #expect(test.hasShown("anybody?"))
    }

    @Test func `what is typed goes to the visitor, what begins with two strokes too`() {
        var test = TestDesk()
        test.hold(maya)
        test.forgetShown()
        test.type("Hello Maya")
        test.type("//start is a command here")
        #expect(test.said == ["Hello Maya", "/start is a command here"])
        #expect(!test.desk.isSettled)
    }

    @Test func `what is not acknowledged is sent again under its own name`() throws {
        var test = TestDesk()
        test.hold(maya)
        test.forgetShown()
        test.type("one")
        test.lose()
        test.type("two")
        #expect(test.said == ["one"])
        let first = try #require(test.sent.first)
        test.forgetShown()
        test.hear(TestDesk.welcome(mine: [maya]))
        #expect(test.said == ["one", "two"])
        #expect(test.sent.contains(first))
        #expect(test.sent.contains(.open(maya, epoch: LogEpoch("one"), last: SequenceNumber(1))))
        let cmids = test.sent.compactMap(\.cmid)
        #expect(Set(cmids).count == 2)
        for cmid in cmids { test.hear(.ack(maya, cmid, seq: SequenceNumber(5), at: test.now, isDuplicate: false)) }
        #expect(test.desk.isSettled)
    }

    @Test func `a reply is taken into the line, and sent with its source`() {
        var test = TestDesk()
        test.hold(maya)
        test.forgetShown()
        test.type("/reply late")
        #expect(test.line == "I am looking for order 10042.")
        test.type("I am looking for order 10042 now.")
        test.type("/draft 1")
        test.type("/send")
        #expect(test.drafts == ["reply:late", "article:refunds"])
        test.type("/reply hole")
        test.type("/send")
        #expect(test.drafts.count == 2)
        #expect(test.hasShown("A hole in it is open"))
    }

    @Test func `what is held back comes back into the line, and goes only when it is meant`() throws {
        var test = TestDesk()
        test.hold(maya)
        test.forgetShown()
        test.type("We will get back to you.")
        let cmid = try #require(test.sent.first?.cmid)
        test.hear(.heldBack(maya, cmid, [DraftFinding(kind: .undated, words: "get back to you")]))
        #expect(test.hasShown("promises without a time"))
        #expect(test.line == "We will get back to you.")
        test.type("/anyway")
        guard case .say(_, _, let text, _, let isChecked)? = test.sent.last else { return #expect(Bool(false)) }
        #expect(text == "We will get back to you.")
        #expect(isChecked)
    }

    @Test func `notes from while nobody was here are told once, and read when the chat is looked at`() {
        var test = TestDesk()
        test.hear(.mentions([ShownMention(conversation: maya, by: "Sam", at: test.now, text: "@ida look here")]))
        #expect(test.hasShown("Sam in 1: @ida look here"))
        #expect(test.desk.prompt.contains("1 naming you"))
        test.forgetShown()
        test.hear(.mentions([ShownMention(conversation: maya, by: "Sam", at: test.now, text: "@ida look here")]))
        #expect(!test.hasShown("Sam in 1"))
        test.type("/watch 1")
        #expect(test.sent.contains(.seen(maya)))
        test.hear(.mentions([]))
        #expect(!test.desk.prompt.contains("naming you"))
    }

    @Test func `the number of a card is never sent`() throws {
        var test = TestDesk()
        test.hold(maya)
        test.forgetShown()
        test.type("Is it 4242 4242 4242 4242?")
        let cmid = try #require(test.sent.first?.cmid)
        test.hear(.heldBack(maya, cmid, [DraftFinding(kind: .card, words: "4242 4242 4242 4242")]))
        test.type("/anyway")
        #expect(test.sent.count == 1)
    }

    @Test func `every way to end a chat, to pass it on and to mark it is a frame the service reads`() {
        var test = TestDesk(role: "supervisor")
        test.hold(maya, tags: [TagName("money")])
        test.forgetShown()
        let lines = [
            "/note @sam look at this", "/tag", "/tag delivery", "/untag delivery", "/do 1", "/back all is agreed",
            "/pass team billing wants a receipt", "/pass skill payments=3", "/pass agent sam please",
            "/resolve refunded +money", "/past", "/source article:refunds off", "/here", "/away",
        ]
        for line in lines { test.type(line) }
        #expect(test.unreadable == [])
        #expect(
            test.sent.map(\.command) == [
                .note, .tag, .tag, .tag, .delegate, .handBack, .transfer, .transfer, .transfer, .tag, .resolve,
                .background, .source, .presence, .presence,
            ])
    }

    @Test func `a yes and a no go to what was shown under the number`() {
        var test = TestDesk()
        let asked = ShownApproval(
            id: "c-maya/7/0", conversation: maya, action: ActionName("refunds.create"),
            arguments: ["order": .text("10042")], money: Money(minor: 24_900, currency: "GBP"),
            reasons: ["over £200"], askedAt: test.now, answerBy: test.now + .minutes(60), obstacle: nil)
        test.hear(.approvals([asked]))
        #expect(test.rings == 1)
        #expect(test.hasShown("Create refund 249.00 GBP · order 10042 · the bot may not: over £200"))
        test.type("/refuse 1")
        #expect(test.sent.isEmpty)
        test.type("/refuse 1 no receipt")
        test.type("/approve 1 seen the photo")
        #expect(
            test.sent == [
                .disapprove("c-maya/7/0", reason: "no receipt"), .approve("c-maya/7/0", note: "seen the photo"),
            ])
    }

    @Test func `what a visitor writes never steers the terminal`() {
        var test = TestDesk()
        test.hold(maya, saying: "a\u{1B}[2J\u{9B}31m\u{7}\u{202E}b\r\nc")
        #expect(test.hasShown("a␛[2J<U+9B>31m␇<U+202E>b␍ c"))
        for line in test.shown {
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
    }

    @Test func `another chat's words are marked, and count as new until it is turned to`() {
        var test = TestDesk()
        test.hold(maya)
        test.hold(omar)
        test.forgetShown()
        test.tell(maya, 2, .visitorSaid(text: "hello?", choice: nil))
        #expect(test.shown.count == 1)
        #expect(test.shown[0].hasPrefix("[1 visitor 1] "))
        #expect(test.desk.prompt == "[1 new] 2 visitor 2 › ")
        test.type("/1")
        #expect(test.desk.prompt == "1 visitor 1 › ")
        test.type("for maya")
        guard case .say(let conversation, _, _, _, _)? = test.sent.last else { return #expect(Bool(false)) }
        #expect(conversation == maya)
    }

    @Test func `nothing is written into a chat that is over`() {
        var test = TestDesk()
        test.hold(maya)
        test.forgetShown()
        test.tell(maya, 2, .resolved(outcome: "solved", epoch: SpeakerEpoch(3)), by: .agent(AgentID("a-ida")))
        test.type("one more thing")
        #expect(test.sent.isEmpty)
        #expect(test.hasShown("not yours any more"))
        test.type("/leave")
        #expect(test.sent == [.leave(maya)])
    }

    @Test func `a supervisor who watches writes notes, never to the visitor`() {
        var test = TestDesk(role: "supervisor")
        test.hear(.queue([TestDesk.waiting(maya)], more: 0))
        test.type("/watch 1")
        test.hear(.assistance(maya, TestDesk.assistance(), off: []))
        test.type("offer him the discount")
        test.type("/takeover 1")
        #expect(test.sent.map(\.command) == [.open, .note, .takeOver])
    }

    @Test func `a broken promise rings once before it and once when it is broken`() {
        var test = TestDesk()
        test.hold(maya)
        test.hear(
            .clocks(
                maya,
                [
                    ShownClock(
                        kind: "first", due: test.now + .seconds(60), warns: test.now + .seconds(30), left: .seconds(60))
                ]))
        test.pass(.seconds(10))
        #expect(test.rings == 0)
        for _ in 0..<5 { test.pass(.seconds(5)) }
        #expect(test.rings == 1)
        for _ in 0..<3 { test.pass(.seconds(10)) }
        #expect(test.rings == 2)
        #expect(test.hasShown("first answer is late"))
    }

    @Test func `silence of the service is noticed`() {
        var test = TestDesk()
        for _ in 0..<9 { test.pass(.seconds(5), isAlive: false) }
        #expect(test.sent.filter { $0.command == .ping }.count == 2)
        #expect(test.reconnects == 0)
        test.pass(.seconds(5), isAlive: false)
        #expect(test.reconnects == 1)
    }

    @Test func `a gap in what was heard is read again, and nothing is shown twice`() {
        var test = TestDesk()
        test.hold(maya)
        test.tell(maya, 4, .visitorSaid(text: "too far", choice: nil))
        #expect(test.reconnects == 1)
        #expect(!test.hasShown("too far"))
        test.forgetShown()
        test.tell(maya, 1, .visitorSaid(text: "where is my money", choice: nil))
        #expect(test.shown.isEmpty)
    }

    @Test(arguments: [
        ("/res", ["/resolve"]), ("/resolve so", ["/resolve solved"]), ("/tag mo", ["/tag money"]),
        ("/reply ", ["/reply hole", "/reply late"]), ("/pass te", ["/pass team "]),
        ("/pass team b", ["/pass team billing"]), ("/resolve solved +m", ["/resolve solved +money"]),
        ("/note @sa", ["/note @sam"]), ("hello", []),
    ])
    func `a line is completed by what makes sense there`(_ line: String, _ wanted: [String]) {
        var test = TestDesk()
        test.hold(maya)
        test.hear(.agents([Colleague(agent: AgentID("a-sam"), name: "Sam", status: .available, load: 0, capacity: 5)]))
        #expect(test.desk.completions(of: line) == wanted)
    }

    @Test func `a word that is no command never reaches a visitor`() {
        var test = TestDesk()
        test.hold(maya)
        test.forgetShown()
        for line in ["/resolv3", "/frobnicate", "/re", "/", "/99", "/draft x", "/do 9", "/take x", "/pass nobody"] {
            test.type(line)
        }
        #expect(test.sent.isEmpty)
        #expect(test.shown.count == 9)
    }

    @Test func `a long line is cut at blanks, and nothing of it is lost`() {
        let line = ShownLine("  Maya: a long answer that does not fit into one row of a narrow window", .faint)
        let rows = line.wrapped(to: 30).map(\.text)
        #expect(
            rows == [
                "  Maya: a long answer that ", "      does not fit into one ", "      row of a narrow window",
            ])
        #expect(ShownLine(String(repeating: "x", count: 70)).wrapped(to: 30).map(\.text.count) == [30, 30, 18])
    }

    @Test func `the sheet names every command`() {
        var test = TestDesk()
        test.type("/help")
        for name in ["queue", "take", "decline", "reply", "approve", "takeover", "anyway", "pass", "quit"] {
            #expect(test.hasShown("/\(name)"), "\(name)")
        }
    }
}

extension TestDesk {
    fileprivate var said: [String] {
        sent.compactMap { if case .say(_, _, let text, _, _) = $0 { text } else { nil } }
    }

    fileprivate var drafts: [String] {
        sent.compactMap { if case .say(_, _, _, let draft, _) = $0 { draft?.rawValue } else { nil } }
    }
}
