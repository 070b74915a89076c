import Insight
import Reporting
import SQLiteStore
import Store
import Testing
import Vocabulary

@Suite struct FollowerTests {
    /// What a house sees in a few days: bots that help and do not, people, queues, returns, stars, bad moods.
    private func work(in house: House, conversations: Int, from: Int = 0) async throws {
        var generator = SplitMix64(state: 7 + UInt64(from))
        for number in from..<(from + conversations) {
            let id = ConversationID("c\(number)")
            let start = Double(number) * 3
            try await house.opens(
                at: start, in: id, by: VisitorID("v\(generator.next() % 40)"),
                version: generator.next() % 2 == 0 ? "p1" : "p2")
            let intent = IntentName(["refund", "order_status", "stock"][Int(generator.next() % 3)])
            try await house.says(
                "it does not work 12345", intent, frustration: Double(generator.next() % 100) / 100, at: start, in: id)
            try await house.bot(at: start + 0.02, in: id)
            guard generator.next() % 3 == 0 else { continue }
            try await house.escalates(at: start + 1, in: id)
            try await house.joins(at: start + 1.2, in: id)
            try await house.agent(at: start + 1.5, in: id)
            try await house.resolves(at: start + 2, in: id)
            if generator.next() % 2 == 0 {
                try await house.rates(Int(generator.next() % 5) + 1, at: start + 2.5, in: id)
            }
        }
    }

    @Test func `the golden log through a real store: two clocks, by intent, agent, queue and version`() async throws {
        try await withStoreFile { path in
            let store = try SQLiteStore(path: path)
            let house = House(store)
            try await house.opens(at: 0, version: "p7")
            try await house.says("refund please", "refund", at: 1)
            try await house.bot(at: 1.05)
            try await house.says(at: 3)
            try await house.bot(at: 3.02)
            try await house.escalates(at: 3.02)
            try await house.joins(at: 6)
            try await house.agent(at: 7)
            try await house.resolves(at: 20)
            try await house.rates(5, at: 20.1)
            let clock = Clock(21)
            let reporter = try Reporter.over(store, clock)
            try await reporter.catchUp()
            let report = await reporter.report(ReportQuery())
            #expect(report.all.contacts == 1)
            #expect(Figure.firstAcknowledgement.value(of: report.all) == 3)
            #expect(Figure.firstResponse.value(of: report.all) == 240)
            #expect(Figure.resolution.value(of: report.all) == 1_200)
            #expect(Figure.satisfaction.value(of: report.all) == 1)
            for (by, name) in [
                (ReportQuery.Breakdown.intent, "refund"), (.agent, "ada"), (.queue, "billing"), (.version, "p7"),
                (.channel, "widget"),
            ] {
                let rows = await reporter.report(ReportQuery(by: by)).rows
                #expect(rows.map(\.title) == [name])
                #expect(rows.first?.tally.firstResponse.wall.mean == .minutes(4))
            }
            await store.close()
        }
    }

    @Test func `killed again and again it knows what one that was never killed knows, to the last figure`()
        async throws
    {
        try await withStoreFile { path in
            let store = try SQLiteStore(path: path)
            let house = House(store)
            let clock = Clock()
            let steady = try Reporter.over(InMemoryStoreMirror(store), clock)
            var killed = try Reporter.over(store, clock) {
                $0.page = 7
                $0.imageEvents = 40
            }
            for round in 0..<12 {
                try await work(in: house, conversations: 15, from: round * 15)
                clock.set(Double(round * 15 + 15) * 3)
                // Some of the pages, and the image only when it is due.
                for _ in 0..<(3 + round) { try await killed.follow() }
                killed = try Reporter.over(store, clock) {
                    $0.page = 5 + round
                    $0.imageEvents = 40
                }
                try await steady.catchUp()
            }
            clock.set(20_000)
            try await killed.catchUp()
            try await steady.catchUp()
            let (left, right) = (await killed.progress, await steady.progress)
            #expect(left.position == right.position)
            #expect(left.events == right.events)
            #expect(left.events > 900)
            for by in ReportQuery.Breakdown.allCases {
                let (one, other) = (
                    await killed.report(ReportQuery(by: by)), await steady.report(ReportQuery(by: by))
                )
                #expect(one.all == other.all)
                #expect(one.rows.map(\.slice) == other.rows.map(\.slice))
                #expect(one.rows.map(\.tally) == other.rows.map(\.tally))
                #expect(one.days.map(\.tally) == other.days.map(\.tally))
            }
            #expect(await killed.report(ReportQuery()).all.contacts == 180)
            await store.close()
        }
    }

    @Test func `an image goes back to the very same state`() async throws {
        let store = InMemoryStore()
        let clock = Clock()
        try await work(in: House(store), conversations: 60)
        clock.set(200)
        let first = try Reporter.over(store, clock)
        try await first.catchUp()
        try await first.take(.rollout(name: "shop 2.1", feature: nil), id: "r1")
        try await first.keep()
        let image = try await store.journal("reporting").image
        let second = try Reporter.over(store, clock)
        try await second.catchUp()
        try await second.keep()
        #expect(try await store.journal("reporting").image == image)
        #expect(image != nil)
    }

    @Test func `a fresh service reads all of an old store, and tells nobody of last year's alerts`() async throws {
        let store = InMemoryStore()
        let house = House(store)
        for number in 0..<30 {
            let id = ConversationID("c\(number)")
            try await house.opens(at: Double(number) / 10, in: id, by: VisitorID("v\(number)"))
            try await house.says("nothing works", "pay", frustration: 1, at: Double(number) / 10, in: id)
        }
        let clock = Clock(60 * 24 * 30)
        let desk = Channel()
        let reporter = try Reporter.over(store, clock, channels: [desk])
        try await reporter.catchUp()
        await reporter.tell()
        let board = await reporter.alerts()
        #expect(board.cards.count == 1)
        #expect(board.cards.first?.isLate == true)
        #expect(await desk.told.isEmpty)
        #expect(await reporter.report(ReportQuery(from: CivilDate("2026-03-02"))).all.contacts == 30)
    }

    @Test func `a store that refuses loses nothing: what was not written is written the next time`() async throws {
        let store = Moody(InMemoryStore())
        let house = House(store)
        let clock = Clock()
        let reporter = try Reporter.over(store, clock) { $0.imageEvents = 1 }
        try await work(in: house, conversations: 5)
        clock.set(15)
        await store.refuse(true)
        await #expect(throws: StoreError.busy) { try await reporter.catchUp() }
        await #expect(throws: StoreError.busy) {
            try await reporter.take(.rollout(name: "shop 2.1", feature: nil), id: "r1")
        }
        await store.refuse(false)
        try await reporter.catchUp()
        #expect(await reporter.report(ReportQuery()).all.contacts == 5)
        // Sent again, it is kept, and counts once.
        for _ in 0..<2 { try await reporter.take(.rollout(name: "shop 2.1", feature: nil), id: "r1") }
        #expect(try await !store.journal("reporting").entries.isEmpty)
        let again = try Reporter.over(store, clock)
        try await again.catchUp()
        #expect(await again.report(ReportQuery()).all == reporter.report(ReportQuery()).all)
    }
}
