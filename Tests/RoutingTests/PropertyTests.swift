import Foundation
import Routing
import Testing
import Vocabulary

@Suite struct PropertyTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `whatever happens, each conversation has one holder and nobody absent, away or full is asked`(seed: UInt64) {
        var run = RandomFloor(seed: seed)
        for _ in 0..<700 { run.act() }
        #expect(run.offers > 20)
        #expect(run.assignments > 10)
    }

    @Test(arguments: 21...24 as ClosedRange<UInt64>)
    func `the log replayed is the state, to the last place and agent, and so is its coded form`(seed: UInt64) throws {
        var run = RandomFloor(seed: seed)
        for _ in 0..<700 { run.act() }
        let state = run.floor.state
        #expect(RoutingState(replaying: run.floor.log) == state)
        let bytes = try JSONEncoder().encode(run.floor.log)
        let records = try JSONDecoder().decode([RoutingRecord].self, from: bytes)
        #expect(RoutingState(replaying: records).queue == state.queue)
        #expect(try JSONDecoder().decode(RoutingState.self, from: JSONEncoder().encode(state)) == state)
    }

    @Test func `the same inputs give the same log, every time`() {
        var one = RandomFloor(seed: 77)
        var other = RandomFloor(seed: 77)
        for _ in 0..<500 {
            one.act()
            other.act()
        }
        #expect(one.floor.log == other.floor.log)
    }

    /// Somebody plain and calm waits, while one and a half times as many as can be served come, each as angry, urgent
    /// and valuable as can be.
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `nobody starves under one and a half times the load, however loud the others are`(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let rules = RoutingRules()
        var floor = TestFloor(rules)
        let agents = (0..<3).map { AgentID("agent-\($0)") }
        for agent in agents { floor.signOn(agent, capacity: 2) }
        let handling: Int64 = 240
        let longest = TimeSpan.seconds(handling + 20)
        var ends: [(at: Timestamp, chat: ConversationID, agent: AgentID)] = []
        var came: [ConversationID: Timestamp] = [:]
        var overtakers = 0
        var victim: Timestamp?
        var served: Timestamp?
        var longestLine = 0
        let weight = seed.isMultiple(of: 2) ? 2 : 1
        // Six places, four minutes each: one every 40 s can be served, and one every 27 s comes.
        for second in 0..<Int64(10_800) where served == nil {
            floor.now = TestFloor.start + .seconds(second)
            if second.isMultiple(of: 10) { for agent in agents { floor.beat(agent) } }
            var events: [RoutingEvent] = []
            while let end = ends.first, end.at <= floor.now {
                ends.removeFirst()
                events += floor.take(.released(end.chat, end.agent))
            }
            if second == 1_200 {
                floor.arrive("victim", RoutingNeed(weight: weight))
                victim = floor.now
            }
            if Int.random(in: 0..<27, using: &random) == 0 {
                let name = ConversationID("loud-\(second)")
                came[name] = floor.now
                let loud = Standing(frustration: 1, urgency: 1, value: 1, priority: 10)
                events += floor.take(.arrived(floor.request(name, .anyone, loud)))
            }
            events += floor.take(.ticked)
            longestLine = max(longestLine, floor.state.line.count)
            while !events.isEmpty {
                guard case .offered(let chat, let agent, _) = events.removeFirst() else { continue }
                if chat == "victim" { served = floor.now }
                if let victim, served == nil, let came = came[chat], came > victim + rules.rank.horizon {
                    overtakers += 1
                }
                events += floor.take(.claimed(chat, agent))
                ends.append((floor.now + .seconds(handling), chat, agent))
            }
        }
        let waited = try #require(served) - #require(victim)
        let bound = try #require(
            rules.rank.bound(
                relaxation: rules.relaxation, ahead: longestLine + 6, capacity: weight == 1 ? 6 : 3, longest: longest))
        #expect(waited <= bound)
        // What is heavy is passed by what fits where it does not; only the widest agent is kept for it.
        #expect(weight == 2 || overtakers == 0)
        // The attack is one: the victim has been overtaken, and the queue was never empty.
        #expect(waited > .minutes(15))
    }
}
