public import PlaybookModel
public import Understanding
internal import Vocabulary

/// Asks an index questions whose answers are known.
public struct AnswerEvaluation: Sendable {
    public var questions: [AnswerQuestion]
    /// Make one or two slips in each question.
    public var typos = false
    public var seed: UInt64 = 1
    /// The share of answers that have to be right at the bars that are looked for.
    public var precision = 0.9

    /// Articles looked at for each question.
    static let depth = 10

    public init(questions: [AnswerQuestion]) {
        self.questions = questions
    }

    /// The playbook's own questions: those of its tests of knowledge, and of its held-out phrases those that come to the
    /// articles. Of the latter, a phrase of an intent with an answer of its own is one that no article answers; what a
    /// flow would do is left out, since an article may well tell how.
    ///
    /// - Parameter comes: says of a phrase that no intent acts on it, so that articles are asked.
    public init(playbook: Playbook, asking tests: [KnowledgeTest], where comes: (String) -> Bool) {
        let asked = tests.flatMap { test in
            test.questions.map {
                AnswerQuestion(text: $0.text, answers: $0.article.map { [$0.rawValue] } ?? [], line: $0.place.line)
            }
        }
        let heldOut = playbook.intents.flatMap { intent in
            let answers: [String]
            switch intent.outcome {
            case .article(let name): answers = [name.rawValue]
            case .response, .command: answers = []
            case .flow: return [AnswerQuestion]()
            }
            return intent.heldOut.filter { comes($0.text) }
                .map { AnswerQuestion(text: $0.text, answers: answers, line: $0.place.line) }
        }
        questions = asked + heldOut
    }

    /// - Parameters:
    ///   - index: the articles of `playbook`.
    ///   - progress: told how many questions of how many have been asked.
    public func run(
        _ index: any ArticleIndex, of playbook: Playbook, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) -> AnswerResult {
        let spelling = QuestionSpelling(texts: Self.texts(of: playbook))
        let clock = ContinuousClock()
        var outcomes: [AnswerOutcome] = []
        outcomes.reserveCapacity(questions.count)
        for (number, question) in questions.enumerated() {
            let text = typos ? Typist.slip(in: question.text, seed: seed &+ UInt64(number)) : question.text
            let before = clock.now
            let hits = index.search(spelling.ready(text), limit: Self.depth)
            let micros = (clock.now - before) / .microseconds(1)
            outcomes.append(AnswerOutcome(question: question, asked: text, hits: hits, micros: micros))
            if (number + 1).isMultiple(of: 500) { progress(number + 1, questions.count) }
        }
        return AnswerResult(outcomes, precision: precision, articles: playbook.articles.count)
    }

    private static func texts(of playbook: Playbook) -> [String] {
        playbook.articles.flatMap { article in
            [article.title] + article.aliases + article.sections.flatMap { [$0.heading] + $0.passages }
        }
    }
}
