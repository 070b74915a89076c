import Outreach
import PlaybookModel
import Testing
import Vocabulary

/// A runner as a service would have it: records and the outbox in one store, a world that knows keys, and a life that
/// can end between any two writes.
private struct Runner {
    struct Killed: Error {}

    let machine = CampaignMachine(gate: OutreachGate(limits: OutreachLimits(quiet: nil)))
    /// What survives.
    private(set) var log: [(at: Timestamp, record: CampaignRecord)] = []
    private(set) var world: [BusinessKey: Telling] = [:]
    private(set) var attempts = 0
    private(set) var kills = 0
    /// Writes until the next end.
    var untilKill = Int.max
    var people: [CustomerID: Person] = [:]
    /// What is lost.
    private(set) var state = CampaignState()
    var now = Life.start

    private mutating func mayDie() throws {
        untilKill -= 1
        guard untilKill <= 0 else { return }
        kills += 1
        throw Killed()
    }

    mutating func restart() {
        state = CampaignState(log.map { ($0.at, $0.record) })
    }

    @discardableResult
    mutating func give(_ input: CampaignInput) throws -> CampaignRefusal? {
        now = now + .seconds(1)
        let outcome = machine.step(state, input, at: now)
        // One transaction: all of it or nothing.
        if !outcome.records.isEmpty { try mayDie() }
        for record in outcome.records {
            log.append((now, record))
            state.apply(record, at: now)
        }
        return outcome.refusal
    }

    mutating func run() throws {
        while true {
            for telling in state.pending {
                try mayDie()
                attempts += 1
                world[telling.key] = world[telling.key] ?? telling
                try mayDie()
                try give(.settle(telling.key, delivered: true))
            }
            let next = state.next(7, at: now, machine.gate.limits)
            guard !next.isEmpty else { return }
            try give(.proceed(next.map { people[$0] ?? Person(id: $0) }))
        }
    }

    /// Runs to the end, however often it is killed; the next life is a little longer, or shorter.
    mutating func runThrough(killingEvery writes: Int) {
        var length = writes
        while true {
            untilKill = length
            length = length % 23 + 5
            do {
                try run()
                untilKill = .max
                return
            } catch {
                restart()
            }
        }
    }
}

@Suite struct CampaignTests {
    private static let plan = CampaignPlan(
        id: "checkout-1", title: "Checkout is broken", topics: ["checkout_problem"], purpose: .incident,
        notice: "incident_notice", update: "incident_update", fixed: "incident_fixed")

    private func customers(_ range: Range<Int>) -> [CustomerID] { range.map { CustomerID("k\($0)") } }

    private func opened(_ runner: inout Runner, reporters: Int = 3, affected: Int = 200) throws {
        try runner.give(.open(Self.plan))
        for index in 0..<reporters {
            try runner.give(.report(CustomerID("k\(index)"), ConversationID("c\(index)")))
        }
        try runner.give(.affect(customers(0..<affected)))
    }

    @Test(arguments: [Int.max, 5, 6, 11, 17])
    func `three reporters of two hundred: 197 outreaches, 3 thread updates, 200 fixed, each once however often it dies`(
        writes: Int
    ) throws {
        var runner = Runner()
        try opened(&runner)
        try runner.give(.go(by: "ada"))
        runner.runThrough(killingEvery: writes)
        #expect(runner.world.isEmpty)
        #expect(try runner.give(.go(by: "ada")) == .samePerson)
        try runner.give(.go(by: "bo"))
        runner.runThrough(killingEvery: writes)
        let first = runner.world.values
        #expect(first.count { if case .outreach = $0.way { true } else { false } } == 197)
        #expect(first.count { if case .thread = $0.way { true } else { false } } == 3)
        #expect(Set(first.map(\.customer)).count == 200)
        try runner.give(.move(.resolved, text: "Fixed.", next: nil, tell: true))
        runner.runThrough(killingEvery: writes)
        let fixed = runner.world.values.filter { $0.news == .fixed }
        #expect(fixed.count == 200)
        #expect(Set(fixed.map(\.customer)).count == 200)
        #expect(fixed.count { if case .thread = $0.way { true } else { false } } == 3)
        #expect(runner.world.count == 400)
        #expect(runner.state.counts.outreaches == 197)
        #expect(runner.state.counts.threads == 3)
        #expect(runner.state.counts.fixed == 200)
        #expect(runner.state.pending.isEmpty)
        if writes < .max {
            #expect(runner.kills > 20)
            #expect(runner.attempts > 400)
        } else {
            #expect(runner.attempts == 400)
        }
    }

    @Test
    func `whoever talks to us about it is told there, whoever wants nothing is left alone and hears of no repair`()
        throws
    {
        var runner = Runner()
        let open = Person.OpenConversation(conversation: "c9", topics: ["checkout_problem"])
        runner.people["k5"] = Person(id: "k5", conversations: [open])
        runner.people["k6"] = Person(id: "k6", consents: [])
        try opened(&runner, affected: 10)
        let run = runner.machine.dryRun(
            runner.state, customers(0..<10).map { runner.people[$0] ?? Person(id: $0) }, at: runner.now)
        #expect(run.outreaches == 5)
        #expect(run.threads == 4)
        #expect(run.skipped == [.noConsent: 1])
        #expect(run.samples.count == 5)
        #expect(!run.needsTwoPeople)
        #expect(runner.world.isEmpty)
        try runner.give(.go(by: "ada"))
        try runner.run()
        #expect(runner.world["campaign:checkout-1:notice:k5"]?.way == .thread("c9"))
        #expect(runner.world.count == 9)
        try runner.give(.move(.resolved, text: "Fixed.", next: nil, tell: true))
        try runner.run()
        #expect(runner.world.count == 18)
    }

