import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct HandsTests {
    private func held(in bench: Bench, _ desk: DeskReception) async throws -> Duty {
        let ida = await Duty(Bench.ticket("ida"), at: bench, desk)
        try await bench.asksForPerson("c")
        ida.say("claim", "c")
        await ida.wire.waitFor(type: "claimed")
        ida.say("open", "c")
        await ida.wire.waitFor(type: "handover")
        return ida
    }

    @Test func `a transfer to a colleague is offered to them first, with the note, and taken from the first`()
        async throws
    {
        let bench = try Bench()
        let desk = bench.desk()
        let ida = try await held(in: bench, desk)
        let sam = await Duty(Bench.ticket("sam"), at: bench, desk)
        ida.say(
            "transfer", "c",
            [
                Bench.cmidMember(7), Bench.text("to", "agent"), Bench.text("name", "a-sam"),
                Bench.text("note", "Knows it all."),
            ])
        await ida.wire.waitFor(type: "taken_away")
        #expect(ida.heard("taken_away", "c").first?["why"] == "transferred")
        await ida.wire.waitFor(type: "ack")
        await bench.dispatcher.tick()
        #expect(bench.dispatcher.offered("c") == "a-sam")
        await sam.wire.waitFor(type: "offer")
        sam.say("claim", "c")
        await sam.wire.waitFor(type: "claimed")
        #expect(try await bench.holder("c") == "a-sam")
        sam.say("open", "c")
        await sam.wire.wait { frames, _ in
            frames.contains { $0["kind"] == "agent_left" && $0["note"] == "Knows it all." }
        }
        // Sent again, it gets its first answer, and changes nothing.
        ida.say(
            "transfer", "c",
            [
                Bench.cmidMember(7), Bench.text("to", "agent"), Bench.text("name", "a-sam"),
                Bench.text("note", "Knows it all."),
            ])
        await ida.wire.wait { frames, _ in frames.contains { $0["type"] == "ack" && $0["dup"] == true } }
        #expect(try await bench.holder("c") == "a-sam")
    }

    @Test func `a transfer to a team waits for that team, at the old age`() async throws {
        let bench = try Bench()
        let ida = try await held(in: bench, bench.desk())
        let before = bench.clock.now
        await bench.pass(30, hearing: [ida])
        ida.say(
            "transfer", "c",
            [Bench.cmidMember(7), Bench.text("to", "team"), Bench.text("name", "billing"), Bench.text("note", "")])
        await ida.wire.waitFor(type: "taken_away")
        let waiting = try #require(try await bench.store.waiting(limit: 9).first)
        #expect(waiting.escalation.team == "billing")
        #expect(waiting.escalation.waitingSince <= before)
        ida.say(
            "transfer", "c",
            [Bench.cmidMember(8), Bench.text("to", "team"), Bench.text("name", "nobody"), Bench.text("note", "")])
        await ida.waitForRefusal("not_found")
    }

    @Test func `a supervisor watches, whispers to the agent alone, and takes over`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        let ida = try await held(in: bench, desk)
        let grace = await Duty(Bench.ticket("grace"), at: bench, desk)
        grace.say("open", "c")
        await grace.wire.waitFor(type: "handover")
        grace.say("note", "c", [Bench.cmidMember(11), Bench.text("text", "Offer the voucher.")])
        await ida.wire.wait { frames, _ in
            frames.contains { $0["kind"] == "note" && $0["text"] == "Offer the voucher." && $0["by"] == "a-grace" }
        }
        #expect(try await bench.holder("c") == "a-ida")
        ida.say("take_over", "c")
        await ida.waitForRefusal("not_allowed")
        grace.say("take_over", "c")
        await grace.wire.waitFor(type: "claimed")
        await ida.wire.waitFor(type: "taken_away")
        #expect(ida.heard("taken_away", "c").first?["why"] == "taken_over")
        #expect(try await bench.holder("c") == "a-grace")
        #expect(bench.dispatcher.holder(of: "c") == "a-grace")
        ida.say("say", "c", [Bench.cmidMember(12), Bench.text("text", "One more thing")])
        await ida.waitForRefusal("not_allowed")
        // Supervisors see who holds what, colleagues only how much.
        await grace.wire.wait { frames, _ in frames.contains { $0.colleague("a-grace")?["holds"] == ["c"] } }
        #expect(ida.wire.frames.allSatisfy { $0.colleague("a-grace")?["holds"] == nil })
    }

    @Test func `who would rather stay with the bot is out of the queue, and nobody is offered them`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let visitor = bench.visitor(over: wire)
        visitor.received(Array(#"{"type":"hello","v":1}"#.utf8))
        for (number, text) in ["refund", "a person"].enumerated() {
            visitor.received(
                JSON.object([.init("type", "say"), Bench.cmidMember(number), Bench.text("text", text)]).bytes)
        }
        await wire.waitFor(type: "queue")
        visitor.received(JSON.object([.init("type", "leave_queue"), Bench.cmidMember(9)]).bytes)
        await wire.wait { frames, _ in frames.contains { $0["kind"] == "left_queue" && $0["why"] == "chosen" } }
        await wire.wait { frames, _ in frames.count { $0["text"] == "What is the order number?" } == 2 }
        await bench.dispatcher.tick()
        #expect(bench.dispatcher.count == 0)
        #expect(try await bench.store.waiting(limit: 9).isEmpty)
        visitor.received(JSON.object([.init("type", "leave_queue"), Bench.cmidMember(10)]).bytes)
        await wire.wait { frames, _ in frames.contains { $0["code"] == "not_waiting" } }
    }

    @Test func `outside the hours nobody is kept waiting: the truth, and times for a call-back`() async throws {
        // The clock stands at a Wednesday, 11:06 UTC.
        let bench = try Bench(hours: "{ mon-fri: 16:00-18:00 }")
        let wire = RecordingWire()
        let visitor = bench.visitor(over: wire)
        visitor.received(Array(#"{"type":"hello","v":1}"#.utf8))
        visitor.received(
            JSON.object([.init("type", "say"), Bench.cmidMember(1), Bench.text("text", "a person")]).bytes)
        await wire.wait { frames, _ in frames.contains { $0["kind"] == "left_queue" } }
        let told = try #require(wire.frames.first { $0["kind"] == "left_queue" })
        #expect(told["why"] == "closed")
        let opens = try #require(told.number("opens"))
        guard case .array(let times)? = told["callbacks"], case .integer(let slot)? = times.first else {
            Issue.record("no times")
            return
        }
        #expect(opens == Int(slot))
        #expect(wire.frames.contains { $0["text"] == "Words of closed." })
        visitor.received(
            JSON.object([.init("type", "callback"), Bench.cmidMember(2), .init("begins", .integer(slot + 1))]).bytes)
        await wire.wait { frames, _ in frames.contains { $0["code"] == "slot_taken" } }
        let chosen = JSON.object([.init("type", "callback"), Bench.cmidMember(3), .init("begins", .integer(slot))])
            .bytes
        visitor.received(chosen)
        await wire.wait { frames, _ in frames.contains { $0["kind"] == "callback" } }
        visitor.received(chosen)
        await wire.wait { frames, _ in frames.contains { $0["type"] == "ack" && $0["dup"] == true } }
        #expect(bench.dispatcher.count == 0)
        let ida = await Duty(Bench.ticket("ida"), at: bench, bench.desk())
        bench.clock.advance(by: Timestamp(milliseconds: slot) - bench.clock.now)
        ida.session.received(Array(#"{"type":"ping","n":1}"#.utf8))
        await ida.wire.waitFor(type: "pong")
        await bench.dispatcher.tick()
        guard case .string(let name)? = wire.frames[0]["conversation"] else { return }
        #expect(bench.dispatcher.offered(ConversationID(name)) == "a-ida")
        #expect(try await bench.store.waiting(limit: 9).map(\.conversation) == [ConversationID(name)])
        await wire.wait { frames, _ in frames.contains { $0["kind"] == "waiting" } }
    }

    @Test func `a signal from outside is durable and taken in once, however often it is told`() async throws {
        let bench = try Bench()
        try await bench.open("c")
        let values: [SlotName: SlotValue] = ["place": .text("Bristol")]
        let first = try await bench.lanes.signal("c", "parcel_scanned", values: values, id: Bench.cmid(1))
        let again = try await bench.lanes.signal("c", "parcel_scanned", values: values, id: Bench.cmid(1))
        #expect(!first.isDuplicate && again.isDuplicate && again.seq == first.seq)
        let events = try await bench.events(of: "c").map(\.event)
        #expect(events.filter { $0 == .signalled("parcel_scanned", values: values) }.count == 1)
        await #expect(throws: Refusal.self) {
            try await bench.lanes.signal("c", "parcel_lost", values: values, id: Bench.cmid(1))
        }
        await #expect(throws: Refusal.self) {
            try await bench.lanes.signal("nobody", "parcel_scanned", values: values, id: Bench.cmid(2))
        }
    }

    @Test func `a visitor's next conversation knows what the last one left open`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let session = bench.visitor(over: wire)
        session.received(Array(#"{"type":"hello","v":1}"#.utf8))
        session.received(JSON.object([.init("type", "say"), Bench.cmidMember(1), Bench.text("text", "refund")]).bytes)
        await wire.waitFor(type: "ack")
        guard case .string(let visitor)? = wire.frames[0]["visitor"] else { return }
        // The same person, in a conversation that this store does not know.
        let next = RecordingWire()
        let again = bench.visitor(over: next)
        again.received(
            JSON.object([.init("type", "hello"), .init("v", 1), Bench.text("token", "\(visitor) elsewhere 0")]).bytes)
        await next.wait { frames, _ in frames.contains { $0["text"] == "Words of welcome_back_open." } }
        #expect(next.frames[0]["visitor"] == .string(visitor))
        #expect(next.frames[0]["conversation"] != wire.frames[0]["conversation"])
    }
}

extension JSON {
    fileprivate func colleague(_ agent: String) -> JSON? {
        guard self["type"] == "agents", case .array(let agents)? = self["agents"] else { return nil }
        return agents.first { $0["agent"] == .string(agent) }
    }
}
