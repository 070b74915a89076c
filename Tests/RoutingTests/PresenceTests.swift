import Routing
import Testing
import Vocabulary

@Suite struct PresenceTests {
    @Test func `silence ends offers at once, and within the grace everything is as it was`() {
        var floor = TestFloor()
        floor.signOn("bea", capacity: 2)
        floor.arrive("held")
        floor.take(.claimed("held", "bea"))
        floor.arrive("asked")
        #expect(floor.offer(of: "asked") == "bea")
        #expect(floor.take(.fellSilent("bea")) == [.withdrawn("asked", "bea"), .agentSilent("bea")])
        floor.pass(.seconds(44))
        #expect(floor.state.holder(of: "held") == "bea")
        floor.beat("bea")
        #expect(floor.state.holder(of: "held") == "bea")
        #expect(floor.offer(of: "asked") == "bea")
    }

    @Test func `past the grace conversations go back at their old age, before everybody who came meanwhile`() {
        var floor = TestFloor()
        floor.signOn("bea", capacity: 2)
        floor.arrive("first")
        floor.take(.claimed("first", "bea"))
        floor.pass(.minutes(5), beating: ["bea"])
        floor.arrive("second")
        floor.take(.fellSilent("bea"))
        let events = floor.pass(.seconds(45))
        #expect(events.contains(.agentLost("bea")))
        #expect(floor.state.queue == ["first", "second"])
        #expect(floor.state.chats["first"]?.request.waitingSince == TestFloor.start)
        #expect(floor.state.agents.isEmpty)
    }

    @Test func `a heart that stops is noticed without anybody saying so`() {
        var floor = TestFloor()
        floor.signOn("bea")
        floor.pass(.seconds(30), beating: ["bea"])
        floor.pass(.seconds(34))
        #expect(floor.state.agents["bea"]?.presence == .ready)
        floor.pass(.seconds(1))
        floor.arrive("chat")
        #expect(floor.offer(of: "chat") == nil)
        floor.pass(.seconds(45))
        #expect(floor.state.agents.isEmpty)
        #expect(floor.beat("bea").isEmpty)
    }

    @Test func `a beat that comes too late does not let an offer through first`() {
        var floor = TestFloor()
        floor.signOn("bea")
        // Nothing ticked meanwhile: the arrival itself must see that nobody is there.
        floor.now = floor.now + .minutes(1)
        floor.arrive("chat")
        #expect(floor.offer(of: "chat") == nil)
    }

    @Test func `who comes back from silence is as away as before`() {
        var floor = TestFloor()
        floor.signOn("bea")
        floor.take(.readySet("bea", false))
        floor.take(.fellSilent("bea"))
        floor.take(.heardAgain("bea"))
        #expect(floor.state.agents["bea"]?.presence == .away(.chosen))
    }

    @Test func `signing off gives everything back at once`() {
        var floor = TestFloor()
        floor.signOnBusy("bea")
        let events = floor.take(.signedOff("bea"))
        #expect(events.last == .mustWait("own-bea", position: 1, expected: .minutes(6)))
        #expect(floor.state.queue == ["own-bea"])
        #expect(floor.state.agents.isEmpty)
    }

    @Test func `after a restart the order is the same, nobody is asked until heard, and the grace runs`() {
        var before = TestFloor()
        before.signOnBusy("bea")
        before.signOn("cem")
        before.arrive("asked")
        for (index, mood) in [0.1, 0.9, 0.4].enumerated() {
            before.now = before.now + .seconds(5)
            before.beat("bea")
            before.beat("cem")
            before.arrive(ConversationID("chat-\(index)"), .anyone, Standing(frustration: mood))
        }
        var after = TestFloor(state: RoutingState(replaying: before.log))
        after.now = before.now
        #expect(after.state == before.state)
        after.take(.restarted)
        #expect(after.state.queue == before.state.queue)
        #expect(after.state.chats.values.allSatisfy { $0.phase == .waiting || $0.isHeld })
        after.beat("cem")
        #expect(after.offer(of: after.state.queue[0]) == "cem")
        after.pass(.seconds(45), beating: ["cem"])
        #expect(after.state.agents["bea"] == nil)
        #expect(after.state.queue.contains("own-bea"))
    }

    @Test func `the house has so many chairs`() {
        var floor = TestFloor(RoutingRules(room: QueueRoom(agents: 2)))
        for name in ["ann", "bea", "cem"] as [AgentID] { floor.signOn(name) }
        #expect(floor.answers == [.noChair("cem")])
        #expect(floor.state.agents.count == 2)
    }
}
