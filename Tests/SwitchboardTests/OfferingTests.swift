import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct OfferingTests {
    @Test func `who waits is offered to who is free, and the accepted offer is stored in both logs`() async throws {
        let bench = try Bench()
        let ida = await Duty(Bench.ticket("ida"), at: bench, bench.desk())
        try await bench.asksForPerson("c")
        await ida.wire.waitFor(type: "offer")
        let offer = try #require(ida.heard("offer", "c").first)
        #expect(offer["reason"] == "asked")
        #expect(offer["why"]?["total"] != nil)
        let until = try #require(offer.number("until"))
        #expect(until == Int(bench.clock.now.milliseconds) + 20_000)
        #expect(bench.dispatcher.offered("c") == "a-ida")
        ida.say("claim", "c")
        await ida.wire.waitFor(type: "claimed")
        #expect(bench.dispatcher.holder(of: "c") == "a-ida")
        #expect(try await bench.holder("c") == "a-ida")
        #expect(bench.dispatcher.count == 0)
    }

    @Test func `an offer that nobody answers goes on, and who misses two is away until heard from`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        let ida = await Duty(Bench.ticket("ida"), at: bench, desk)
        try await bench.asksForPerson("one")
        try await bench.asksForPerson("two")
        await bench.pass(21, hearing: [ida])
        await ida.wire.waitFor(type: "offer_gone")
        #expect(ida.heard("offer_gone", "one").first?["why"] == "missed")
        // The other is asked about next, and missed too.
        #expect(ida.heard("offer", "two").count == 1)
        await bench.pass(21, hearing: [ida])
        await ida.wire.waitFor(type: "presence")
        let away = try #require(ida.wire.frames.last { $0["type"] == "presence" })
        #expect(away["status"] == "away" && away["why"] == "misses")
        let offers = ida.wire.frames.count { $0["type"] == "offer" }
        await bench.pass(130, hearing: [ida])
        #expect(ida.wire.frames.count { $0["type"] == "offer" } == offers, "nobody away is asked")
        ida.session.received(Array(#"{"type":"presence","status":"available"}"#.utf8))
        await ida.wire.waitFor(type: "offer", count: offers + 1)
    }

    @Test func `a declined offer goes to a colleague at once`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        let ida = await Duty(Bench.ticket("ida"), at: bench, desk)
        let sam = await Duty(Bench.ticket("sam"), at: bench, desk)
        try await bench.asksForPerson("c")
        let first = bench.dispatcher.offered("c") == "a-ida" ? ida : sam
        let second = bench.dispatcher.offered("c") == "a-ida" ? sam : ida
        first.say("decline", "c")
        await second.wire.waitFor(type: "offer")
        #expect(first.heard("offer_gone", "c").first?["why"] == "declined")
    }

    @Test func `nobody is offered more than they can hold, nor may take it`() async throws {
        let bench = try Bench()
        let tiny = Bench.account("tiny", capacity: 1)
        let duty = await Duty("t", at: bench, bench.desk(["t": tiny]))
        try await bench.asksForPerson("one")
        duty.say("claim", "one")
        await duty.wire.waitFor(type: "claimed")
        try await bench.asksForPerson("two")
        await bench.pass(30, hearing: [duty])
        #expect(duty.heard("offer", "two").isEmpty)
        duty.say("claim", "two")
        await duty.waitForRefusal("at_capacity")
        #expect(try await bench.holder("two") == nil)
    }

    @Test func `the desk shows everyone in serving order with the terms of each place`() async throws {
        let bench = try Bench()
        for name in ["calm", "later"] as [ConversationID] {
            try await bench.asksForPerson(name)
            bench.clock.advance(by: .seconds(5))
        }
        let ida = await Duty(Bench.ticket("ida"), at: bench, bench.desk())
        await ida.wire.wait { frames, _ in
            frames.contains { frame in
                guard frame["type"] == "queue", case .array(let entries)? = frame["entries"] else { return false }
                return entries.map { $0["conversation"] } == ["calm", "later"]
                    && entries.allSatisfy { $0["why"] != nil }
            }
        }
        #expect(bench.dispatcher.queue == ["calm", "later"])
    }

    @Test func `a message in anger moves its visitor up while they wait`() async throws {
        let bench = try Bench()
        for name in ["first", "second"] as [ConversationID] {
            try await bench.asksForPerson(name)
            bench.clock.advance(by: .seconds(1))
        }
        #expect(bench.dispatcher.queue == ["first", "second"])
        let anger = "This is a disgrace, I am furious, you are useless and I want my money NOW!!!"
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(2), text: anger, choice: nil), in: "second")
        await bench.dispatcher.tick()
        #expect(bench.dispatcher.queue == ["second", "first"])
    }

    @Test func `who waits hears place and wait, and why it grew`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        let visitor = bench.visitor(over: wire)
        visitor.received(Array(#"{"type":"hello","v":1}"#.utf8))
        await wire.waitFor(type: "people")
        #expect(wire.frames.first { $0["type"] == "people" }?["state"] == "nobody")
        visitor.received(
            JSON.object([
                .init("type", "say"), Bench.cmidMember(1), .init("text", "a person"),
                .init("choice", ["person": true]),
            ]).bytes)
        await wire.waitFor(type: "queue")
        let first = try #require(wire.frames.last { $0["type"] == "queue" })
        #expect(first.number("position") == 1)
        #expect(first["eta"]?.number("p50_ms") != nil)
        try await bench.asksForPerson("angry")
        let anger = "This is a disgrace, I am furious, you are useless and I want my money NOW!!!"
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(2), text: anger, choice: nil), in: "angry")
        await wire.wait { frames, _ in
            frames.contains { $0["type"] == "queue" && $0.number("position") == 2 && $0["reason"] == "moreUrgentCame" }
        }
    }
}
