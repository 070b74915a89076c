import PlaybookModel
import Routing
import Testing
import Vocabulary

@Suite struct MatchingTests {
    /// A need, an agent, and the wait in seconds after which the agent is asked; `nil`: never within an hour.
    static let table: [(need: RoutingNeed, agent: AgentProfile, after: Int64?)] = [
        (RoutingNeed(), AgentProfile(id: "a"), 0),
        (RoutingNeed(skills: ["refunds": 2]), AgentProfile(id: "a", skills: ["refunds": 2]), 0),
        (RoutingNeed(skills: ["refunds": 2]), AgentProfile(id: "a", skills: ["refunds": 3]), 0),
        (RoutingNeed(skills: ["refunds": 2]), AgentProfile(id: "a", skills: ["refunds": 1]), 120),
        (RoutingNeed(skills: ["refunds": 2]), AgentProfile(id: "a", skills: ["beans": 3]), 240),
        (RoutingNeed(skills: ["refunds": 1, "beans": 1]), AgentProfile(id: "a", skills: ["beans": 3]), 240),
        (RoutingNeed(team: "billing"), AgentProfile(id: "a", teams: ["billing"]), 0),
        (RoutingNeed(team: "billing"), AgentProfile(id: "a"), 0),
        (RoutingNeed(team: "billing"), AgentProfile(id: "a", teams: ["care"]), 360),
        (RoutingNeed(language: "de"), AgentProfile(id: "a", languages: ["en", "de"]), 0),
        (RoutingNeed(language: "de"), AgentProfile(id: "a", languages: ["en"]), nil),
        (RoutingNeed(agent: "a"), AgentProfile(id: "a"), 0),
        (RoutingNeed(agent: "b"), AgentProfile(id: "a"), 60),
        (RoutingNeed(weight: 9), AgentProfile(id: "a", capacity: 3), 0),
    ]

    @Test(arguments: table.indices)
    func `a need is kept, and waived when its time has come`(row: Int) {
        let (need, agent, after) = Self.table[row]
        var floor = TestFloor()
        floor.take(.signedOn(agent))
        floor.arrive("chat", need)
        if after == 0 {
            #expect(floor.offer(of: "chat") == agent.id)
            return
        }
        #expect(floor.offer(of: "chat") == nil)
        floor.pass(.seconds((after ?? 3_600) - 1), beating: [agent.id])
        #expect(floor.offer(of: "chat") == nil)
        floor.pass(.seconds(1), beating: [agent.id])
        #expect(floor.offer(of: "chat") == (after == nil ? nil : agent.id))
    }

    @Test func `a transfer's need counts from the transfer, its age from the first wait`() {
        var floor = TestFloor()
        floor.signOn("bea")
        floor.signOn("cem", skills: ["beans": 1])
        floor.arrive("chat", RoutingNeed(agent: "bea"))
        floor.take(.claimed("chat", "bea"))
        floor.take(.readySet("cem", false))
        floor.pass(.minutes(30), beating: ["bea", "cem"])
        floor.take(.transferred("chat", from: "bea", RoutingNeed(skills: ["beans": 1])))
        #expect(floor.offer(of: "chat") == nil)
        #expect(floor.state.chats["chat"]?.request.waitingSince == TestFloor.start)
        floor.take(.readySet("cem", true))
        #expect(floor.offer(of: "chat") == "cem")
    }

    @Test func `the least loaded is asked first, then the longest idle, then who was asked longest ago`() {
        var floor = TestFloor()
        floor.signOn("ann", capacity: 4)
        floor.signOn("bea", capacity: 2)
        floor.signOn("cem", capacity: 2)
        var asked: [AgentID] = []
        for index in 0..<8 {
            let name = ConversationID("chat-\(index)")
            floor.arrive(name)
            guard let agent = floor.offer(of: name) else { continue }
            asked.append(agent)
            floor.now = floor.now + .seconds(1)
            floor.take(.claimed(name, agent))
        }
        // Loads: 0 0 0, ¼ 0 0, ¼ ½ 0, ¼ ½ ½, ½ ½ ½ (bea has been idle longest), …
        #expect(asked == ["ann", "bea", "cem", "ann", "bea", "cem", "ann", "ann"])
    }

    @Test func `work is shared evenly among equals`() {
        var floor = TestFloor()
        let names = (0..<7).map { AgentID("agent-\($0)") }
        for name in names { floor.signOn(name, capacity: 2) }
        for index in 0..<700 {
            let name = ConversationID("chat-\(index)")
            floor.arrive(name)
            if let agent = floor.offer(of: name) {
                floor.take(.claimed(name, agent))
                floor.take(.released(name, agent))
            }
            floor.now = floor.now + .seconds(1)
            for name in names { floor.beat(name) }
        }
        #expect(Set(names.map { floor.state.agents[$0]?.taken }) == [100])
    }

    @Test func `capacity is counted in weights`() {
        var floor = TestFloor()
        floor.signOn("bea", capacity: 3)
        for (name, weight) in [("two", 2), ("also", 2), ("one", 1)] as [(ConversationID, Int)] {
            floor.arrive(name, RoutingNeed(weight: weight))
            floor.now = floor.now + .seconds(1)
        }
        floor.take(.claimed("two", "bea"))
        #expect(floor.offer(of: "one") == "bea")
        #expect(floor.take(.claimed("also", "bea")).isEmpty)
        #expect(floor.answers.last == .claimRefused("also", "bea", .agentFull))
    }

    @Test func `what is too heavy is not starved by what is light`() {
        var floor = TestFloor()
        floor.signOn("bea", capacity: 2)
        floor.arrive("light-0")
        floor.take(.claimed("light-0", "bea"))
        floor.arrive("heavy", RoutingNeed(weight: 2))
        var held = "light-0"
        var rounds = 0
        // One light conversation always begins before another ends, so never are both places free.
        while floor.offer(of: "heavy") == nil, rounds < 60 {
            rounds += 1
            let next = "light-\(rounds)"
            floor.arrive(ConversationID(next))
            if floor.offer(of: ConversationID(next)) == "bea" {
                floor.take(.claimed(ConversationID(next), "bea"))
                floor.take(.released(ConversationID(held), "bea"))
                held = next
            } else if floor.state.holder(of: ConversationID(held)) == "bea" {
                floor.take(.released(ConversationID(held), "bea"))
            }
            if floor.offer(of: "heavy") == nil { floor.pass(.minutes(1), beating: ["bea"]) }
        }
        #expect(floor.offer(of: "heavy") == "bea")
        #expect(rounds >= 19 && rounds <= 23)
    }
}
