public import Vocabulary

/// What the switchboard cannot know by itself: time, chance and keys.
public struct Surroundings: Sendable {
    /// The wall clock, for people and timers.
    public let now: @Sendable () -> Timestamp
    /// A fresh unguessable name (at least 128 bits of chance, `[A-Za-z0-9_-]`).
    public let freshName: @Sendable () -> String
    /// Signs and reads visitors' tokens.
    public let tokens: any VisitorTokens

    public init(
        now: @escaping @Sendable () -> Timestamp, freshName: @escaping @Sendable () -> String,
        tokens: any VisitorTokens
    ) {
        self.now = now
        self.freshName = freshName
        self.tokens = tokens
    }
}

/// Tokens that bind a visitor to a conversation; unguessable, checked in constant time.
public protocol VisitorTokens: Sendable {
    func token(for pass: VisitorPass) -> String
    /// `nil` for anything not signed here.
    func read(_ token: String) -> VisitorPass?
    /// What the lines of a page begin with that has this secret: 16 characters of `[A-Za-z0-9_-]`, always the same,
    /// which tell nothing of the secret.
    func mark(of secret: String) -> String
}

/// What a token says.
public struct VisitorPass: Hashable, Sendable {
    public let visitor: VisitorID
    public let conversation: ConversationID
    /// When it was last proved who the visitor is: a token from before that counts for nothing.
    public let proved: SequenceNumber

    public init(visitor: VisitorID, conversation: ConversationID, proved: SequenceNumber) {
        self.visitor = visitor
        self.conversation = conversation
        self.proved = proved
    }
}

/// The way out to one client.
public protocol Wire: Sendable {
    /// Hints are dropped first when the reader is slow.
    func send(_ bytes: [UInt8], isHint: Bool)
    /// Closes with a WebSocket code once what was sent before has left.
    func close(code: UInt16, reason: String)
    /// The client has said who it is.
    func authenticated()
    /// Returns when nothing waits to be sent, or the connection is gone (`false`).
    func drained() async -> Bool
}
