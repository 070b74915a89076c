import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

/// Whoever has a conversation's token before it is proved who the visitor is has nothing of it afterwards
/// (`security.md`, check 21).
@Suite struct ProofTests {
    /// One page that has the conversation open.
    private struct Tab {
        let session: VisitorSession
        let wire = RecordingWire()
        let secret: String?

        init(_ bench: Bench, token: String? = nil, last: Int = 0, secret: String? = nil) async {
            self.secret = secret
            session = bench.visitor(over: wire)
            var hello: [JSON.Member] = [.init("type", "hello"), .init("v", 1)]
            if let token {
                hello += [
                    .init("token", .string(token)), .init("epoch", .string("\(bench.store.logEpoch)")),
                    .init("last", .integer(Int64(last))),
                ]
            }
            if let secret { hello.append(.init("secret", .string(secret))) }
            session.received(JSON.object(hello).bytes)
            await wire.wait { frames, _ in frames.contains { $0["type"] == "people" || $0["type"] == "refused" } }
        }

        func say(_ number: Int, _ text: String, _ choice: JSON? = nil) async {
            let known = wire.frames.count { $0["type"] == "ack" }
            var name = Bench.cmid(number).rawValue
            if case .string(let mark)? = wire.frames[0]["mark"] { name = "\(mark)-\(name)" }
            var frame: [JSON.Member] = [
                .init("type", "say"), .init("cmid", .string(name)), .init("text", .string(text)),
            ]
            if let choice { frame.append(.init("choice", choice)) }
            session.received(JSON.object(frame).bytes)
            await wire.waitFor(type: "ack", count: known + 1)
        }

        var last: Int { wire.frames.compactMap { $0["type"] == "event" ? $0.number("seq") : nil }.last ?? 0 }
        var conversation: ConversationID { ConversationID(wire.frames[0].text("conversation") ?? "") }
        var token: String {
            wire.frames.last { $0["type"] == "token" || $0["type"] == "welcome" }?.text("token") ?? ""
        }
        var seesSecret: Bool { wire.frames.contains { $0["text"] == .string(ProofTests.secretWords) } }
        var refusal: JSON? { wire.frames.first { $0["type"] == "refused" }?["code"] }
    }

    private static let secretWords = "Your account holds what only you may see."
    private static let account: JSON = ["intent": "account"]

    /// The code was right.
    private func prove(_ bench: Bench, _ conversation: ConversationID) async throws {
        let calls = try await bench.events(of: conversation).compactMap { record in
            if case .actionStarted(let call) = record.event { call.id } else { nil }
        }
        _ = try await bench.lanes.take(
            .actionFinished(try #require(calls.last), .done(["code_right": .flag(true)])), in: conversation)
    }

    @Test func `the page that said the code gets a new token, all others are sent away unseen`() async throws {
        let bench = try Bench()
        let visitor = await Tab(bench)
        await visitor.say(1, "account", Self.account)
        let stranger = await Tab(bench, token: visitor.token)
        let planted = visitor.token
        await visitor.say(2, "10042")
        try await prove(bench, visitor.conversation)
        await visitor.wire.wait { frames, _ in frames.contains { $0["text"] == .string(Self.secretWords) } }
        #expect(visitor.token != planted)
        await stranger.wire.wait { _, code in code != nil }
        #expect(!stranger.seesSecret)
        #expect(await Tab(bench, token: planted).refusal == "unauthorized")
        let back = await Tab(bench, token: visitor.token)
        #expect(back.conversation == visitor.conversation)
        await back.wire.wait { frames, _ in frames.contains { $0["text"] == .string(Self.secretWords) } }
    }

    @Test func `a stranger who speaks while the code is looked at gets nothing by it`() async throws {
        let bench = try Bench()
        let visitor = await Tab(bench, secret: "page-secret-0000000000001")
        await visitor.say(1, "account", Self.account)
        let stranger = await Tab(bench, token: visitor.token, secret: "page-secret-0000000000002")
        await visitor.say(2, "10042")
        await stranger.say(3, "10042")
        try await prove(bench, visitor.conversation)
        // Nobody can say whose proof it was: both are sent away, and neither old token opens it.
        await stranger.wire.wait { _, code in code != nil }
        await visitor.wire.wait { _, code in code != nil }
        #expect(!stranger.seesSecret)
        #expect(!stranger.wire.frames.contains { $0["type"] == "token" })
        let again = await Tab(bench, token: stranger.token, secret: "page-secret-0000000000002")
        #expect(again.refusal == "unauthorized")
    }

    @Test func `a page that lost its connection after the code is let in by its secret, a stranger is not`()
        async throws
    {
        let bench = try Bench()
        let secret = "page-secret-0000000000001"
        let visitor = await Tab(bench, secret: secret)
        await visitor.say(1, "account", Self.account)
        await visitor.say(2, "10042")
        visitor.session.closed()
        // Back before it is proved: the code was said on the connection before.
        let waiting = await Tab(bench, token: visitor.token, last: visitor.last, secret: secret)
        try await prove(bench, visitor.conversation)
        await waiting.wire.waitFor(type: "token")
        await waiting.wire.wait { frames, _ in frames.contains { $0["text"] == .string(Self.secretWords) } }
        // Or after, with what it had, also when the service was restarted meanwhile.
        let restarted = try await bench.restarted()
        let late = await Tab(restarted, token: visitor.token, last: visitor.last, secret: secret)
        #expect(late.conversation == visitor.conversation)
        #expect(late.token == waiting.token)
        for wrong in ["page-secret-0000000000002", nil] {
            #expect(await Tab(restarted, token: visitor.token, secret: wrong).refusal == "unauthorized")
        }
    }

    @Test func `to prove something else than who one is changes no token`() async throws {
        let bench = try Bench()
        let visitor = await Tab(bench)
        await visitor.say(1, "parcel", ["intent": "parcel"])
        let tab = await Tab(bench, token: visitor.token)
        await visitor.say(2, "10042")
        await tab.wire.wait { frames, _ in frames.contains { $0["text"] == "It is on its way." } }
        #expect(tab.token == visitor.token)
        #expect(tab.wire.closeCode == nil)
    }
}
