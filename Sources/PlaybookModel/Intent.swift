public import Vocabulary

/// A thing a customer can ask for.
public struct Intent: Hashable, Sendable {
    /// What happens when the bot is sure enough.
    public enum Outcome: Hashable, Sendable {
        case flow(FlowName)
        case response(ResponseName)
        case article(ArticleName)
        /// One of the machine's own: cancel, person, yes, no, repeat …
        case command(Command)
    }

    /// What every assistant understands; the phrases are the playbook's.
    public enum Command: String, Hashable, Sendable, CaseIterable {
        case cancel
        case person
        case yes
        case no
        case `repeat`
        case startOver = "start_over"
        case whatCanYouDo = "what_can_you_do"
        /// To the question before this one.
        case goBack = "go_back"
        /// Leave this question out.
        case skip
    }

    public let name: IntentName
    /// One line for people and for the classifier; also the label of its button.
    public let description: String
    public let examples: [Example]
    /// Never trained on; scored by `warmline evaluate`.
    public let heldOut: [Example]
    public let outcome: Outcome
    /// A higher bar than the assistant's, for what cannot be undone.
    public let confidence: Double?
    public let place: SourcePlace

    public init(
        name: IntentName, description: String, examples: [Example], heldOut: [Example], outcome: Outcome,
        confidence: Double?, place: SourcePlace
    ) {
        self.name = name
        self.description = description
        self.examples = examples
        self.heldOut = heldOut
        self.outcome = outcome
        self.confidence = confidence
        self.place = place
    }
}

/// A phrase; marked spans name the slot they fill.
public struct Example: Hashable, Sendable {
    public struct Span: Hashable, Sendable {
        public let slot: SlotName
        public let text: String

        public init(slot: SlotName, text: String) {
            self.slot = slot
            self.text = text
        }
    }

    /// Without the marks.
    public let text: String
    public let spans: [Span]
    public let place: SourcePlace

    public init(text: String, spans: [Span] = [], place: SourcePlace) {
        self.text = text
        self.spans = spans
        self.place = place
    }
}
