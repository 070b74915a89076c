public import Vocabulary

/// What metrics are read from: the event log, and what is known beside it. Taken in the order in which it happened.
public enum MetricFact: Hashable, Sendable {
    case event(ConversationID, EventRecord)
    /// The visitor's device has shown everything up to there.
    case delivered(ConversationID, through: SequenceNumber, at: Timestamp)
    /// Confirmed by a person, or suggested and not refused.
    case tagged(ConversationID, TagName, at: Timestamp)
    /// Put aside until it wakes: the customer's clock goes on, the worked time does not.
    case snoozed(ConversationID, at: Timestamp)
    case awoke(ConversationID, at: Timestamp)
    /// Two conversations were one matter all along.
    case merged(ConversationID, into: ConversationID, at: Timestamp)
    /// An alert about something that customers report; `nil`: nobody had reported it yet.
    case alerted(firstReport: Timestamp?, at: Timestamp)

    /// When it happened.
    public var at: Timestamp {
        switch self {
        case .event(_, let record): record.at
        case .delivered(_, _, let at), .tagged(_, _, let at), .snoozed(_, let at), .awoke(_, let at),
            .merged(_, _, let at), .alerted(_, let at):
            at
        }
    }

    var conversations: [ConversationID] {
        switch self {
        case .event(let conversation, _), .delivered(let conversation, _, _), .tagged(let conversation, _, _),
            .snoozed(let conversation, _), .awoke(let conversation, _):
            [conversation]
        case .merged(let conversation, let other, _): [conversation, other]
        case .alerted: []
        }
    }
}
