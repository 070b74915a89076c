import Routing
import Testing
import Vocabulary

@Suite struct OfferTests {
    @Test func `an offer runs out, another is asked, and who misses two is away`() {
        var floor = TestFloor()
        floor.signOn("bea")
        floor.arrive("chat")
        #expect(floor.offer(of: "chat") == "bea")
        let first = floor.pass(.seconds(20), beating: ["bea"])
        #expect(first == [.missed("chat", "bea")])
        #expect(floor.offer(of: "chat") == nil)
        floor.pass(.minutes(2), beating: ["bea"])
        #expect(floor.offer(of: "chat") == "bea")
        let second = floor.pass(.seconds(20), beating: ["bea"])
        #expect(second == [.missed("chat", "bea"), .agentAway("bea", .misses)])
        floor.pass(.minutes(10), beating: ["bea"])
        #expect(floor.offer(of: "chat") == nil)
        floor.take(.readySet("bea", true))
        #expect(floor.offer(of: "chat") == "bea")
    }

    @Test func `who declines is passed over for a while, and is not away`() {
        var floor = TestFloor()
        floor.signOn("ann")
        floor.signOn("bea")
        floor.arrive("chat")
        #expect(floor.offer(of: "chat") == "ann")
        let events = floor.take(.declined("chat", "ann"))
        #expect(events.first == .declined("chat", "ann"))
        #expect(floor.offer(of: "chat") == "bea")
        floor.take(.declined("chat", "bea"))
        #expect(floor.offer(of: "chat") == nil)
        #expect(floor.state.agents["ann"]?.presence == .ready)
        floor.pass(.minutes(2), beating: ["ann", "bea"])
        #expect(floor.offer(of: "chat") != nil)
    }

    @Test func `a chain of refusals ends: nobody is asked twice for one conversation within the pause`() {
        var floor = TestFloor()
        let names = (0..<5).map { AgentID("agent-\($0)") }
        for name in names { floor.signOn(name) }
        floor.arrive("chat")
        var asked: [AgentID] = []
        while let agent = floor.offer(of: "chat") {
            asked.append(agent)
            #expect(asked.count <= names.count)
            guard asked.count <= names.count else { return }
            floor.take(.declined("chat", agent))
        }
        #expect(Set(asked) == Set(names))
    }

    @Test func `of two who claim one wins, and the other is told who`() {
        var floor = TestFloor()
        floor.signOn("ann", capacity: 2)
        floor.signOn("bea", capacity: 2)
        floor.arrive("chat")
        #expect(floor.offer(of: "chat") == "ann")
        #expect(floor.take(.claimed("chat", "bea")) == [.withdrawn("chat", "ann"), .assigned("chat", "bea")])
        #expect(floor.take(.claimed("chat", "ann")).isEmpty)
        #expect(floor.answers == [.claimRefused("chat", "ann", .taken(by: "bea"))])
        #expect(floor.take(.claimed("chat", "bea")).isEmpty)
        #expect(floor.answers.count == 1)
        #expect(floor.state.holder(of: "chat") == "bea")
    }

    @Test func `a claim is refused with its reason`() {
        var floor = TestFloor()
        floor.signOnBusy("full")
        floor.signOn("away")
        floor.take(.readySet("away", false))
        floor.signOn("silent")
        floor.take(.fellSilent("silent"))
        floor.arrive("chat")
        for name in ["full", "away", "silent", "nobody"] as [AgentID] { floor.take(.claimed("chat", name)) }
        floor.take(.claimed("gone", "full"))
        #expect(
            floor.answers == [
                .claimRefused("chat", "full", .agentFull), .claimRefused("chat", "away", .agentAway),
                .claimRefused("chat", "silent", .agentOffline), .claimRefused("chat", "nobody", .agentOffline),
                .claimRefused("gone", "full", .notWaiting),
            ])
    }

    @Test func `a supervisor takes over, and the conversation has one holder`() {
        var floor = TestFloor()
        floor.signOnBusy("bea")
        floor.signOn("sue", capacity: 2)
        #expect(floor.take(.takenOver("own-bea", by: "sue")) == [.takenOver("own-bea", from: "bea", by: "sue")])
        #expect(floor.state.holder(of: "own-bea") == "sue")
        #expect(floor.state.agents["bea"]?.held == [])
        #expect(floor.state.agents["bea"]?.units == 0)
        #expect(floor.take(.released("own-bea", "bea")).isEmpty)
    }

    @Test func `a transfer goes to the one who is meant, not back to who passed it on`() {
        var floor = TestFloor()
        floor.signOnBusy("bea")
        floor.signOn("cem")
        floor.take(.transferred("own-bea", from: "bea", RoutingNeed(agent: "cem")))
        #expect(floor.offer(of: "own-bea") == "cem")
        #expect(floor.take(.transferred("own-bea", from: "bea", .anyone)).isEmpty)
    }

    @Test func `who leaves while an offer stands is withdrawn from it`() {
        var floor = TestFloor()
        floor.signOn("bea")
        floor.arrive("chat")
        #expect(floor.take(.left("chat")) == [.withdrawn("chat", "bea"), .leftQueue("chat")])
        #expect(floor.state.agents["bea"]?.units == 0)
        floor.arrive("next")
        #expect(floor.offer(of: "next") == "bea")
    }

    @Test func `a full queue says so, and offers a call-back`() {
        var floor = TestFloor(RoutingRules(room: QueueRoom(perSlot: 2, least: 2)))
        floor.signOnBusy("bea")
        for index in 0..<3 { floor.arrive(ConversationID("chat-\(index)")) }
        #expect(floor.state.line.count == 2)
        guard case .full("chat-2", let slots) = floor.answers.last else {
            Issue.record("not told that it is full")
            return
        }
        #expect(slots.count == 6)
        #expect(floor.floor.machine.availability(in: floor.state, at: floor.now) == .full)
    }

    @Test func `a person is promised only when one is there and free`() {
        var floor = TestFloor()
        func said() -> Availability { floor.floor.machine.availability(in: floor.state, at: floor.now) }
        #expect(said() == .nobody)
        floor.signOn("bea")
        #expect(said() == .atOnce)
        floor.take(.readySet("bea", false))
        #expect(said() == .nobody)
        floor.take(.readySet("bea", true))
        floor.arrive("chat")
        #expect(said() == .after(waiting: 1))
        floor.take(.claimed("chat", "bea"))
        #expect(said() == .after(waiting: 0))
    }
}
