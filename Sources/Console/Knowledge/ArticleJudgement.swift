internal import PlaybookModel
public import Vocabulary

/// What a visitor made of an article that they were shown.
public struct ArticleJudgement: Hashable, Sendable {
    public let article: ArticleName
    /// When it was shown.
    public let at: Timestamp
    public let hasHelped: Bool

    public init(article: ArticleName, at: Timestamp, hasHelped: Bool) {
        self.article = article
        self.at = at
        self.hasHelped = hasHelped
    }

    /// Stars from here up are content, those up to here are not; between them nothing is said.
    private static let manyStars = 4
    private static let fewStars = 2

    /// The judgements of a conversation in their order: the answer to "did that help?", a person called for instead,
    /// or the stars at the end of a conversation that the article was the last word of.
    public static func found(in log: [EventRecord]) -> [ArticleJudgement] {
        var found: [ArticleJudgement] = []
        /// Shown last, and nothing was said about it yet.
        var shown: (article: ArticleName, at: Timestamp)?
        var isAsked = false
        var isAnswered = false

        func judge(_ hasHelped: Bool) {
            if let last = shown {
                found.append(ArticleJudgement(article: last.article, at: last.at, hasHelped: hasHelped))
            }
            shown = nil
        }

        for record in log {
            if case .articleShown(let article, _) = record.event {
                (shown, isAsked, isAnswered) = ((article, record.at), false, false)
            } else if case .visitorSaid = record.event {
                isAnswered = isAsked
                isAsked = false
            } else if case .botSaid(let line, _) = record.event {
                if line.response == StandardResponse.didThatHelp.name { isAsked = shown != nil }
                if line.response == StandardResponse.options.name, isAnswered { judge(true) }
            } else if case .fellBack = record.event {
                judge(false)
            } else if case .escalated = record.event {
                judge(false)
            } else if case .flowStarted = record.event {
                // Whatever comes of it is not the article's doing.
                shown = nil
            } else if case .rated(let stars, _) = record.event {
                if stars >= manyStars { judge(true) }
                if stars <= fewStars { judge(false) }
            }
        }
        return found
    }
}
