/// How a conversation began.
public struct Opening: Hashable, Codable, Sendable {
    public let visitor: VisitorID
    /// `widget`, `repl`, `api` …
    public let channel: String
    /// The playbook it is pinned to while a flow is in flight.
    public let playbook: PlaybookVersion
    /// BCP 47, as the visitor's browser says.
    public let locale: String
    /// Page URL, title and whatever the site shares, as given.
    public let context: [String: String]
    /// How sure it is who the visitor is.
    public let identity: IdentityLevel
    /// Who the visitor is as the site has signed it: ``SignedVisitor/attributes``. Empty where nobody signed.
    public let signed: [String: String]

    public init(
        visitor: VisitorID, channel: String, playbook: PlaybookVersion, locale: String, context: [String: String],
        identity: IdentityLevel = .anonymous, signed: [String: String] = [:]
    ) {
        self.visitor = visitor
        self.channel = channel
        self.playbook = playbook
        self.locale = locale
        self.context = context
        self.identity = identity
        self.signed = signed
    }

    /// Reads what was written before levels of identity, and before anybody signed, too.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        visitor = try fields.decode(VisitorID.self, forKey: .visitor)
        channel = try fields.decode(String.self, forKey: .channel)
        playbook = try fields.decode(PlaybookVersion.self, forKey: .playbook)
        locale = try fields.decode(String.self, forKey: .locale)
        context = try fields.decode([String: String].self, forKey: .context)
        identity = try fields.decodeIfPresent(IdentityLevel.self, forKey: .identity) ?? .anonymous
        signed = try fields.decodeIfPresent([String: String].self, forKey: .signed) ?? [:]
    }
}

/// How sure it is who a visitor is, the least first.
public enum IdentityLevel: String, Hashable, Codable, Sendable, CaseIterable, Comparable {
    case anonymous
    /// The same browser as before: it holds the conversation's token.
    case session
    /// The site that embeds the chat has signed who it is.
    case signed
    /// A one-time code went to an address on file, and came back.
    case code

    public static func < (left: Self, right: Self) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .anonymous: 0
        case .session: 1
        case .signed: 2
        case .code: 3
        }
    }
}

/// What is known of a visitor's last conversation when a new one begins.
public struct EarlierVisit: Hashable, Codable, Sendable {
    /// What was left in the middle, as the bot calls it: `your refund`.
    public let open: String?
    public let openIntent: IntentName?
    /// What was dealt with last, as the bot calls it.
    public let settled: String?
    /// How it ended, as whoever ended it wrote it down: `refunded`. For choosing words by, never to be read out.
    public let resolution: String?
    /// What was promised, and is not due yet or not kept.
    public let promise: String?

    public init(
        open: String?, openIntent: IntentName?, settled: String? = nil, resolution: String?, promise: String?
    ) {
        self.open = open
        self.openIntent = openIntent
        self.settled = settled
        self.resolution = resolution
        self.promise = promise
    }

    /// Nothing worth a word.
    public var isEmpty: Bool { open == nil && settled == nil && resolution == nil && promise == nil }
}

/// A second thing a message asked for: "refund my order [and change my address to 5 Elm Road]".
public struct KeptRequest: Hashable, Codable, Sendable {
    public let intent: IntentName
    /// Its part of the message.
    public let text: String
    /// What was recognised in that part; offsets count from its beginning.
    public let entities: [Entity]

    public init(intent: IntentName, text: String, entities: [Entity]) {
        self.intent = intent
        self.text = text
        self.entities = entities
    }
}
