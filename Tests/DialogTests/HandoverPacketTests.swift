import Dialog
import PlaybookModel
import Testing
import Vocabulary

@Suite struct HandoverPacketTests {
    static func escalated() throws -> Chat {
        var chat = try FlowTests.refundAtReason()
        chat.say("this takes forever, a person please", "person", frustration: 0.6, urgency: 0.2)
        return chat
    }

    @Test func `the packet holds all that the bot knows`() throws {
        let chat = try HandoverPacketTests.escalated()
        let packet = chat.handover
        #expect(packet.missing(of: chat.log, state: chat.state) == [])
        #expect(packet.visitor == "v1")
        #expect(packet.reason == .asked)
        #expect(packet.slots["order"] == .text("10042"))
        #expect(packet.actions.map(\.call.action) == ["identity.check", "orders.look_up"])
        #expect(packet.actions.map(\.result) == [.owned, .found])
        #expect(packet.flows == ["refund", "owner_of_order"])
        #expect(packet.identity == ["owner_of_order"])
        #expect(packet.intents.count == 4)
        #expect(packet.sentiment.last?.frustration == 0.6)
        #expect(packet.transcript.first?.text == "(welcome)")
        #expect(packet.drafts == ["(ask_reason)"])
        #expect(packet.context["name"] == "Maya Okafor")
    }

    @Test func `the summary says who, what, what was tried, where it stands and how it feels`() throws {
        let chat = try HandoverPacketTests.escalated()
        let expected =
            "Maya Okafor, proved owner of order. Wants: Get money back. Known: order 10042, email maya@example.com. "
            + "Tried orders look up: done. Was asked for reason. Here because: asked for a person. "
            + "Mood: frustrated, rising."
        #expect(chat.handover.summary == expected)
    }

    @Test func `the summary never has more than sixty words`() throws {
        var chat = try FlowTests.refundAtReason()
        chat.say(String(repeating: "very long story ", count: 300), "person")
        #expect(chat.handover.summary.split(separator: " ").count <= 60)
        #expect(chat.handover.missing == [])
    }

    @Test func `the same log gives the same packet`() throws {
        let chat = try HandoverPacketTests.escalated()
        #expect(chat.handover == chat.handover)
    }

    @Test func `an article that was shown is in the packet, and its passage among the drafts`() {
        var chat = Chat()
        chat.say("how long do refunds take", articles: [.refunds])
        chat.say("and to another card?", articles: [.refunds])
        chat.say("hm", articles: [.refunds], choice: .person)
        #expect(chat.handover.articles.map(\.article) == ["refunds"])
        #expect(chat.handover.drafts == [Shop.passage])
    }

    @Test func `a packet with gaps names each of them`() throws {
        let whole = try HandoverPacketTests.escalated().handover
        let packet = Handover(
            version: 9, conversation: whole.conversation, visitor: "", reason: .asked, team: "", priority: 0,
            waitingSince: whole.waitingSince, summary: String(repeating: "word ", count: 61),
            transcript: whole.transcript.reversed(), intents: [], slots: [:], actions: [], sentiment: [], articles: [],
            flows: [], identity: [], drafts: [], context: [:])
        #expect(
            packet.missing == [
                .version, .visitor, .team, .order, .summaryTooLong(words: 61), .intents(missing: 4),
                .sentiment(missing: 4), .identity,
            ])
    }

    /// What a packet may lack of what the log says, and what is then said to be missing.
    static let holes: [(what: String, hole: Hole, gap: HandoverGap)] = [
        ("a slot", { $0.slots["order"] = nil }, .slot("order")),
        ("a slot as it is now", { $0.slots["order"] = .text("10043") }, .slot("order")),
        ("an action", { $0.actions.removeLast() }, .action("orders.look_up")),
        (
            "an action's end", { $0.actions[0] = .init(call: $0.actions[0].call, result: nil) },
            .action("identity.check")
        ),
        ("an article", { $0.articles = [] }, .article("refunds")),
        ("a mood", { $0.sentiment.removeLast() }, .sentiment(missing: 1)),
        ("what was meant", { $0.intents.removeLast() }, .intents(missing: 1)),
    ]

    private static let identityCheck = HandoverGap.action("identity.check")

    @Test(arguments: holes.indices)
    func `a packet without what the log says is refused`(index: Int) throws {
        var chat = try FlowTests.refundAtReason()
        chat.say("how long does it take", articles: [.refunds])
        chat.say("a person please", "person")
        let whole = chat.handover
        #expect(whole.missing(of: chat.log, state: chat.state) == [])
        let (what, hole, gap) = HandoverPacketTests.holes[index]
        var parts = Parts(whole)
        hole(&parts)
        #expect(parts.packet.missing(of: chat.log, state: chat.state) == [gap], "\(what)")
    }

    @Test func `a packet without a line that was said is refused`() throws {
        let chat = try HandoverPacketTests.escalated()
        var parts = Parts(chat.handover)
        let line = parts.transcript.removeLast()
        #expect(parts.packet.missing(of: chat.log, state: chat.state) == [.line(line.seq)])
    }

    @Test func `a poisoned message is in the packet too`() {
        var chat = Chat()
        chat.take(.turnFailed(text: "???", choice: nil, reason: "timed out"))
        #expect(chat.handover.missing == [])
        #expect(chat.handover.transcript.map(\.text).contains("???"))
    }
}

typealias Hole = @Sendable (inout Parts) -> Void

/// A packet that things can be taken out of.
struct Parts {
    private let whole: Handover
    var transcript: [Handover.TranscriptLine]
    var intents: [Handover.IntentSeen]
    var slots: [SlotName: SlotValue]
    var actions: [Handover.ActionTried]
    var sentiment: [Sentiment]
    var articles: [Citation]

    init(_ whole: Handover) {
        self.whole = whole
        (transcript, intents, slots) = (whole.transcript, whole.intents, whole.slots)
        (actions, sentiment, articles) = (whole.actions, whole.sentiment, whole.articles)
    }

    var packet: Handover {
        Handover(
            version: whole.version, conversation: whole.conversation, visitor: whole.visitor, reason: whole.reason,
            team: whole.team, priority: whole.priority, waitingSince: whole.waitingSince, summary: whole.summary,
            transcript: transcript, intents: intents, slots: slots, actions: actions, sentiment: sentiment,
            articles: articles, flows: whole.flows, identity: whole.identity, drafts: whole.drafts,
            context: whole.context)
    }
}
