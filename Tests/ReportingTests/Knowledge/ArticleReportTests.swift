import Reporting
import Testing
import Vocabulary

/// A fall of what an article's answers are worth is noticed.
struct ArticleReportTests {
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
