import Routing
import Testing
import Vocabulary

@Suite struct EstimateTests {
    @Test func `a place comes with quantiles in order, further back with longer ones`() throws {
        var floor = TestFloor()
        floor.signOnBusy("bea")
        for index in 0..<3 {
            floor.arrive(ConversationID("chat-\(index)"))
            floor.now = floor.now + .seconds(1)
        }
        let machine = floor.floor.machine
        var last = TimeSpan(milliseconds: 0)
        for index in 0..<3 {
            let estimate = try #require(machine.estimate(for: ConversationID("chat-\(index)"), in: floor.state))
            #expect(estimate.position == index + 1)
            #expect(estimate.p10 < estimate.p50 && estimate.p50 < estimate.p80 && estimate.p80 < estimate.p90)
            #expect(estimate.p50 > last)
            last = estimate.p50
        }
        #expect(machine.estimate(for: "own-bea", in: floor.state) == nil)
    }

    @Test func `a longer wait has its reason`() throws {
        var floor = TestFloor()
        floor.signOnBusy("bea")
        floor.signOnBusy("cem")
        floor.arrive("chat")
        let machine = floor.floor.machine
        let first = try #require(machine.estimate(for: "chat", in: floor.state))
        floor.take(.fellSilent("cem"))
        let second = try #require(machine.estimate(for: "chat", in: floor.state))
        #expect(second.setback(since: first) == .fewerAgents)
        #expect(first.setback(since: second) == nil)
        floor.arrive("angry", .anyone, Standing(frustration: 1))
        let third = try #require(machine.estimate(for: "chat", in: floor.state))
        #expect(third.setback(since: second) == .moreUrgentCame)
    }

    @Test func `what conversations take of late moves the guess`() throws {
        var floor = TestFloor()
        floor.signOn("bea")
        for index in 0..<20 {
            let name = ConversationID("quick-\(index)")
            floor.arrive(name)
            floor.take(.claimed(name, "bea"))
            floor.pass(.seconds(30), beating: ["bea"])
            floor.take(.released(name, "bea"))
        }
        floor.arrive("own")
        floor.take(.claimed("own", "bea"))
        floor.arrive("chat")
        let estimate = try #require(floor.floor.machine.estimate(for: "chat", in: floor.state))
        #expect(estimate.p50 < .seconds(30) && estimate.p90 < .seconds(90))
    }
}
