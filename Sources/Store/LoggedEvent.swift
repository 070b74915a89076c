public import Vocabulary

/// A place in the order in which the events of all conversations were committed.
public struct LogPosition: Hashable, Comparable, Codable, Sendable {
    public let rawValue: Int64

    /// Before the first event.
    public static let start = LogPosition(0)

    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    public static func < (left: LogPosition, right: LogPosition) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// An event and where it stands in the order of the whole house.
public struct LoggedEvent: Hashable, Sendable {
    public let position: LogPosition
    public let conversation: ConversationID
    public let record: EventRecord

    public init(position: LogPosition, conversation: ConversationID, record: EventRecord) {
        self.position = position
        self.conversation = conversation
        self.record = record
    }
}
