internal import Insight
public import Vocabulary

/// A visitor's question that no article has answered to their content.
public struct AskedQuestion: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Nothing was sure enough to answer with.
        case unanswered
        /// An article was shown, and the visitor went on to say no, to ask again or to a person, or gave few stars.
        case unhelpful(ArticleName)
    }

    /// Without addresses and numbers: it goes into reports and drafts.
    public let text: String
    public let outcome: Outcome
    public let conversation: ConversationID
    public let at: Timestamp

    public init(text: String, outcome: Outcome, conversation: ConversationID, at: Timestamp) {
        self.text = Redaction.quote(text)
        self.outcome = outcome
        self.conversation = conversation
        self.at = at
    }
}

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
}
