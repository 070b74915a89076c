import ChatProtocol
import Store
import Switchboard
import Telemetry
import Testing
import Vocabulary

/// What stands beside a chat on the desk.
@Suite struct AssistingTests {
    private static let name: ConversationID = "c"

    /// Ida holds the conversation and has it open.
    private func chat(_ bench: Bench, _ lines: [String] = ["refund"]) async throws -> Duty {
        let ida = await Duty("ticket-ida", at: bench, bench.desk())
        try await bench.open(Self.name)
        for (number, text) in lines.enumerated() {
            _ = try await bench.lanes.take(
                .say(cmid: Bench.cmid(100 + number), text: text, choice: nil), in: Self.name)
        }
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "a person", choice: .person), in: Self.name)
        await bench.dispatcher.tick()
        ida.say("claim", Self.name)
        await ida.wire.waitFor(type: "claimed")
        ida.say("open", Self.name)
        await ida.wire.waitFor(type: "assistance")
        return ida
    }

    private func line(_ duty: Duty, _ number: Int, _ text: String, _ more: [JSON.Member] = []) {
        duty.say("say", Self.name, [Bench.cmidMember(number), Bench.text("text", text)] + more)
    }

    private func said(_ bench: Bench) async throws -> [String] {
        try await bench.events(of: Self.name).compactMap { record in
            if case .agentSaid(let text, _) = record.event { text } else { nil }
        }
    }

    @Test func `drafts name their sources, replies are filled, the rest of the team's are left out`() async throws {
        let bench = try Bench()
        let ida = try await chat(bench)
        let shown = try #require(ida.heard("assistance", Self.name).last)
        #expect(shown["drafts"]?.list.first?["source"] == "question:order")
        #expect(shown["drafts"]?.list.first?["text"] == "What is the order number?")
        #expect(shown["replies"]?.list.map { $0["name"] } == ["hello", "order", "bill"])
        #expect(shown["replies"]?.list.first?["text"] == "Hello, I'm Ida of Alder & Finch.")
        #expect(shown["replies"]?.list[1]["complete"] == false)
        #expect(shown["tags"] == ["money"])
        #expect(shown["actions"]?.list.first?["resume"] == true)
    }

    @Test func `what is not fit to be sent is held back, and goes once it was seen`() async throws {
        let bench = try Bench()
        let ida = try await chat(bench)
        line(ida, 20, "Please CALM down, we'll get back to you.")
        await ida.wire.waitFor(type: "held_back")
        let held = try #require(ida.heard("held_back", Self.name).first)
        #expect(Set(held["findings"]?.list.compactMap { $0["kind"] } ?? []) == ["banned", "undated"])
        #expect(try await said(bench).isEmpty)
        line(ida, 20, "Please CALM down, we'll get back to you.", [.init("checked", true)])
        await ida.wire.waitFor(type: "ack")
        #expect(try await said(bench).count == 1)
        line(ida, 21, "We'll get back to you within two hours.")
        await ida.wire.waitFor(type: "ack", count: 2)
    }

    @Test func `a card's number is never sent, whoever means it`() async throws {
        let bench = try Bench()
        let ida = try await chat(bench)
        line(ida, 20, "Your card 4111 1111 1111 1111?", [.init("checked", true)])
        await ida.wire.waitFor(type: "held_back")
        #expect(try await said(bench).isEmpty)
    }

    @Test func `drafts are counted by what became of them, once a line of the visitor`() async throws {
        let bench = try Bench()
        let ida = try await chat(bench)
        line(ida, 20, "What is the order number?", [Bench.text("draft", "question:order")])
        await ida.wire.waitFor(type: "ack")
        line(ida, 21, "Take your time.")
        await ida.wire.waitFor(type: "ack", count: 2)
        await bench.companion.quiesce()
        let journal = try await bench.store.journal("companion")
        #expect(journal.entries.map { String(decoding: $0.body, as: UTF8.self).contains("accepted") } == [true])
    }

    @Test func `a source that nobody uses is switched off, everyone is told, and a restart does not forget it`()
        async throws
    {
        let bench = try Bench()
        let ida = try await chat(bench)
        for round in 0..<5 {
            let seen = ida.heard("assistance", Self.name).count
            if round > 0 {
                _ = try await bench.lanes.take(
                    .say(cmid: Bench.cmid(200 + round), text: "hm", choice: nil), in: Self.name)
                await ida.wire.wait { frames, _ in frames.count { $0["type"] == "assistance" } > seen }
            }
            line(ida, 30 + round, "Something else, number \(round).")
            await ida.wire.waitFor(type: "ack", count: round + 1)
        }
        await ida.wire.waitFor(type: "source")
        let told = try #require(ida.wire.frames.last { $0["type"] == "source" })
        #expect(told["on"] == false)
        #expect(told["source"]?["source"] == "question:order")
        let again = try await bench.restarted()
        try await again.companion.restore()
        let grace = await Duty("ticket-grace", at: again, again.desk())
        grace.say("open", Self.name)
        await grace.wire.waitFor(type: "assistance")
        let shown = try #require(grace.heard("assistance", Self.name).last)
        #expect(shown["drafts"] == [])
        #expect(shown["off"]?.list.first?["judged"] == 5)
        let on = JSON.object([.init("type", "source"), .init("source", "question:order"), .init("on", true)])
        grace.session.received(on.bytes)
        await grace.wire.wait { frames, _ in frames.contains { $0["type"] == "source" && $0["on"] == true } }
    }

    @Test func `the bot begins what the agent asks it to, and asks its own questions`() async throws {
        let bench = try Bench()
        let ida = try await chat(bench, [])
        ida.say("delegate", Self.name, [Bench.cmidMember(20), Bench.text("intent", "refund")])
        await ida.wire.waitFor(type: "ack")
        let events = try await bench.events(of: Self.name)
        #expect(events.contains { $0.event == .flowStarted("refund") })
        #expect(events.compactMap(\.event.botText).last == "What is the order number?")
        ida.say("delegate", Self.name, [Bench.cmidMember(21), Bench.text("intent", "refund")])
        // It is the bot's now, and not hers to look at.
        await ida.waitForRefusal("not_found")
    }

    @Test func `a tag of the vocabulary is written down, another is not`() async throws {
        let bench = try Bench()
        let ida = try await chat(bench)
        let seen = ida.heard("assistance", Self.name).count
        ida.say("tag", Self.name, [Bench.cmidMember(20), Bench.text("tag", "money"), .init("on", true)])
        await ida.wire.wait { frames, _ in frames.count { $0["type"] == "assistance" } > seen }
        #expect(ida.heard("assistance", Self.name).last?["tags"] == [])
        ida.say("tag", Self.name, [Bench.cmidMember(21), Bench.text("tag", "nonsense"), .init("on", true)])
        await ida.waitForRefusal("not_found")
        let tags = try await bench.events(of: Self.name).filter { if case .tagged = $0.event { true } else { false } }
        #expect(tags.map(\.event) == [.tagged("money", .confirmed)])
        #expect(tags.first?.sender == .agent("a-ida"))
    }

    @Test func `whom a note names is told and may read; nobody else may`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        for account in [Bench.ida, Bench.sam] { try await bench.store.save(account) }
        let sam = await Duty("ticket-sam", at: bench, desk)
        let ida = try await chat(bench)
        sam.say("open", Self.name)
        await sam.waitForRefusal("not_found")
        ida.say(
            "note", Self.name,
            [Bench.cmidMember(20), Bench.text("text", "Do you know this, @Sam? mail@nobody.example")])
        await sam.wire.waitFor(type: "mentioned")
        #expect(sam.heard("mentioned", Self.name).first?["by"] == "Ida")
        sam.say("open", Self.name)
        await sam.wire.waitFor(type: "handover")
    }

    @Test func `who is named while away finds it at the next sign-in, until it is read, also after a restart`()
        async throws
    {
        let bench = try Bench()
        for account in [Bench.ida, Bench.sam] { try await bench.store.save(account) }
        let ida = try await chat(bench)
        let note = [Bench.cmidMember(20), Bench.text("text", "@sam knows this one")]
        ida.say("note", Self.name, note)
        await ida.wire.waitFor(type: "ack")
        // Its answer was lost, so it is sent again: Sam is named once.
        ida.say("note", Self.name, note)
        await ida.wire.waitFor(type: "ack", count: 2)
        func unread(_ duty: Duty) async -> [JSON] {
            await duty.wire.waitFor(type: "mentions")
            return duty.wire.frames.last { $0["type"] == "mentions" }?["mentions"]?.list ?? []
        }
        let again = try await bench.restarted()
        let sam = await Duty("ticket-sam", at: again, again.desk())
        let found = await unread(sam)
        #expect(found.map { $0["text"] } == ["@sam knows this one"])
        #expect(found.first?["by"] == "Ida")
        sam.say("seen", Self.name)
        await sam.wire.waitFor(type: "mentions", count: 2)
        #expect(await unread(sam) == [])
        let later = try await again.restarted()
        #expect(await unread(await Duty("ticket-sam", at: later, later.desk())) == [])
        #expect(await unread(await Duty("ticket-ida", at: later, later.desk())) == [])
    }

    @Test func `who has a conversation open and who writes is seen by the others, and not by the visitor`()
        async throws
    {
        let bench = try Bench()
        let ida = try await chat(bench)
        let grace = await Duty("ticket-grace", at: bench, bench.desk())
        grace.say("open", Self.name)
        await grace.wire.waitFor(type: "onlookers")
        grace.say("typing", Self.name, [.init("on", true)])
        _ = ida
        await grace.wire.waitFor(type: "assistance")
        let visitor = Telltale()
        _ = try await bench.lanes.follow(Self.name, after: .start, with: visitor)
        grace.say("typing", Self.name, [.init("on", false)])
        grace.session.received(Array(#"{"type":"ping","n":3}"#.utf8))
        await grace.wire.waitFor(type: "pong")
        #expect(visitor.typing.isEmpty)
        ida.say("typing", Self.name, [.init("on", true)])
        ida.session.received(Array(#"{"type":"ping","n":3}"#.utf8))
        await ida.wire.waitFor(type: "pong")
        #expect(visitor.typing == [true])
    }

    @Test func `the customer's other conversations and resolved ones like this are found`() async throws {
        let bench = try Bench()
        let ida = try await chat(bench)
        line(ida, 20, "Done.")
        ida.say("tag", Self.name, [Bench.cmidMember(21), Bench.text("tag", "money"), .init("on", true)])
        ida.say("resolve", Self.name, [Bench.cmidMember(22), Bench.text("outcome", "refunded")])
        await ida.wire.waitFor(type: "ack", count: 3)
        try await bench.casebook.restore()
        let second: ConversationID = "c2"
        try await bench.asksForPerson(second)
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(7), text: "refund", choice: nil), in: second)
        ida.say("background", second)
        await ida.wire.waitFor(type: "background")
        let found = try #require(ida.heard("background", second).first)
        let all = (found["past"]?.list ?? []) + (found["similar"]?.list ?? [])
        #expect(all.first { $0["conversation"] == "c" }?["outcome"] == "refunded")
        #expect(all.first { $0["conversation"] == "c" }?["tags"] == ["money"])
    }

    @Test func `the clocks of a chat are shown, and the first line's in the queue`() async throws {
        let bench = try Bench()
        let ida = await Duty("ticket-ida", at: bench, bench.desk())
        try await bench.asksForPerson(Self.name)
        await ida.wire.wait { frames, _ in
            frames.contains { $0["type"] == "queue" && $0["entries"]?.list.first?["clock"]?["kind"] == "first" }
        }
        ida.say("claim", Self.name)
        ida.say("open", Self.name)
        await ida.wire.waitFor(type: "clocks")
        let clocks = try #require(ida.heard("clocks", Self.name).first?["clocks"]?.list)
        #expect(clocks.map { $0["kind"] } == ["first", "resolution"])
        #expect(clocks.first?["due"] == .integer(bench.clock.now.milliseconds + 120_000))
    }

    @Test func `what waits for a person's word is shown, and decided through the desk`() async throws {
        let bench = try Bench()
        let approvals = OneApproval()
        let grace = await Duty("ticket-grace", at: bench, bench.desk(approvals: approvals))
        await grace.wire.waitFor(type: "approvals")
        #expect(grace.wire.frames.last { $0["type"] == "approvals" }?["approvals"]?.list.first?["approval"] == "c/1/0")
        let word = JSON.object([
            .init("type", "disapprove"), .init("approval", "c/1/0"), .init("reason", "not their order"),
        ])
        grace.session.received(word.bytes)
        await grace.wire.waitFor(type: "approvals", count: 2)
        #expect(approvals.words.withLock { $0 } == ["declined c/1/0 by grace: not their order"])
        #expect(grace.wire.frames.last { $0["type"] == "approvals" }?["approvals"] == [])
    }
}

private final class OneApproval: ApprovalsAtDesk {
    let words = Locked<[String]>([])

    func open(for account: AgentAccount) async -> [ShownApproval] {
        guard words.withLock({ $0.isEmpty }) else { return [] }
        return [
            ShownApproval(
                id: "c/1/0", conversation: "c", action: "refunds.create", arguments: ["order": .text("10042")],
                money: Money(minor: 4_990, currency: "GBP"), reasons: ["over the limit"],
                askedAt: Timestamp(milliseconds: 1), answerBy: Timestamp(milliseconds: 2), obstacle: nil)
        ]
    }

    func approve(_ id: String, by account: AgentAccount, note: String) async throws(Refusal) {
        words.withLock { $0.append("approved \(id) by \(account.name): \(note)") }
    }

    func decline(_ id: String, by account: AgentAccount, reason: String) async throws(Refusal) {
        words.withLock { $0.append("declined \(id) by \(account.name): \(reason)") }
    }
}

/// Follows a conversation as a visitor's tab does, and keeps who is said to type.
private final class Telltale: ConversationListener {
    private let seen = Locked<[Bool]>([])
    var typing: [Bool] { seen.withLock { $0 } }

    func deliver(_ records: [EventRecord], of conversation: ConversationID) {}
    func hint(_ hint: ConversationHint, of conversation: ConversationID) {
        if case .agentTyping(let on) = hint { seen.withLock { $0.append(on) } }
    }
}

extension JSON {
    var list: [JSON] { if case .array(let list) = self { list } else { [] } }
}

extension Event {
    fileprivate var botText: String? {
        if case .botSaid(let line, _) = self { line.text } else { nil }
    }
}
