import PlaybookModel
import Reporting
import Testing
import Vocabulary

/// What is asked and not answered stands together.
struct GapTests {
    private static func asked(
        _ text: String, _ conversation: ConversationID, _ outcome: AskedQuestion.Outcome = .unanswered, at: Int64 = 0
    ) -> AskedQuestion {
        AskedQuestion(text: text, outcome: outcome, conversation: conversation, at: Timestamp(milliseconds: at))
    }

    private static let questions = [
        asked("do you sell tea pots", "a", at: 5), asked("do you sell teapots?", "b", at: 9),
        asked("Do you sell tea pots", "b", at: 1),
        asked("do you sell any big tea pots", "c", .unhelpful("kettles"), at: 2),
        asked("can I park at the shop in Bath", "d", at: 20),
    ]

    @Test func `questions that are alike stand together, the most asked first`() throws {
        let report = GapReport(Self.questions)
        #expect(report.questions == 5)
        #expect(report.gaps.map(\.count) == [4, 1])
        let gap = try #require(report.gaps.first)
        #expect(gap.conversations == 3)
        #expect(gap.unanswered == 3)
        #expect(gap.unhelpful == ["kettles": 1])
        #expect(gap.first.milliseconds == 1)
        #expect(gap.last.milliseconds == 9)
        #expect(gap.examples.count == 2)
        #expect(GapReport(Self.questions, atLeast: 2).gaps.count == 1)
        #expect(GapReport([]).gaps.isEmpty)
        #expect(GapReport(Self.questions.reversed()).gaps == report.gaps)
    }

    @Test func `a gap is the beginning of an article`() throws {
        let gap = try #require(GapReport(Self.questions).gaps.first)
        #expect(gap.draft.hasPrefix("---\ntitle: "))
        #expect(gap.draft.contains("aliases:\n  - "))
        #expect(gap.draft.contains("kettles was shown 1 times and did not help."))
        #expect(gap.name.allSatisfy { $0.isLetter || $0 == "_" })
    }

    @Test func `nobody's address or number is kept`() {
        let asked = Self.asked("order 48213 for anna@mail.example please", "a")
        #expect(asked.text == "order [number] for [address] please")
    }

    @Test func `articles past their day are told`() {
        let playbook = Knowledge.playbook([
            Knowledge.article("fresh", reviewBy: "2026-06-02"), Knowledge.article("due", reviewBy: "2026-05-31"),
            Knowledge.article("older", reviewBy: "2025-01-01"), Knowledge.article("never"),
            Knowledge.article("over", reviewBy: "2027-01-01", until: "2026-05-01"),
        ])
        let stale = StaleReport(playbook, today: "2026-06-01")
        #expect(stale.items.map(\.article) == ["older", "due", "over", "never"])
        #expect(stale.items.map(\.isOver) == [false, false, true, false])
    }

    @Test func `very many questions are looked at soon`() {
        let many = (0..<6_000).map {
            Self.asked("question number word\($0 % 50) about thing\($0 % 50)", "c", at: Int64($0))
        }
        let report = GapReport(many)
        #expect(report.questions == GapReport.questionLimit)
        #expect(report.gaps.count <= 50)
    }
}
