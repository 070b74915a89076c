import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct SessionTests {
    private func hello(token: String? = nil, epoch: String? = nil, last: Int = 0) -> [UInt8] {
        var members: [JSON.Member] = [.init("type", "hello"), .init("v", 1)]
        if let token { members.append(.init("token", .string(token))) }
        if let epoch { members.append(.init("epoch", .string(epoch))) }
        if last > 0 { members.append(.init("last", .integer(Int64(last)))) }
        return JSON.object(members).bytes
    }

    private func say(_ number: Int, _ text: String) -> [UInt8] {
        JSON.object([
            .init("type", "say"), .init("cmid", .string(Bench.cmid(number).rawValue)), .init("text", .string(text)),
        ]).bytes
    }

    @Test func `a message is acknowledged after it is stored, and its event has the same number`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let session = bench.visitor(over: wire)
        session.received(hello())
        session.received(say(1, "refund"))
        await wire.waitFor(type: "ack")
        let ack = try #require(wire.frames.first { $0["type"] == "ack" })
        let event = try #require(wire.frames.first { $0["kind"] == "visitor" })
        #expect(ack["seq"] == event["seq"])
        #expect(ack["cmid"] == event["cmid"])
    }

    @Test func `what a visitor sees has no gap and no repeat, over any reconnect`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let session = bench.visitor(over: wire)
        session.received(hello())
        for number in 1...5 { session.received(say(number, "line \(number)")) }
        await wire.waitFor(type: "ack", count: 5)
        let whole = wire.frames.filter { $0["type"] == "event" }
        var last = 0
        for event in whole {
            #expect((event.number("since") ?? event.number("seq")) == last + 1)
            last = try #require(event.number("seq"))
        }
        let welcome = try #require(wire.frames.first { $0["type"] == "welcome" })
        guard case .string(let token)? = welcome["token"], case .string(let epoch)? = welcome["epoch"] else { return }
        for cut in whole.indices.dropLast() {
            let seen = try #require(whole[cut].number("seq"))
            let again = RecordingWire()
            bench.visitor(over: again).received(hello(token: token, epoch: epoch, last: seen))
            let rest = Array(whole[(cut + 1)...])
            await again.waitFor(type: "event", count: rest.count)
            #expect(again.frames.filter { $0["type"] == "event" } == rest)
        }
    }

    @Test func `a visitor who was away for a while is welcomed back to what is open, once`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let session = bench.visitor(over: wire)
        session.received(hello())
        session.received(say(1, "refund"))
        await wire.waitFor(type: "ack")
        guard case .string(let token)? = wire.frames[0]["token"] else { return }
        func welcomes(_ wire: RecordingWire) -> Int {
            wire.frames.count { $0["text"] == "Words of welcome_back_open." }
        }
        let soon = RecordingWire()
        bench.visitor(over: soon).received(hello(token: token))
        await soon.wait { frames, _ in frames.contains { $0["text"] == "What is the order number?" } }
        #expect(welcomes(soon) == 0)
        bench.clock.advance(by: .hours(3))
        for _ in 1...2 {
            let later = RecordingWire()
            bench.visitor(over: later).received(hello(token: token))
            await later.wait { frames, _ in frames.count { $0["text"] == "What is the order number?" } == 2 }
            #expect(welcomes(later) == 1)
        }
    }

    @Test func `a client of another history is told to start over`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        bench.visitor(over: wire).received(hello())
        await wire.waitFor(type: "event")
        guard case .string(let token)? = wire.frames[0]["token"] else { return }
        for (epoch, last) in [("another", 1), ("memory", 999)] {
            let stale = RecordingWire()
            bench.visitor(over: stale).received(hello(token: token, epoch: epoch, last: last))
            await stale.wait { _, code in code != nil }
            #expect(stale.frames.contains { $0["type"] == "reset" })
            #expect(!stale.frames.contains { $0["type"] == "event" })
        }
    }

    @Test func `a forged token opens nothing`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        bench.visitor(over: wire).received(hello(token: "forged"))
        await wire.wait { _, code in code == 1008 }
        #expect(wire.frames.last?["code"] == "unauthorized")
    }

    @Test func `nothing behind a refused message is read`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let session = bench.visitor(over: wire)
        session.received(hello())
        session.received(Array("{}".utf8))
        session.received(say(1, "refund"))
        await wire.wait { _, code in code == 1007 }
        #expect(!wire.frames.contains { $0["type"] == "ack" })
    }

    @Test func `the twenty-first message in ten seconds is refused with the time to wait`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let session = bench.visitor(over: wire)
        session.received(hello())
        for number in 1...20 { session.received(say(number, "line \(number)")) }
        bench.clock.advance(by: .seconds(4))
        await wire.waitFor(type: "ack", count: 20)
        session.received(say(21, "one more"))
        await wire.wait { _, code in code == 1008 }
        #expect(wire.frames.last?["code"] == "rate_limited")
        #expect((wire.frames.last?.number("retry_after_ms") ?? 0) > 0)
    }

    @Test func `an agent takes over with the whole context and the visitor sees who`() async throws {
        let bench = try Bench()
        let visitor = RecordingWire()
        let session = bench.visitor(over: visitor)
        session.received(hello())
        session.received(say(1, "a person"))
        await visitor.waitFor(type: "ack")
        guard case .string(let conversation)? = visitor.frames[0]["conversation"] else { return }
        let desk = RecordingWire()
        let agent = bench.agent(at: bench.desk(), over: desk)
        agent.received(JSON.object([.init("type", "hello"), .init("v", 1), .init("ticket", "ticket-ida")]).bytes)
        await desk.wait { frames, _ in
            frames.contains { frame in
                guard frame["type"] == "queue", case .array(let entries)? = frame["entries"] else { return false }
                return entries.first?["conversation"] == .string(conversation)
            }
        }
        for type in ["claim", "open"] {
            agent.received(
                JSON.object([.init("type", .string(type)), .init("conversation", .string(conversation))]).bytes)
        }
        await desk.waitFor(type: "handover")
        let packet = try #require(desk.frames.first { $0["type"] == "handover" }?["packet"])
        #expect(packet["reason"] == "asked")
        await visitor.wait { frames, _ in frames.contains { $0["kind"] == "agent_joined" && $0["name"] == "Ida" } }
        agent.received(
            JSON.object([
                .init("type", "say"), .init("conversation", .string(conversation)),
                .init("cmid", .string(Bench.cmid(100).rawValue)), .init("text", "Hello, Ida here."),
            ]).bytes)
        await visitor.wait { frames, _ in
            frames.contains { $0["kind"] == "agent" && $0["text"] == "Hello, Ida here." }
        }
    }

    @Test func `an agent gone past the grace gives the conversation back, and the visitor is told`() async throws {
        let bench = try Bench()
        try await bench.open("c")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "a person", choice: .person), in: "c")
        let reception = bench.desk()
        let desk = RecordingWire()
        let agent = bench.agent(at: reception, over: desk)
        agent.received(JSON.object([.init("type", "hello"), .init("v", 1), .init("ticket", "ticket-ida")]).bytes)
        agent.received(JSON.object([.init("type", "claim"), .init("conversation", "c")]).bytes)
        await desk.waitFor(type: "claimed")
        let waitingSince = try await bench.events(of: "c").compactMap { record -> Timestamp? in
            guard case .escalated(let escalation, _) = record.event else { return nil }
            return escalation.waitingSince
        }.first
        agent.closed()
        await bench.dispatcher.tick()
        bench.clock.advance(by: .seconds(44))
        await bench.dispatcher.tick()
        #expect(try await bench.store.conversations(heldBy: "a-ida") == ["c"])
        bench.clock.advance(by: .seconds(2))
        await bench.dispatcher.tick()
        #expect(try await bench.store.conversations(heldBy: "a-ida") == [])
        let queue = try await bench.store.waiting(limit: 10)
        #expect(queue.map(\.conversation) == ["c"])
        #expect(queue.first?.escalation.waitingSince == waitingSince)
    }
}
