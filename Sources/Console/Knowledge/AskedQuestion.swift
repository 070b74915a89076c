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
        self.text = Redaction.of(text)
        self.outcome = outcome
        self.conversation = conversation
        self.at = at
    }

    /// Stars up to this are a complaint.
    private static let fewStars = 2

    /// The questions of a conversation that went wrong, in their order.
    public static func found(in log: [EventRecord], of conversation: ConversationID) -> [AskedQuestion] {
        var found: [AskedQuestion] = []
        var asked: (text: String, at: Timestamp)?
        /// The last one that an article answered, until something is said about it.
        var answered: (text: String, article: ArticleName, at: Timestamp)?

        func complain() {
            guard let last = answered else { return }
            found.append(
                AskedQuestion(
                    text: last.text, outcome: .unhelpful(last.article), conversation: conversation, at: last.at))
            answered = nil
        }

        for record in log {
            if case .visitorSaid(let text, let choice) = record.event {
                // A button's label is not the visitor's own words.
                asked = choice == nil && isQuestion(text) ? (text, record.at) : nil
            } else if case .articleShown(let article, _) = record.event {
                if let asked { answered = (asked.text, article, record.at) }
            } else if case .fellBack = record.event {
                if answered != nil {
                    complain()
                } else if let asked {
                    found.append(
                        AskedQuestion(
                            text: asked.text, outcome: .unanswered, conversation: conversation, at: asked.at))
                }
                asked = nil
            } else if case .escalated = record.event {
                complain()
            } else if case .flowStarted = record.event {
                // Something was done about it.
                answered = nil
            } else if case .rated(let stars, _) = record.event, stars <= fewStars {
                complain()
            }
        }
        return found
    }

    /// A single word or a bare number asks nothing that an article could answer.
    private static func isQuestion(_ text: String) -> Bool {
        text.split { !$0.isLetter }.count >= 2
    }
}
