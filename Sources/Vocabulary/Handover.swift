/// Everything an agent needs to go on without asking again. Versioned; described by `handover.schema.json`.
public struct Handover: Hashable, Codable, Sendable {
    public static let currentVersion = 1

    public struct TranscriptLine: Hashable, Codable, Sendable {
        public let seq: SequenceNumber
        public let at: Timestamp
        public let sender: Sender
        public let text: String

        public init(seq: SequenceNumber, at: Timestamp, sender: Sender, text: String) {
            self.seq = seq
            self.at = at
            self.sender = sender
            self.text = text
        }
    }

    public struct IntentSeen: Hashable, Codable, Sendable {
        public let seq: SequenceNumber
        public let intents: [Scored<IntentName>]

        public init(seq: SequenceNumber, intents: [Scored<IntentName>]) {
            self.seq = seq
            self.intents = intents
        }
    }

    public struct ActionTried: Hashable, Codable, Sendable {
        public let call: ActionCall
        /// `nil` while it runs.
        public let result: ActionResult?

        public init(call: ActionCall, result: ActionResult?) {
            self.call = call
            self.result = result
        }
    }

    public let version: Int
    public let conversation: ConversationID
    public let visitor: VisitorID
    public let reason: EscalationReason
    public let team: TeamName
    public let priority: Double
    public let waitingSince: Timestamp
    /// Who, wants, tried, state, mood; at most 60 words.
    public let summary: String
    public let transcript: [TranscriptLine]
    public let intents: [IntentSeen]
    public let slots: [SlotName: SlotValue]
    public let actions: [ActionTried]
    public let sentiment: [Sentiment]
    public let articles: [Citation]
    public let flows: [FlowName]
    /// What the visitor has proved: `anonymous`, or the verifications passed.
    public let identity: [String]
    public let drafts: [String]
    public let context: [String: String]

    public init(
        version: Int = Handover.currentVersion, conversation: ConversationID, visitor: VisitorID,
        reason: EscalationReason, team: TeamName, priority: Double, waitingSince: Timestamp, summary: String,
        transcript: [TranscriptLine], intents: [IntentSeen], slots: [SlotName: SlotValue], actions: [ActionTried],
        sentiment: [Sentiment], articles: [Citation], flows: [FlowName], identity: [String], drafts: [String],
        context: [String: String]
    ) {
        self.version = version
        self.conversation = conversation
        self.visitor = visitor
        self.reason = reason
        self.team = team
        self.priority = priority
        self.waitingSince = waitingSince
        self.summary = summary
        self.transcript = transcript
        self.intents = intents
        self.slots = slots
        self.actions = actions
        self.sentiment = sentiment
        self.articles = articles
        self.flows = flows
        self.identity = identity
        self.drafts = drafts
        self.context = context
    }
}
