public import PlaybookModel

/// The bars that were found, as `assistant.yaml` has them.
public struct AnswerAdvice: Sendable {
    private let result: AnswerResult
    private let present: Assistant.Thresholds

    public init(_ result: AnswerResult, present: Assistant.Thresholds) {
        self.result = result
        self.present = present
    }

    /// For `assistant.yaml`; absent where no bar is good enough.
    public var lines: String? {
        guard let answer = result.tuned.answer else { return nil }
        let article = Figure.confidence(answer.confidence)
        let offer = result.tuned.offer.map { ", offer: \(Figure.confidence($0.confidence))" } ?? ""
        return "thresholds: { act: \(present.act), clarify: \(present.clarify), article: \(article)\(offer) }"
    }

    /// What the bars do, and what the present one does, for people.
    public var words: String {
        var lines: [String] = []
        let asked = Figure.percent(result.precision, digits: 0)
        if let bar = result.tuned.answer {
            lines.append(
                "answering from \(Figure.confidence(bar.confidence)): \(Figure.percent(bar.share)) of "
                    + "\(result.questions) questions, \(Figure.percent(bar.precision)) of those rightly "
                    + "(\(asked) asked)")
        } else {
            lines.append(
                "no bar answers \(asked) rightly: write alias questions for what is missed "
                    + "(`warmline evaluate answers` names it)")
        }
        if let bar = result.tuned.offer {
            lines.append(
                "offering \(AnswerTuning.offered) from \(Figure.confidence(bar.confidence)): the right one among them "
                    + "for \(Figure.percent(bar.precision)) of \(bar.questions) questions")
        }
        let answered = result.outcomes.filter { !$0.hits.isEmpty && $0.confidence >= present.article }
        let right = answered.count(where: \.isRight)
        lines.append(
            "the present bar, \(Figure.confidence(present.article)): \(answered.count) of \(result.questions) questions "
                + "answered, \(right) of them rightly")
        return lines.joined(separator: "\n")
    }
}
