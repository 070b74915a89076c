/// A candidate with its calibrated confidence, 0 to 1.
public struct Scored<Value: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    public let value: Value
    public let confidence: Double

    public init(_ value: Value, confidence: Double) {
        self.value = value
        self.confidence = confidence
    }
}

/// Something recognised inside a message, normalised, with where it stood.
public struct Entity: Hashable, Codable, Sendable {
    /// What kind of thing it is: a built-in type (`order_number`, `email`, `money` …) or one of the playbook's own.
    public let name: EntityName
    public let value: SlotValue
    /// The words as the visitor wrote them.
    public let text: String
    /// Offsets in Unicode scalars of the message, end not included.
    public let start: Int
    public let end: Int
    /// The part it plays beside others of its kind; absent where the words say nothing about it.
    public let role: EntityRole?

    public init(
        name: EntityName, value: SlotValue, text: String, start: Int, end: Int, role: EntityRole? = nil
    ) {
        self.name = name
        self.value = value
        self.text = text
        self.start = start
        self.end = end
        self.role = role
    }
}

/// The part a thing plays in what is asked: "change it [from] 42 [to] 44", "[not] the 42 but the 44".
public enum EntityRole: String, Hashable, Codable, Sendable, CaseIterable {
    /// What is there now, or where something begins.
    case from
    /// What is wanted, or where something ends.
    case to
    /// Named only to be ruled out.
    case excluded
}

/// How a message feels (`language.md` §2).
public struct Sentiment: Hashable, Codable, Sendable {
    /// -1 (bad) to 1 (good).
    public let valence: Double
    /// 0 to 1.
    public let frustration: Double
    /// 0 to 1.
    public let urgency: Double
    /// The words that made the numbers, in the order they stand.
    public let words: [String]

    public init(valence: Double, frustration: Double, urgency: Double, words: [String]) {
        self.valence = valence
        self.frustration = frustration
        self.urgency = urgency
        self.words = words
    }

    public static let neutral = Sentiment(valence: 0, frustration: 0, urgency: 0, words: [])
}

/// A passage of an article that may answer the message, ready to be cited.
public struct ArticleHit: Hashable, Codable, Sendable {
    public let article: ArticleName
    public let title: String
    /// The heading the passage stands under; empty for the article's beginning.
    public let section: String
    public let passage: String
    /// 0 to 1.
    public let confidence: Double

    public init(article: ArticleName, title: String, section: String, passage: String, confidence: Double) {
        self.article = article
        self.title = title
        self.section = section
        self.passage = passage
        self.confidence = confidence
    }
}

/// A second thing that a message asks for, with its part of the message: "refund my order [and change my address]".
public struct FurtherRequest: Hashable, Codable, Sendable {
    public let intent: IntentName
    /// Calibrated, 0 to 1.
    public let confidence: Double
    /// Offsets in Unicode scalars of the message, end not included. Entities inside belong to this request.
    public let start: Int
    public let end: Int

    public init(intent: IntentName, confidence: Double, start: Int, end: Int) {
        self.intent = intent
        self.confidence = confidence
        self.start = start
        self.end = end
    }
}

/// Why the intents were ranked as they were and the band chosen: short enough to be kept with every message.
public struct IntentReason: Hashable, Codable, Sendable {
    /// A training phrase like the message.
    public struct Phrase: Hashable, Codable, Sendable {
        public let text: String
        public let intent: IntentName
        /// Cosine, 0 to 1.
        public let similarity: Double

        public init(text: String, intent: IntentName, similarity: Double) {
            self.text = text
            self.intent = intent
            self.similarity = similarity
        }
    }

    /// Best first, three at most.
    public let nearest: [Phrase]
    /// The words that spoke most for the first intent, three at most.
    public let words: [String]
    /// Words read as others, as "teh → the".
    public let repairs: [String]
    /// How much the message resembles the phrases, in spreads from their usual value.
    public let familiarity: Double
    /// Less familiarity than this is none of the intents.
    public let rejectBelow: Double
    /// Less familiarity than this asks first.
    public let doubtBelow: Double
    /// The confidence that the first intent needs to be acted on.
    public let actFrom: Double

    public init(
        nearest: [Phrase], words: [String], repairs: [String], familiarity: Double, rejectBelow: Double,
        doubtBelow: Double, actFrom: Double
    ) {
        self.nearest = nearest
        self.words = words
        self.repairs = repairs
        self.familiarity = familiarity
        self.rejectBelow = rejectBelow
        self.doubtBelow = doubtBelow
        self.actFrom = actFrom
    }
}

/// Everything understood in one message; the one door between language and dialog.
public struct Interpretation: Hashable, Codable, Sendable {
    /// What to do with the ranked intents, decided by calibrated thresholds.
    public enum Band: String, Hashable, Codable, Sendable {
        /// Sure enough to act on the first intent.
        case act
        /// Between intents: ask which.
        case clarify
        /// None of them.
        case none
    }

    /// Best first.
    public let intents: [Scored<IntentName>]
    public let band: Band
    /// What else the same message asks for, sure enough to act on, in the order it stands after the first request.
    public let further: [FurtherRequest]
    /// Best first.
    public let articles: [ArticleHit]
    /// In the order they stand.
    public let entities: [Entity]
    public let sentiment: Sentiment
    /// Nothing where nobody asked for it, and in old records.
    public let reason: IntentReason?

    public init(
        intents: [Scored<IntentName>], band: Band, further: [FurtherRequest] = [], articles: [ArticleHit],
        entities: [Entity], sentiment: Sentiment, reason: IntentReason? = nil
    ) {
        self.reason = reason
        self.intents = intents
        self.band = band
        self.further = further
        self.articles = articles
        self.entities = entities
        self.sentiment = sentiment
    }

    /// Nothing recognised: what a turn falls back to when understanding itself failed.
    public static let nothing = Interpretation(
        intents: [], band: .none, articles: [], entities: [], sentiment: .neutral)

    /// Reads what was written before a message could ask for two things, too.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        intents = try fields.decode([Scored<IntentName>].self, forKey: .intents)
        band = try fields.decode(Band.self, forKey: .band)
        further = try fields.decodeIfPresent([FurtherRequest].self, forKey: .further) ?? []
        articles = try fields.decode([ArticleHit].self, forKey: .articles)
        entities = try fields.decode([Entity].self, forKey: .entities)
        sentiment = try fields.decode(Sentiment.self, forKey: .sentiment)
        reason = try fields.decodeIfPresent(IntentReason.self, forKey: .reason)
    }
}
