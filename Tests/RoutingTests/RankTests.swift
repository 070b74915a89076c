import PlaybookModel
import Routing
import Testing
import Vocabulary

@Suite struct RankTests {
    /// Nobody stands before it and nobody works: the bound has no work to count, and the wait lasts as long as the break.
    @Test func `one who waits alone is asked about the moment somebody is back, however long that took`() {
        var floor = TestFloor()
        floor.signOn("ann")
        floor.take(.readySet("ann", false))
        floor.arrive("alone")
        floor.pass(floor.floor.machine.rules.rank.horizon, beating: ["ann"])
        floor.pass(.minutes(4), beating: ["ann"])
        #expect(floor.offer(of: "alone") == nil)
        #expect(
            floor.take(.readySet("ann", true)).contains { event in
                if case .offered("alone", "ann", _) = event { true } else { false }
            })
        #expect(floor.pass(.seconds(6), beating: ["ann"]).isEmpty)
        #expect(floor.take(.claimed("alone", "ann")) == [.assigned("alone", "ann")])
    }

    let rules = RankRules()

    @Test func `a rank is its terms: wait, frustration, urgency, value and priority`() {
        let standing = Standing(frustration: 0.8, urgency: 0.4, value: 0.5, priority: 5)
        let rank = rules.rank(of: standing, waited: .minutes(10))
        #expect(rank.wait == 2)
        #expect(abs(rank.frustration - 0.4) < 1e-12)
        #expect(abs(rank.urgency - 0.2) < 1e-12)
        #expect(rank.value == 0.5)
        #expect(rank.priority == 1)
        #expect(abs(rank.total - 4.1) < 1e-12)
    }

    @Test(arguments: [-1e300, -1, 0, 0.5, 1, 7, 1e300, .infinity, -.infinity, .nan])
    func `no figure pushes anyone further than the horizon, or back`(value: Double) {
        let standing = Standing(frustration: value, urgency: value, value: value, priority: value)
        let lead = rules.lead(of: standing)
        #expect(lead >= TimeSpan(milliseconds: 0))
        #expect(lead <= rules.horizon)
    }

    @Test func `the horizon of the shipped weights is twenty minutes`() {
        #expect(rules.horizon == .minutes(20))
    }

    @Test func `nobody who comes later than the horizon stands before, whatever either's standing becomes`() {
        var random = SplitMix64(state: 11)
        for _ in 0..<200 {
            var floor = TestFloor(RoutingRules(room: QueueRoom(least: 1_000)))
            floor.arrive("victim", .anyone, Standing())
            let more = TimeSpan(milliseconds: Int64.random(in: 1...3_600_000, using: &random))
            floor.now = floor.now + rules.horizon + more
            for index in 0..<5 {
                floor.arrive(
                    ConversationID("loud-\(index)"), .anyone,
                    Standing(frustration: 1, urgency: 1, value: 1, priority: .random(in: 0...1_000, using: &random)))
            }
            floor.take(.standingChanged("victim", Standing(frustration: .random(in: -1...1, using: &random))))
            floor.take(.standingChanged("loud-3", Standing(frustration: 9, urgency: 9, value: 9, priority: 1e9)))
            #expect(floor.state.position(of: "victim") == 1)
        }
    }

    @Test func `messages that come while one waits move the place`() {
        var floor = TestFloor()
        floor.arrive("first")
        floor.now = floor.now + .seconds(30)
        floor.arrive("second")
        #expect(floor.state.queue == ["first", "second"])
        floor.take(.standingChanged("second", Standing(frustration: 0.9, urgency: 0.8)))
        #expect(floor.state.queue == ["second", "first"])
        #expect(floor.take(.standingChanged("second", Standing(frustration: 0.9, urgency: 0.8))).isEmpty)
        floor.take(.standingChanged("second", Standing()))
        #expect(floor.state.queue == ["first", "second"])
    }

    @Test func `equals are served in the order they came, and twins by name`() {
        var floor = TestFloor()
        floor.arrive("b")
        floor.arrive("a")
        floor.now = floor.now + TimeSpan(milliseconds: 1)
        floor.arrive("0")
        #expect(floor.state.queue == ["a", "b", "0"])
    }

    @Test func `why says the terms of a place, and why one stands before another`() throws {
        var floor = TestFloor()
        floor.arrive("calm")
        floor.now = floor.now + .minutes(1)
        floor.arrive("angry", .anyone, Standing(frustration: 0.9, priority: 3))
        floor.signOn("bea", capacity: 1)
        floor.take(.readySet("bea", false))
        let machine = floor.floor.machine
        let why = try #require(machine.why("angry", in: floor.state, at: floor.now))
        #expect(why.position == 1)
        #expect(why.rank.frustration == 0.45)
        #expect(why.obstacles == ["bea": .away])
        #expect(why.able.isEmpty)
        let terms = try #require(machine.why("angry", before: "calm", in: floor.state, at: floor.now))
        #expect(terms.map(\.term) == [.priority, .frustration, .wait])
        #expect(abs(terms[2].points + 0.2) < 1e-12)
        #expect(machine.why("gone", in: floor.state, at: floor.now) == nil)
    }
}
