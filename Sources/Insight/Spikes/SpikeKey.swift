public import Vocabulary

/// What bad mood may gather around.
public enum SpikeKey: Hashable, Sendable {
    case intent(IntentName)
    case tag(TagName)
    case feature(String)
    case segment(String)

    enum Kind {
        case intent
        case tag
        case feature
        case segment
    }

    var kind: Kind {
        switch self {
        case .intent: .intent
        case .tag: .tag
        case .feature: .feature
        case .segment: .segment
        }
    }

    /// `tag:checkout`
    public var text: String {
        switch self {
        case .intent(let name): "intent:\(name)"
        case .tag(let name): "tag:\(name)"
        case .feature(let name): "feature:\(name)"
        case .segment(let name): "segment:\(name)"
        }
    }

    /// - Parameter text: as ``text`` has it; `nil` for what is none.
    public init?(text: String) {
        guard let colon = text.firstIndex(of: ":"), text.index(after: colon) < text.endIndex else { return nil }
        let name = String(text[text.index(after: colon)...])
        switch text[..<colon] {
        case "intent": self = .intent(IntentName(name))
        case "tag": self = .tag(TagName(name))
        case "feature": self = .feature(name)
        case "segment": self = .segment(name)
        default: return nil
        }
    }
}

/// A conversation whose mood turned bad; once a conversation.
public struct BadMood: Hashable, Sendable {
    public let conversation: ConversationID
    public let at: Timestamp
    public let keys: [SpikeKey]
    /// What the visitor wrote; redacted before it is kept.
    public let words: String

    public init(conversation: ConversationID, at: Timestamp, keys: [SpikeKey], words: String) {
        self.conversation = conversation
        self.at = at
        self.keys = keys
        self.words = words
    }
}

/// A change in the world that may be to blame.
public struct Rollout: Hashable, Sendable {
    public let name: String
    /// What it touches; `nil`: everything.
    public let feature: String?
    public let at: Timestamp

    public init(name: String, feature: String? = nil, at: Timestamp) {
        self.name = name
        self.feature = feature
        self.at = at
    }
}
