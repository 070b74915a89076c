import Console
import PlaybookModel
import Testing
import Vocabulary

/// What is asked and not answered is found in the logs and stands together.
struct GapTests {
    private static func log(_ events: [Event]) -> [EventRecord] {
        var seq = SequenceNumber.start
        return events.enumerated().map { place, event in
            seq = seq.next
            return EventRecord(
                seq: seq, at: Timestamp(milliseconds: Int64(place) * 1_000), sender: .visitor, cmid: nil, event: event)
        }
    }

    private static func said(_ text: String) -> Event { .visitorSaid(text: text, choice: nil) }

    private static func outcomes(_ events: [Event]) -> [String] {
        AskedQuestion.found(in: log(events), of: "c").map { asked in
            switch asked.outcome {
            case .unanswered: "? \(asked.text)"
            case .unhelpful(let article): "\(article.rawValue) \(asked.text)"
            }
        }
    }

    @Test func `a question that nothing answered is a gap`() {
        #expect(Self.outcomes([Self.said("do you sell tea pots"), .fellBack(rung: 1)]) == ["? do you sell tea pots"])
        #expect(Self.outcomes([Self.said("hello"), .fellBack(rung: 1)]).isEmpty)
        #expect(Self.outcomes([Self.said("do you sell tea pots")]).isEmpty)
        #expect(
            Self.outcomes([.visitorSaid(text: "Tea pots please", choice: .person), .fellBack(rung: 1)]).isEmpty)
    }

    @Test func `an article that did not help is one too`() {
        let shown: [Event] = [Self.said("how long are refunds"), .articleShown("refunds", section: "")]
        #expect(Self.outcomes(shown + [Self.said("no"), .fellBack(rung: 2)]) == ["refunds how long are refunds"])
        #expect(Self.outcomes(shown + [.rated(stars: 2, comment: "")]) == ["refunds how long are refunds"])
        #expect(Self.outcomes(shown + [.rated(stars: 4, comment: "")]).isEmpty)
        #expect(Self.outcomes(shown + [.flowStarted("refund"), .rated(stars: 1, comment: "")]).isEmpty)
        #expect(Self.outcomes(shown).isEmpty)
    }

    @Test func `nobody's address or number is kept`() {
        let found = Self.outcomes([Self.said("order 48213 for anna@mail.example please"), .fellBack(rung: 1)])
        #expect(found.allSatisfy { !$0.contains("48213") && !$0.contains("anna@") })
    }

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

    @Test func `articles past their day are told`() {
        let playbook = KnowledgeTestTests.playbook([
            KnowledgeTestTests.article("fresh", reviewBy: "2026-06-02"),
            KnowledgeTestTests.article("due", reviewBy: "2026-05-31"),
            KnowledgeTestTests.article("older", reviewBy: "2025-01-01"), KnowledgeTestTests.article("never"),
            KnowledgeTestTests.article("over", reviewBy: "2027-01-01", until: "2026-05-01"),
        ])
        let stale = StaleReport(playbook, today: "2026-06-01")
        #expect(stale.items.map(\.article) == ["older", "due", "over", "never"])
        let none = ArticleReport([], now: Timestamp(milliseconds: 0))
        let text = GapReport(Self.questions).text(stale: stale, articles: none)
        #expect(text.contains("4× "))
        #expect(text.contains("due was due on 2026-05-31"))
        #expect(GapReport(Self.questions).json(stale: stale, articles: none).contains("\"is_over\":true"))
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
