public import PlaybookModel
public import Vocabulary

/// How somebody can be reached.
public enum OutreachChannel: String, Hashable, Codable, Sendable, CaseIterable {
    /// The chat on the site: seen at the next visit.
    case widget
    case mail
    /// Through a gateway, by a webhook.
    case text
}

/// What the gate has to know of a customer, as it is now.
public struct Person: Hashable, Codable, Sendable {
    /// A conversation that is not closed.
    public struct OpenConversation: Hashable, Codable, Sendable {
        public let conversation: ConversationID
        public let topics: [IntentName]

        public init(conversation: ConversationID, topics: [IntentName]) {
            self.conversation = conversation
            self.topics = topics
        }
    }

    public let id: CustomerID
    public let clock: ZoneOffsets
    /// What may be sent without being asked for; whoever unsubscribes loses the purpose.
    public let consents: Set<Purpose>
    /// That there is an address for, the liked ones first.
    public let channels: [OutreachChannel]
    public let conversations: [OpenConversation]
    /// What was sent in the last week, all purposes together.
    public let sent: [Timestamp]

    public init(
        id: CustomerID, clock: ZoneOffsets = .utc, consents: Set<Purpose> = [.service, .incident],
        channels: [OutreachChannel] = [.widget], conversations: [OpenConversation] = [], sent: [Timestamp] = []
    ) {
        self.id = id
        self.clock = clock
        self.consents = consents
        self.channels = channels
        self.conversations = conversations
        self.sent = sent
    }
}
