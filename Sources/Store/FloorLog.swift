public import Vocabulary

/// A line of the floor's log: who waits, who serves, who was offered what. What it says is the business of whoever
/// keeps the floor.
public struct FloorEntry: Hashable, Sendable {
    public let at: Timestamp
    /// UTF-8 text.
    public let body: [UInt8]

    public init(at: Timestamp, body: [UInt8]) {
        self.at = at
        self.body = body
    }
}

/// The floor's log as it is read back: the last image kept of what it had led to, and what came after that.
public struct FloorLog: Hashable, Sendable {
    /// `nil`: the entries are all there ever were.
    public let image: [UInt8]?
    public let entries: [FloorEntry]

    public init(image: [UInt8]? = nil, entries: [FloorEntry] = []) {
        self.image = image
        self.entries = entries
    }
}
