/// Who may speak to the visitor now. One at a time: the bot never talks over a person.
public enum Holder: Hashable, Codable, Sendable {
    case bot
    /// Waiting for a person; the bot stays quiet but for its waiting notices.
    case queue(EscalationID)
    case agent(AgentID)
    /// Resolved; the visitor's next message opens a new segment with the bot.
    case nobody
}

/// Counts the changes of holder. A line decided under an older epoch is never spoken; it is kept as a note.
public struct SpeakerEpoch: Comparable, Hashable, Codable, Sendable {
    public let rawValue: Int

    public init(_ rawValue: Int) {
        self.rawValue = rawValue
    }

    public static let first = SpeakerEpoch(0)
    public var next: SpeakerEpoch { SpeakerEpoch(rawValue + 1) }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Who wrote an event.
public enum Sender: Hashable, Codable, Sendable {
    case visitor
    case bot
    case agent(AgentID)
    case system
}

/// Where a line stands in its conversation: 1, 2, 3 … without a gap.
public struct SequenceNumber: Comparable, Hashable, Codable, Sendable {
    public let rawValue: Int

    public init(_ rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Before the first event.
    public static let start = SequenceNumber(0)
    public var next: SequenceNumber { SequenceNumber(rawValue + 1) }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
