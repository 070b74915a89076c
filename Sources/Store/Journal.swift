public import Vocabulary

/// A line of a journal: something that a part of the house decided and has to know again after a crash. What it says
/// is the business of whoever keeps the journal.
public struct JournalEntry: Hashable, Sendable {
    public let at: Timestamp
    /// UTF-8 text.
    public let body: [UInt8]

    public init(at: Timestamp, body: [UInt8]) {
        self.at = at
        self.body = body
    }
}

/// A journal as it is read back: the last image kept of what it had led to, and what came after that.
public struct Journal: Hashable, Sendable {
    /// `nil`: the entries are all there ever were.
    public let image: [UInt8]?
    public let entries: [JournalEntry]

    public init(image: [UInt8]? = nil, entries: [JournalEntry] = []) {
        self.image = image
        self.entries = entries
    }
}

extension JournalName {
    /// Who waits, who serves, who was offered what. Commits add to it.
    public static let floor: JournalName = "floor"
}
