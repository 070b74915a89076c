public import Vocabulary

/// One turn of one conversation: cause, events and effects, written together or not at all.
public struct Commit: Sendable {
    public struct Entry: Sendable {
        public let sender: Sender
        public let event: Event
        /// Only on the event a client's message became.
        public let cmid: ClientMessageID?
        /// What the client said under its `cmid`, word for word: the same again is a copy, anything else a conflict.
        /// The event itself when absent.
        public let content: String?

        public init(sender: Sender, event: Event, cmid: ClientMessageID? = nil, content: String? = nil) {
            self.sender = sender
            self.event = event
            self.cmid = cmid
            self.content = content
        }
    }

    public let conversation: ConversationID
    /// The head this turn was decided on; `.start` for a new conversation.
    public let expected: SequenceNumber
    public let at: Timestamp
    /// Never empty. They get the numbers after `expected`, in order.
    public let entries: [Entry]
    public let effects: [Effect]
    /// The timer this turn answers: gone with the commit.
    public let fired: TimerID?
    /// The action result this turn takes in: delivered with the commit.
    public let delivered: EffectID?
    /// The effect that this turn settles, as `settle` does.
    public let settlement: Settlement?
    /// The holder after this turn.
    public let holder: Holder
    /// What changes on the floor with it, e.g. that it is now an agent's.
    public let floor: [JournalEntry]

    public init(
        conversation: ConversationID, expected: SequenceNumber, at: Timestamp, entries: [Entry],
        effects: [Effect] = [], fired: TimerID? = nil, delivered: EffectID? = nil,
        settlement: Settlement? = nil, holder: Holder = .bot, floor: [JournalEntry] = []
    ) {
        self.conversation = conversation
        self.expected = expected
        self.at = at
        self.entries = entries
        self.effects = effects
        self.fired = fired
        self.delivered = delivered
        self.settlement = settlement
        self.holder = holder
        self.floor = floor
    }
}

public enum CommitResult: Hashable, Sendable {
    /// Durable; the new head.
    case written(head: SequenceNumber)
    /// This sender already sent this `cmid` here, with the same body: the event it became. Nothing written.
    case duplicate(seq: SequenceNumber, at: Timestamp)
    /// The same `cmid` with another body. Nothing written.
    case messageConflict
    /// Somebody else wrote first: read again, step again. Nothing written.
    case stale(head: SequenceNumber)
    /// Another runner has the effect that it would settle. Nothing written.
    case leaseLost
}

/// A slice of a conversation's log.
public struct History: Hashable, Sendable {
    public let records: [EventRecord]
    /// The last number written; `.start` when the conversation does not exist.
    public let head: SequenceNumber

    public init(records: [EventRecord], head: SequenceNumber) {
        self.records = records
        self.head = head
    }
}