    @Test func `stop stops, also what was decided; and it can go on`() throws {
        var runner = Runner()
        try opened(&runner, affected: 40)
        try runner.give(.go(by: "ada"))
        try runner.give(.proceed(customers(0..<10).map { Person(id: $0) }))
        #expect(runner.state.pending.count == 10)
        try runner.give(.stop(by: "bo"))
        #expect(runner.state.pending.isEmpty)
        try runner.run()
        #expect(runner.world.isEmpty)
        #expect(try runner.give(.proceed([Person(id: "k20")])) == .stopped)
        try runner.give(.resume(by: "bo"))
        try runner.run()
        #expect(runner.world.count == 40)
    }

    @Test func `more people than one may decide alone, also when they become known later`() throws {
        var runner = Runner()
        try opened(&runner, affected: 40)
        try runner.give(.go(by: "ada"))
        try runner.give(.affect(customers(40..<90)))
        try runner.run()
        #expect(runner.world.isEmpty)
        try runner.give(.go(by: "bo"))
        try runner.run()
        #expect(runner.world.count == 90)
    }

    @Test func `who was asleep until it was mended is not told; an update reaches all who know`() throws {
        var runner = Runner()
        let gate = OutreachGate()
        let machine = CampaignMachine(gate: gate)
        try opened(&runner, reporters: 1, affected: 3)
        // 01:00 in the night for k1, day for k2.
        let people = [
            Person(id: "k0"), Person(id: "k1", clock: ZoneOffsets(initial: .hours(1))),
            Person(id: "k2", clock: ZoneOffsets(initial: .hours(12))),
        ]
        try runner.give(.go(by: "ada"))
        var state = runner.state
        func proceed(_ people: [Person], at moment: Timestamp) -> [CampaignRecord] {
            let records = machine.step(state, .proceed(people), at: moment).records
            for record in records { state.apply(record, at: moment) }
            return records
        }
        let records = proceed(people, at: runner.now)
        #expect(records.contains { if case .held("k1", _, .quietHours) = $0 { true } else { false } })
        #expect(state.next(10, at: runner.now, gate.limits).isEmpty)
        #expect(state.nextDue.map { $0 > runner.now } == true)
        let later = runner.now + .hours(1)
        let update = IncidentUpdate(stage: .identified, text: "Found.", at: later, next: later + .hours(1))
        state.apply(.moved(update, tell: true), at: later)
        #expect(state.nextUpdate == later + .hours(1))
        #expect(proceed(people, at: later).count { if case .decided = $0 { true } else { false } } == 2)
        let end = later + .hours(1)
        state.apply(.moved(IncidentUpdate(stage: .resolved, text: "Fixed.", at: end, next: nil), tell: true), at: end)
        #expect(state.next(10, at: end + .hours(10), gate.limits) == ["k0", "k2"])
    }

    @Test func `many thousands are told in batches; who becomes known late hears what it is about first`() throws {
        var runner = Runner()
        try runner.give(.open(Self.plan))
        try runner.give(.move(.investigating, text: "Looking.", next: nil, tell: true))
        try runner.give(.affect(customers(0..<5_000)))
        try runner.give(.go(by: "ada"))
        try runner.give(.go(by: "bo"))
        try runner.run()
        #expect(runner.world.count == 5_000)
        #expect(runner.world.values.allSatisfy { $0.news == .notice && $0.isFirst })
        try runner.give(.move(.identified, text: "Found.", next: nil, tell: true))
        try runner.give(.affect(customers(5_000..<5_010)))
        try runner.run()
        #expect(runner.world.count == 10_010)
        let late = runner.world["campaign:checkout-1:update2:k5009"]
        #expect(late.map(Self.plan.response(to:)) == "incident_notice")
        let known = runner.world["campaign:checkout-1:update2:k17"]
        #expect(known.map(Self.plan.response(to:)) == "incident_update")
    }

    @Test func `others report it too, and how much earlier they did`() throws {
        var state = CampaignState()
        state.apply(.opened(Self.plan), at: Life.day(1))
        state.apply(.reported("k1", "c1"), at: Life.day(0.5))
        for index in 2...43 { state.apply(.reported(CustomerID("k\(index)"), "c"), at: Life.day(1)) }
        #expect(state.others(than: "k1") == 42)
        #expect(state.others(than: "nobody") == 43)
        #expect(state.lead() == .hours(12))
    }

    @Test func `a blip within its grace tells nobody, what lasts is an incident and its end`() {
        var watch = MonitorWatch(grace: .minutes(2))
        #expect(watch.down("shop", at: Life.day(0)).isEmpty)
        #expect(watch.nextDue == Life.day(0) + .minutes(2))
        let up = Life.day(0) + .minutes(2)
        #expect(watch.up("shop", at: up) == [.blip(monitor: "shop", since: Life.day(0), until: up)])
        #expect(watch.advance(to: Life.day(1)).isEmpty)
        #expect(watch.down("shop", at: Life.day(2)).isEmpty)
        #expect(watch.down("shop", at: Life.day(2) + .minutes(1)).isEmpty)
        #expect(watch.advance(to: Life.day(2) + .minutes(3)) == [.incident(monitor: "shop", since: Life.day(2))])
        #expect(watch.advance(to: Life.day(2) + .minutes(9)).isEmpty)
        let over = watch.up("shop", at: Life.day(2) + .minutes(10))
        #expect(over == [.over(monitor: "shop", since: Life.day(2), until: Life.day(2) + .minutes(10))])
    }
}
