import Console
import PlaybookModel
import Testing
import Vocabulary

/// What visitors make of an article's answers is read from the logs, and a fall is noticed.
struct ArticleReportTests {
    private static func judgements(_ events: [Event]) -> [String] {
        var seq = SequenceNumber.start
        let log = events.map { event in
            seq = seq.next
            return EventRecord(
                seq: seq, at: Timestamp(milliseconds: 0), sender: .visitor, cmid: nil, event: event)
        }
        return ArticleJudgement.found(in: log).map { "\($0.article.rawValue) \($0.hasHelped)" }
    }

    private static func says(_ response: StandardResponse) -> Event {
        .botSaid(BotLine(text: "…", response: response.name), epoch: .first)
    }

    private static func visitor(_ text: String) -> Event { .visitorSaid(text: text, choice: nil) }
    private static let shown: [Event] = [.articleShown("refunds", section: ""), says(.didThatHelp)]

    @Test func `the answer to "did that help?" judges the article`() {
        #expect(Self.judgements(Self.shown + [Self.visitor("yes"), Self.says(.options)]) == ["refunds true"])
        #expect(
            Self.judgements(Self.shown + [Self.visitor("no"), .fellBack(rung: 2), Self.says(.options)])
                == ["refunds false"])
        #expect(Self.judgements(Self.shown).isEmpty)
        #expect(Self.judgements([Self.says(.didThatHelp), Self.visitor("yes"), Self.says(.options)]).isEmpty)
    }

    @Test func `another request says nothing of it, calling for a person does`() {
        #expect(
            Self.judgements(Self.shown + [Self.visitor("refund it"), .flowStarted("refund"), Self.says(.options)])
                .isEmpty)
        let asked = Escalation(
            id: "e", reason: .asked, team: "support", priority: 1, waitingSince: Timestamp(milliseconds: 0))
        #expect(Self.judgements(Self.shown + [.escalated(asked, epoch: .first)]) == ["refunds false"])
    }

    @Test(arguments: [(5, ["refunds true"]), (4, ["refunds true"]), (3, []), (2, ["refunds false"])])
    func `stars at the end judge the last word`(_ stars: Int, _ judgements: [String]) {
        #expect(Self.judgements(Self.shown + [.rated(stars: stars, comment: "")]) == judgements)
    }

    private static func judged(_ helped: Int, of count: Int, daysAgo: Int64) -> [ArticleJudgement] {
        (0..<count).map { place in
            ArticleJudgement(article: "refunds", at: now + .days(-daysAgo), hasHelped: place < helped)
        }
    }

    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    @Test func `an article that helps clearly less than before is named`() {
        let report = ArticleReport(
            Self.judged(18, of: 20, daysAgo: 60) + Self.judged(3, of: 10, daysAgo: 2), now: Self.now)
        #expect(report.fallen.map(\.article) == ["refunds"])
        #expect(report.rows.first?.recent.share == 0.3)
        let text = GapReport([]).text(
            stale: StaleReport(KnowledgeTestTests.playbook([]), today: "2026-06-01"), articles: report)
        #expect(text.contains("refunds helped 3 of 10 in the last 30 days, 18 of 20 before"))
    }

    @Test(arguments: [(18, 20, 7, 10), (5, 5, 2, 4), (2, 10, 0, 10)])
    func `what chance does is no fall`(_ helpedBefore: Int, _ before: Int, _ helped: Int, _ recent: Int) {
        let report = ArticleReport(
            Self.judged(helpedBefore, of: before, daysAgo: 31) + Self.judged(helped, of: recent, daysAgo: 30),
            now: Self.now)
        #expect(report.rows.count == 1)
        #expect(report.fallen.isEmpty)
    }
}
