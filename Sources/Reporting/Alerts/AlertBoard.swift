public import Vocabulary

/// All alerts, the latest first.
public struct AlertBoard: Sendable {
    public let cards: [AlertCard]
    /// Keys that are silent until then.
    public let snoozes: [String: Timestamp]
    /// Share of those that somebody judged which were right; `nil` before anybody did.
    public let precision: Double?
    public let judged: Int

    public var open: [AlertCard] { cards.filter(\.isOpen) }
}
