import ChatProtocol
import Store
import Switchboard
import Telemetry
import Testing
import Vocabulary

@Suite struct VanishingTests {
    private func held(by name: String, in bench: Bench, _ desk: DeskReception) async throws -> Duty {
        let duty = await Duty(Bench.ticket(name), at: bench, desk)
        try await bench.asksForPerson("c")
        duty.say("claim", "c")
        await duty.wire.waitFor(type: "claimed")
        return duty
    }

    @Test func `back within the grace, nothing has changed`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        let ida = try await held(by: "ida", in: bench, desk)
        ida.session.closed()
        await bench.pass(40)
        let again = await Duty(Bench.ticket("ida"), at: bench, desk)
        await bench.pass(30, hearing: [again])
        #expect(try await bench.holder("c") == "a-ida")
        #expect(again.wire.frames.first { $0["type"] == "welcome" }?["mine"] == ["c"])
    }

    @Test func `past the grace the visitor is told, waits on at the old age, and a colleague is asked`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        let ida = try await held(by: "ida", in: bench, desk)
        let since = try #require(await bench.store.waitedSince("c", in: bench))
        let sam = await Duty(Bench.ticket("sam"), at: bench, desk)
        ida.session.closed()
        await bench.pass(46, hearing: [sam])
        #expect(try await bench.holder("c") == nil)
        #expect(bench.dispatcher.offered("c") == "a-sam")
        await sam.wire.waitFor(type: "offer")
        let events = try await bench.events(of: "c")
        #expect(events.contains { $0.event.isBotLine("We lost Ida.") })
        #expect(try await bench.store.waiting(limit: 9).first?.escalation.waitingSince == since)
        // The offer was spoken after the conversation had been given back.
        sam.say("claim", "c")
        await sam.wire.waitFor(type: "claimed")
        #expect(try await bench.holder("c") == "a-sam")
    }

    @Test func `a desk that says nothing any more is gone, though its connection stands`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        _ = try await held(by: "ida", in: bench, desk)
        await bench.pass(34)
        #expect(try await bench.holder("c") == "a-ida")
        await bench.pass(50)
        #expect(try await bench.holder("c") == nil)
        #expect(bench.dispatcher.queue == ["c"])
    }

    @Test func `nobody absent is asked`() async throws {
        let bench = try Bench()
        let ida = await Duty(Bench.ticket("ida"), at: bench, bench.desk())
        ida.session.closed()
        try await bench.asksForPerson("c")
        #expect(bench.dispatcher.offered("c") == nil)
        await bench.pass(60)
        #expect(ida.heard("offer", "c").isEmpty)
    }

    @Test func `signing out gives everything back at once`() async throws {
        let bench = try Bench()
        let ida = try await held(by: "ida", in: bench, bench.desk())
        ida.session.expel()
        await bench.dispatcher.tick()
        #expect(try await bench.holder("c") == nil)
        #expect(bench.dispatcher.queue == ["c"])
    }

    @Test func `a restart keeps order and holders, and gives agents the grace to come back`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        _ = try await held(by: "ida", in: bench, desk)
        for name in ["one", "two", "three"] as [ConversationID] {
            try await bench.asksForPerson(name)
            bench.clock.advance(by: .seconds(3))
        }
        let anger = "This is a disgrace, I am furious, you are useless and I want my money NOW!!!"
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(2), text: anger, choice: nil), in: "three")
        await bench.dispatcher.tick()
        let queue = bench.dispatcher.queue
        #expect(queue == ["three", "one", "two"])
        let again = try await bench.restarted()
        #expect(again.dispatcher.queue == queue)
        #expect(again.dispatcher.holder(of: "c") == "a-ida")
        await again.pass(44)
        #expect(try await again.holder("c") == "a-ida")
        await again.pass(2)
        #expect(try await again.holder("c") == nil)
        #expect(Set(again.dispatcher.queue) == ["c", "one", "two", "three"])
    }

    @Test func `what the floor missed before a crash it takes from the conversations`() async throws {
        let bench = try Bench()
        // Asked for a person and was resolved, and no floor was there to hear of either.
        let deaf = try Bench(store: bench.store, clock: bench.clock)
        let ida = try await held(by: "ida", in: bench, bench.desk())
        _ = ida
        let unheard = ConversationLanes(
            store: bench.store, shelf: deaf.shelf, surroundings: deaf.surroundings, log: deaf.log)
        for name in ["late"] as [ConversationID] {
            _ = try await unheard.take(
                .open(Opening(visitor: "v", channel: "test", playbook: "v1", locale: "en", context: [:])), in: name)
            _ = try await unheard.take(.say(cmid: Bench.cmid(1), text: "a person", choice: .person), in: name)
        }
        _ = try await unheard.take(.resolve("a-ida", cmid: Bench.cmid(9), outcome: "done"), in: "c")
        let again = try await bench.restarted()
        #expect(again.dispatcher.queue == ["late"])
        #expect(again.dispatcher.holder(of: "c") == nil)
    }

    @Test func `what cannot be stored is not said`() async throws {
        let store = StubbornStore(InMemoryStore())
        let bench = try Bench(store: store)
        let ida = await Duty(Bench.ticket("ida"), at: bench, bench.desk())
        store.refusesFloor.withLock { $0 = true }
        try await bench.asksForPerson("c")
        #expect(ida.heard("offer", "c").isEmpty)
        #expect(bench.dispatcher.offered("c") == nil)
        store.refusesFloor.withLock { $0 = false }
        await bench.dispatcher.tick()
        await ida.wire.waitFor(type: "offer")
    }
}

extension Event {
    func isBotLine(_ text: String) -> Bool {
        guard case .botSaid(let line, _) = self else { return false }
        return line.text == text
    }
}

extension ConversationStore {
    /// Since when the visitor has been waiting, as the conversation says.
    fileprivate func waitedSince(_ conversation: ConversationID, in bench: Bench) async throws -> Timestamp? {
        try await bench.events(of: conversation).compactMap { record -> Timestamp? in
            guard case .escalated(let escalation, _) = record.event else { return nil }
            return escalation.waitingSince
        }.first
    }
}
