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
        #expect(packet.missing == [])
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
            "Maya Okafor, proved owner of order. Wants your refund. Known: order 10042, email maya@example.com. "
            + "Tried orders look up: done. Was asked for reason. Here because: asked for a person. "
            + "Mood: calm, rising."
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

    @Test func `a poisoned message is in the packet too`() {
        var chat = Chat()
        chat.take(.turnFailed(text: "???", choice: nil, reason: "timed out"))
        #expect(chat.handover.missing == [])
        #expect(chat.handover.transcript.map(\.text).contains("???"))
    }
}
