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

    /// The last time that they talked to us.
    public struct Contact: Hashable, Codable, Sendable {
        public let at: Timestamp
        /// Nobody has to do anything about it any more.
        public let isSettled: Bool
        /// Of their last messages, -1 to 1; `nil` where nothing was read.
        public let mood: Double?
        /// 1 to 5; `nil` where none were given.
        public let stars: Int?
        /// How often they talked to us within ninety days.
        public let thisQuarter: Int

        public init(at moment: Timestamp, isSettled: Bool, mood: Double? = nil, stars: Int? = nil, thisQuarter: Int = 1)
        {
            at = moment
            self.isSettled = isSettled
            self.mood = mood
            self.stars = stars
            self.thisQuarter = thisQuarter
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
    /// `nil`: they never did, or nobody remembers.
    public let lastContact: Contact?

    public init(
        id: CustomerID, clock: ZoneOffsets = .utc, consents: Set<Purpose> = [.service, .incident],
        channels: [OutreachChannel] = [.widget], conversations: [OpenConversation] = [], sent: [Timestamp] = [],
        lastContact: Contact? = nil
    ) {
        self.id = id
        self.clock = clock
        self.consents = consents
        self.channels = channels
        self.conversations = conversations
        self.sent = sent
        self.lastContact = lastContact
    }
}
