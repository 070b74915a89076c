import Foundation
import PlaybookModel
import Reporting
import Store
import Testing
import Vocabulary

/// What the log tells about articles.
@Suite struct KnowledgeDeskTests {
    private let store = InMemoryStore()
    private let house: House

    init() {
        house = House(store)
    }

    private func report(
        _ events: [Event], of playbook: Playbook = Knowledge.playbook([])
    ) async throws -> KnowledgeReport {
        try await house.write(events, by: .bot, at: 0)
        return try await KnowledgeReport(
            of: store, playbook: playbook, encoder: nil, atLeast: 1, now: House.at(1))
    }

    /// Gaps as `question`, or `question: article that did not help`.
    private func gaps(_ events: [Event]) async throws -> [String] {
        try await report(events).gaps.gaps.map { gap in
            ([gap.question] + gap.unhelpful.keys.map(\.rawValue)).joined(separator: ": ")
        }
    }

    /// Articles with how many they helped, of how many who said.
    private func judged(_ events: [Event]) async throws -> [String] {
        try await report(events).articles.rows.map {
            "\($0.article.rawValue) \($0.recent.helped)/\($0.recent.judged)"
        }
    }

    private static func said(_ text: String) -> Event { .visitorSaid(text: text, choice: nil) }

    private static func says(_ response: StandardResponse) -> Event {
        .botSaid(BotLine(text: "…", response: response.name), epoch: .first)
    }

    private static let shown: [Event] = [
        said("how long are refunds"), .articleShown("refunds", section: ""), says(.didThatHelp),
    ]
    private static let called = Event.escalated(
        Escalation(id: "e", reason: .asked, team: "support", priority: 1, waitingSince: House.monday), epoch: .first)

    @Test(arguments: [
        ([said("do you sell tea pots"), .fellBack(rung: 1)], ["do you sell tea pots"]),
        ([said("hello"), .fellBack(rung: 1)], []), ([said("do you sell tea pots")], []),
        ([.visitorSaid(text: "Tea pots please", choice: .person), .fellBack(rung: 1)], []),
        (shown, []), (shown + [said("no"), .fellBack(rung: 2)], ["how long are refunds: refunds"]),
        (shown + [called], ["how long are refunds: refunds"]),
        (shown + [.rated(stars: 2, comment: "")], ["how long are refunds: refunds"]),
        (shown + [.rated(stars: 4, comment: "")], []),
        (shown + [.flowStarted("refund"), .rated(stars: 1, comment: "")], []),
        (shown + [said("yes"), says(.options), .rated(stars: 1, comment: "")], []),
    ])
    func `a question that nothing answered is a gap, and so is one that an article did not help with`(
        _ events: [Event], _ expected: [String]
    ) async throws {
        #expect(try await gaps(events) == expected)
    }

    @Test(arguments: [
        (shown, []), (shown + [said("yes"), says(.options)], ["refunds 1/1"]),
        (shown + [said("no"), .fellBack(rung: 2), says(.options)], ["refunds 0/1"]),
        ([says(.didThatHelp), said("yes"), says(.options)], []),
        (shown + [said("refund it"), .flowStarted("refund"), says(.options)], []),
        (shown + [called], ["refunds 0/1"]), (shown + [.rated(stars: 5, comment: "")], ["refunds 1/1"]),
        (shown + [.rated(stars: 3, comment: "")], []), (shown + [.rated(stars: 2, comment: "")], ["refunds 0/1"]),
        (shown + [said("yes"), says(.options), .rated(stars: 1, comment: "")], ["refunds 1/1"]),
    ])
    func `an answer to "did that help?", a person called for and stars judge an article`(
        _ events: [Event], _ expected: [String]
    ) async throws {
        #expect(try await judged(events) == expected)
    }

    @Test func `a report reads well, and says the same to programs`() async throws {
        let playbook = Knowledge.playbook([Knowledge.article("refunds", reviewBy: "2020-01-31")])
        let report = try await report(Self.shown + [Self.called], of: playbook)
        let text = report.text()
        for line in [
            "1 gaps in 1 questions", "1× how long are refunds", "refunds did not help, 1×",
            "refunds was due on 2020-01-31, support",
        ] { #expect(text.contains(line)) }
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json)) as? [String: Any])
        let gap = try #require((json["gaps"] as? [[String: Any]])?.first)
        #expect(gap["count"] as? Int == 1)
        #expect((gap["draft"] as? String)?.hasPrefix("---\ntitle: How long are refunds\n") == true)
        #expect(((json["articles"] as? [[String: Any]])?.first)?["has_fallen"] as? Bool == false)
        #expect(((json["stale"] as? [[String: Any]])?.first)?["review_by"] as? String == "2020-01-31")
    }

    @Test func `the day of the report is the shop's`() async throws {
        // Monday noon in London is Tuesday where the day begins.
        let now = House.at(3 * 60)
        for (zone, count) in [("Europe/London", 0), ("Pacific/Kiritimati", 1)] {
            let report = try await KnowledgeReport(
                of: store, playbook: Knowledge.playbook([Knowledge.article("due", reviewBy: "2026-03-02")], zone: zone),
                encoder: nil, atLeast: 1, now: now)
            #expect(report.stale.items.count == count)
        }
    }

    @Test func `the desk follows what is said, and forgets a quarter of a year`() async throws {
        let clock = Clock(0)
        let day = 1_440.0
        try await house.write(
            [Self.said("do you sell tea pots"), .fellBack(rung: 1)], by: .bot, at: -100 * day, in: "old")
        try await house.write(
            [Self.said("do you grind for a cafe"), .fellBack(rung: 1)], by: .bot, at: -2 * day, in: "new")
        let reporter = try Reporter.over(store, clock) { _ in }
        let desk = KnowledgeDesk(
            store: store, reporter: reporter, playbook: { Knowledge.playbook([]) }, encoder: nil, log: quiet,
            now: { clock.now })
        // Nobody knows yet where to begin: this must not begin at the start of the log.
        try await desk.catchUp()
        try await reporter.catchUp()
        try await desk.catchUp()
        #expect(await desk.report().gaps.gaps.map(\.question) == ["do you grind for a cafe"])
        // A question whose answer comes in a later page counts all the same.
        try await house.write([Self.said("where is the roastery")], by: .visitor, at: 0, in: "next")
        try await desk.catchUp()
        try await house.write([.fellBack(rung: 1)], by: .bot, at: 0, in: "next")
        try await desk.catchUp()
        clock.set(1)
        #expect(await desk.report().gaps.gaps.count == 2)
    }
}
