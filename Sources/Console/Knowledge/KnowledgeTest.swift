public import PlaybookModel
public import Vocabulary

/// Questions with the article each should be answered from: the contents of a `.questions.yaml` file.
public struct KnowledgeTest: Hashable, Sendable {
    public struct Question: Hashable, Sendable {
        public let text: String
        /// `nil`: no article may answer.
        public let article: ArticleName?
        /// The heading the passage has to stand under, where that matters.
        public let section: String?
        public let place: SourcePlace
    }

    public let title: String
    public let file: String
    /// Who is asking.
    public let readers: Readership
    public let questions: [Question]
}

extension KnowledgeTest {
    /// Finds articles as the assistant does.
    public typealias Search = (_ question: String, _ readers: Readership, _ limit: Int) -> [ArticleHit]

    /// Asks every question. It is answered when the first article found is sure enough; then it has to be the right
    /// one, and where nothing answers it must not be.
    ///
    /// - Parameter bar: `thresholds: article` of the playbook.
    /// - Returns: a report as talks have, so that terminal and CI show both alike.
    public func run(bar: Double, search: Search) -> TalkReport {
        let clock = ContinuousClock()
        let started = clock.now
        let failures = questions.compactMap { question in
            let hits = search(question.text, readers, 3)
            return fault(of: hits, question, bar).map {
                TalkReport.Failure(place: question.place, message: "“\(question.text)” \($0)")
            }
        }
        return TalkReport(
            title: title, file: file, failures: failures, transcript: [], turns: questions.count,
            seconds: (clock.now - started) / .seconds(1))
    }

    private func fault(of hits: [ArticleHit], _ question: Question, _ bar: Double) -> String? {
        let first = hits.first.map { "\($0.article.rawValue) at \(Self.figure($0.confidence))" } ?? "nothing"
        guard let wanted = question.article else {
            guard let hit = hits.first, hit.confidence >= bar else { return nil }
            return "is answered from \(first), and should not be (the bar is \(Self.figure(bar)))"
        }
        guard let hit = hits.first, hit.article == wanted else {
            let place = hits.firstIndex { $0.article == wanted }
            return "should find \(wanted.rawValue), and finds \(first)"
                + (place.map { "; \(wanted.rawValue) is number \($0 + 1)" } ?? "")
        }
        guard hit.confidence >= bar else {
            return "finds \(first), but is not sure enough to answer (the bar is \(Self.figure(bar)))"
        }
        guard let section = question.section, section != hit.section else { return nil }
        return "should be answered from the section '\(section)', and is from '\(hit.section)'"
    }

    private static func figure(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
