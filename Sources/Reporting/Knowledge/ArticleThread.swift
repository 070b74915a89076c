internal import PlaybookModel
internal import Vocabulary

/// The articles of one conversation: what was asked, what was shown, and what became of it. An article is judged by the
/// answer to "did that help?", by a person called for instead, by having to ask again, or by the stars at the end of a
/// conversation that it was the last word of.
struct ArticleThread {
    /// What one event told.
    struct Finding {
        var asked: AskedQuestion?
        var judged: ArticleJudgement?
    }

    private let conversation: ConversationID
    private var asked: (text: String, at: Timestamp)?
    /// The last question that an article answered, until something is said about it.
    private var answered: (text: String, article: ArticleName, at: Timestamp)?
    /// The article shown last, while nothing was said about it.
    private var shown: (article: ArticleName, at: Timestamp)?
    private var help = Help.notAsked

    /// Where "did that help?" stands.
    private enum Help {
        case notAsked, isAsked, isAnswered
    }

    /// Stars from here up are content, those up to here are not; between them nothing is said.
    private static let manyStars = 4
    private static let fewStars = 2

    init(_ conversation: ConversationID) {
        self.conversation = conversation
    }

    /// Nothing that could still be said depends on what has been.
    var isIdle: Bool { asked == nil && answered == nil && shown == nil }

    mutating func take(_ record: EventRecord) -> Finding {
        if case .visitorSaid(let text, let choice) = record.event {
            // A button's label is not the visitor's own words.
            asked = choice == nil && Self.isQuestion(text) ? (text, record.at) : nil
            help = help == .isAsked ? .isAnswered : .notAsked
        } else if case .articleShown(let article, _) = record.event {
            answered = asked.map { ($0.text, article, $0.at) } ?? answered
            (shown, help) = ((article, record.at), .notAsked)
        } else if case .botSaid(let line, _) = record.event {
            if line.response == StandardResponse.didThatHelp.name, shown != nil { help = .isAsked }
            if line.response == StandardResponse.options.name, help == .isAnswered { return judge(true) }
        } else if case .fellBack = record.event {
            let unanswered = answered == nil ? asked : nil
            var finding = judge(false)
            finding.asked = unanswered.map { question($0.text, .unanswered, $0.at) } ?? finding.asked
            asked = nil
            return finding
        } else if case .escalated = record.event {
            return judge(false)
        } else if case .flowStarted = record.event {
            // Something is done about it, and whatever comes of that is not the article's doing.
            (answered, shown) = (nil, nil)
        } else if case .rated(let stars, _) = record.event {
            if stars >= Self.manyStars { return judge(true) }
            if stars <= Self.fewStars { return judge(false) }
        }
        return Finding()
    }

    private mutating func judge(_ hasHelped: Bool) -> Finding {
        defer { (answered, shown) = (nil, nil) }
        return Finding(
            asked: hasHelped ? nil : answered.map { question($0.text, .unhelpful($0.article), $0.at) },
            judged: shown.map { ArticleJudgement(article: $0.article, at: $0.at, hasHelped: hasHelped) })
    }

    private func question(_ text: String, _ outcome: AskedQuestion.Outcome, _ at: Timestamp) -> AskedQuestion {
        AskedQuestion(text: text, outcome: outcome, conversation: conversation, at: at)
    }

    /// A single word or a bare number asks nothing that an article could answer.
    private static func isQuestion(_ text: String) -> Bool {
        text.split { !$0.isLetter }.count >= 2
    }
}
