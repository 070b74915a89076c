import Engagement
import Foundation
import Insight
import Logging
import Outreach
import PlaybookModel
import Reporting
import SQLiteStore
import Store
import Switchboard
import Testing
import Vocabulary

/// From complaints to a cause, to those who had not complained yet, to the word that it is mended: over a real file.
@Suite struct FeedbackLoopTests {
    private static let complaint = "this is ridiculous, the checkout is broken again and I am furious!"

    /// A life of the house with those who read its log.
    private struct Life {
        let house: House
        let reporter: Reporter
        let voice: VoiceDesk

        init(_ world: World, writes: Int = .max) throws {
            let house = House(world, edition: try TestPlaybook.edition.get(), writes: writes)
            self.house = house
            let log = Logger(label: "reports") { _ in SwiftLogNoOpLogHandler() }
            let rules = ReportRules(house.shelf.current.playbook)
            reporter = try Reporter(
                store: house.store, rules: rules, channels: [SpikeDrafts(house.engagement)], log: log,
                now: { world.now })
            voice = VoiceDesk(store: house.store, reporter: reporter, rules: rules, log: log, now: { world.now })
        }

        /// Everything that is due, as far as the life lasts.
        func pass() async {
            await house.engagement.pass()
            _ = try? await reporter.catchUp()
            await reporter.tell()
        }
    }

    /// Lives that end after so many writes, until nothing is left to do; and one that lasts.
    private func lives(_ world: World, writes: Int) async throws -> Life {
        var ended = 0
        while true {
            let life = try Life(world, writes: writes + ended % 13)
            await life.pass()
            guard life.house.store.isDead else { break }
            ended += 1
            try #require(ended < 200)
        }
        #expect(ended > 0)
        let life = try Life(world)
        await life.pass()
        return life
    }

    @Test
    func
        `a thousand complaints are one alert, one trend, one draft; opened it reaches everybody once, killed or not`()
        async throws
    {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("loop-\(UUID().uuidString).db").path
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) } }
        let world = World(try SQLiteStore(path: file))
        let first = try Life(world)
        // Two hundred pay by card; three of them are among those who complain.
        for number in 0..<200 {
            let customer = CustomerID("k\(number)")
            try await first.house.set(["email": "k\(number)@example.com", "pays": "card"], of: customer)
        }
        world.pass(.minutes(10))
        await first.pass()
        for hundred in 0..<10 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in (hundred * 100)..<(hundred * 100 + 100) {
                    group.addTask {
                        let conversation = try await first.house.open(
                            ConversationID("c\(number)"), of: CustomerID(number < 3 ? "k\(number)" : "guest\(number)"),
                            signed: number < 3)
                        try await first.house.say(Self.complaint, in: conversation)
                    }
                }
                try await group.waitForAll()
            }
            world.pass(.minutes(1))
            await first.house.engagement.pass()
        }
        world.pass(.minutes(2))
        let found = try await lives(world, writes: 2)

        let alerts = await found.reporter.alerts().cards
        #expect(alerts.map(\.key) == ["intent:checkout"])
        try await found.voice.catchUp()
        let issues = await found.voice.digest().digest.issues
        #expect(issues.map(\.title) == ["checkout"])
        #expect(issues.first?.facts.count == 1_000)
        #expect(issues.first?.facts.quotes.isEmpty == false)
        // What to do for those concerned now, and what the author is to write for those who ask next.
        let remedies = issues.first?.remedies ?? []
        #expect(remedies.count == 2)
        #expect(remedies.contains { if case .incident(title: "checkout", _) = $0 { true } else { false } })
        #expect(
            remedies.contains {
                if case .write(article: "checkout", let questions) = $0 { !questions.isEmpty } else { false }
            })
        let drafts = found.house.engagement.drafts
        #expect(drafts.map(\.title) == ["Checkout"])
        let draft = try #require(drafts.first)
        #expect(draft.intents == ["checkout"])
        #expect(draft.components == ["shop"])
        #expect(draft.impact == .major)
        let reports = found.house.engagement.reports(of: draft)
        #expect(reports == 1_000)
        let isQuiet = found.house.engagement.incidents.isEmpty && world.letters.isEmpty
        #expect(isQuiet)

        // A person opens it, names whom it concerns, and two say go.
        var opened = IncidentDraft(title: "The checkout is broken", source: .person("ada"))
        opened.intents = draft.intents
        try await found.house.engagement.open(opened, id: draft.id)
        let affected = try await found.house.engagement.affect(draft.id, whose: "pays", is: "card")
        #expect(affected == 200)
        try await found.house.engagement.go(draft.id, by: "ada")
        try await found.house.engagement.go(draft.id, by: "bo")
        let told = try await lives(world, writes: 300)
        let notices = world.letters
        #expect(notices.count == 197)
        #expect(Set(notices.map(\.customer)) == Set((3..<200).map { CustomerID("k\($0)") }))
        try await told.house.engagement.move(draft.id, to: .resolved, text: "Mended.", next: nil)
        let last = try await lives(world, writes: 300)
        let letters = world.letters
        #expect(letters.count == 394)
        for number in [0, 1, 2, 500, 999] {
            let said = try await last.house.said(in: ConversationID("c\(number)"))
            #expect(said.count { $0 == "incident_notice" } == 1)
            #expect(said.count { $0 == "incident_fixed" } == 1)
        }
        try await last.house.engagement.restore()
        let board = try #require(last.house.engagement.board(of: draft.id))
        #expect(board.view.incident.source == .spike(alerts.first?.id ?? ""))
        #expect(board.run.counts.outreaches == 197)
        #expect(board.run.counts.threads == 1_000)
        #expect(board.run.counts.fixed == 1_197)
        #expect(board.run.waiting == 0)
        let lead = try #require(board.lead)
        #expect(lead > .minutes(5))
        await world.store.close()
    }
}
