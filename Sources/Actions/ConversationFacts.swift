public import Vocabulary

/// What an action server is told about a conversation beyond the call's own inputs. Everything has an empty form, so
/// that a service tells as much as it wants to.
public struct ConversationFacts: Hashable, Sendable {
    /// The visitor's last words.
    public var latestText: String
    /// What they were understood as, the likeliest first.
    public var intents: [Scored<IntentName>]
    public var entities: [Entity]
    /// Slots in addition to the call's inputs, which win.
    public var slots: [SlotName: SlotValue]
    /// The latest lines, the oldest first: `true` for the visitor's.
    public var lines: [Line]
    public var locale: String

    public struct Line: Hashable, Sendable {
        public let isVisitors: Bool
        public let text: String
        public let at: Timestamp

        public init(isVisitors: Bool, text: String, at: Timestamp) {
            self.isVisitors = isVisitors
            self.text = text
            self.at = at
        }
    }

    public init(
        latestText: String = "", intents: [Scored<IntentName>] = [], entities: [Entity] = [],
        slots: [SlotName: SlotValue] = [:], lines: [Line] = [], locale: String = ""
    ) {
        self.latestText = latestText
        self.intents = intents
        self.entities = entities
        self.slots = slots
        self.lines = lines
        self.locale = locale
    }
}
