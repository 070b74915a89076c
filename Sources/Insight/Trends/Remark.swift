public import Vocabulary

/// Something that a visitor, a review or a survey said.
public struct Remark: Hashable, Sendable {
    public let conversation: ConversationID
    public let at: Timestamp
    public let text: String
    /// The sentence's meaning, where there is an encoder; of any length, the same for all.
    public let vector: [Float]?
    /// An intent or a tag stands for it already.
    public let isKnown: Bool

    public init(conversation: ConversationID, at: Timestamp, text: String, vector: [Float]? = nil, isKnown: Bool) {
        self.conversation = conversation
        self.at = at
        self.text = text
        self.vector = vector
        self.isKnown = isKnown
    }
}

/// A topic that the playbook has no word for.
public struct Trend: Hashable, Sendable {
    /// Stable while the topic is followed.
    public let number: Int
    /// Its most telling words.
    public let label: String
    /// Conversations in the last days, and in as many before.
    public let count: Int
    public let previous: Int
    public let firstSeen: Timestamp
    /// Redacted, the most typical first.
    public let quotes: [String]
    /// The chance of so many where the days before had so few.
    public let chance: Double
}

public struct TrendRules: Sendable {
    /// Days that count as now; up to 14.
    public let days: Int
    /// Conversations that make a topic.
    public let least: Int
    /// Less likely than this is emerging.
    public let chance: Double
    /// Cosine of meanings, and of words, from which on two remarks are about the same.
    public let meaning: Double
    public let words: Double
    /// Topics followed at a time.
    public let topics: Int
    /// Words that say nothing here: the shop's name.
    public let ignored: Set<String>

    public init(
        days: Int = 7, least: Int = 8, chance: Double = 0.001, meaning: Double = 0.6, words: Double = 0.28,
        topics: Int = 400, ignored: Set<String> = []
    ) {
        self.days = min(max(days, 1), 14)
        self.least = least
        self.chance = chance
        self.meaning = meaning
        self.words = words
        self.topics = max(1, topics)
        self.ignored = Wording.common.union(ignored)
    }
}
