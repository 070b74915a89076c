import Insight
import Reporting
import Store
import Testing
import Vocabulary

@Suite struct IntakeTests {
    private func intake(_ store: any ConversationStore, _ clock: Clock) throws -> (VoiceIntake, Reporter) {
        let reporter = try Reporter.over(store, clock)
        let intake = VoiceIntake(reporter: reporter) { text in
            VoiceIntake.Understood(
                intent: text.contains("grinder") ? "product_question" : nil,
                frustration: text.contains("!") ? 0.9 : 0.1)
        }
        return (intake, reporter)
    }

    @Test(arguments: [
        ("dev.warmline.review.posted", true), ("com.example.survey.answered", true), ("social.posted", true),
        ("dev.warmline.rollout.started", true), ("dev.warmline.bill.issued", false), ("review", false),
    ])
    func `it takes reviews, surveys, posts and rollouts, whoever's they are`(type: String, isWanted: Bool) {
        #expect(VoiceIntake.wants(type) == isWanted)
    }

    @Test func `a review is read as the bot reads, kept without names, and counts once`() async throws {
        let store = InMemoryStore()
        let clock = Clock()
        let (intake, reporter) = try intake(store, clock)
        let data = SlotValue.record([
            "text": .text("the grinder 4711 broke! bo@example.com"), "stars": .integer(1),
        ])
        for _ in 0..<3 {
            #expect(try await intake.take(type: "dev.warmline.review.posted", id: "shop 1", data: data) == nil)
        }
        let kept = try await store.journal("reporting").entries.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(kept.allSatisfy { $0.contains("product_question") && $0.contains("[number]") })
        #expect(!kept.contains { $0.contains("bo@example") || $0.contains("4711") })
        let voice = VoiceDesk(
            store: store, reporter: reporter, rules: ReportRules(), log: quiet, now: { clock.now })
        try await voice.catchUp()
        let issues = await voice.digest().digest.issues
        #expect(issues.map(\.facts.count) == [1])
        #expect(issues.map(\.facts.bad) == [1])
        #expect(issues.map(\.title) == ["product question"])
    }

    @Test(arguments: [
        ("dev.warmline.review.posted", SlotValue.text("hello"), "its data is no object"),
        ("dev.warmline.review.posted", .record(["stars": .integer(3)]), "what was said is missing: text"),
        ("dev.warmline.review.posted", .record(["text": .text("a"), "stars": .integer(9)]), "stars are from 1 to 5"),
        ("dev.warmline.rollout.started", .record([:]), "a rollout has a name"),
    ])
    func `what is no review is refused with what is wrong`(type: String, data: SlotValue, wrong: String) async throws {
        let store = InMemoryStore()
        let (intake, _) = try intake(store, Clock())
        #expect(try await intake.take(type: type, id: "x", data: data) == wrong)
        #expect(try await store.journal("reporting").entries.isEmpty)
    }

    @Test func `what is for another room is left to it`() async throws {
        let store = InMemoryStore()
        let (intake, _) = try intake(store, Clock())
        #expect(try await intake.take(type: "dev.warmline.bill.issued", id: "x", data: .nothing) == nil)
        #expect(try await store.journal("reporting").entries.isEmpty)
    }

    @Test func `a backtest's figures are those of the definition, as text and as JSON`() throws {
        let year = SyntheticYear(days: 70, spikes: 12, factor: 3, seed: 8)
        let test = SpikeBacktest(year.history, injections: year.injections)
        #expect(year.injections.count == 12)
        #expect(test.text.contains("Spikes put in"))
        let recall = (Double(test.found) / 12 * 1_000).rounded() / 10
        #expect(test.text.contains("recall \(recall) %"))
        #expect(test.json.contains("\"spikes\":12"))
        #expect(SyntheticYear(days: 70, spikes: 12, factor: 3, seed: 8).injections == year.injections)
    }
}
