/// What the desk offers the agent who speaks. Read anew from the log whenever it grows; nothing in it was made up: every
/// word is a line of the playbook or a passage of an article, filled from what is known.
public struct Assistance: Hashable, Sendable {
    public struct Draft: Hashable, Sendable {
        public let source: DraftSource
        /// Of the article or the response, for the agent.
        public let title: String
        public let text: String

        public init(source: DraftSource, title: String, text: String) {
            self.source = source
            self.title = title
            self.text = text
        }
    }

    /// A canned reply, filled.
    public struct Reply: Hashable, Sendable {
        public let name: String
        public let title: String
        public let text: String
        /// No hole was left empty.
        public let isComplete: Bool

        public init(name: String, title: String, text: String, isComplete: Bool) {
            self.name = name
            self.title = title
            self.text = text
            self.isComplete = isComplete
        }
    }

    /// Something the bot can do for the agent, through every check it goes through for a visitor.
    public struct Action: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// Goes on with what was interrupted.
            case resume(FlowName)
            /// Begins what was asked for.
            case serve(IntentName)
        }

        public let kind: Kind
        public let title: String
        /// Why it is offered, for the agent.
        public let reason: String

        public init(kind: Kind, title: String, reason: String) {
            self.kind = kind
            self.title = title
            self.reason = reason
        }
    }

    public let drafts: [Draft]
    public let replies: [Reply]
    /// The most fitting first.
    public let actions: [Action]
    /// Suggested, and not confirmed yet.
    public let tags: [TagName]

    public init(drafts: [Draft] = [], replies: [Reply] = [], actions: [Action] = [], tags: [TagName] = []) {
        self.drafts = drafts
        self.replies = replies
        self.actions = actions
        self.tags = tags
    }
}

/// Why a line of an agent is held back.
public struct DraftFinding: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A promise that names no time.
        case undated
        /// A phrase that the playbook bans.
        case banned
        /// A question that the visitor has answered already; the words are the answer.
        case known
        /// The number of a payment card; it is never sent.
        case card
    }

    public let kind: Kind
    /// The words it is about.
    public let words: String

    public init(kind: Kind, words: String) {
        self.kind = kind
        self.words = words
    }
}
