public import PlaybookModel
public import Vocabulary

/// A request complete to the last byte. Holds secrets: never logged, never part of an error.
public struct HTTPCall: Sendable {
    public let method: Action.Method
    public let url: String
    /// `Name: value`, without control characters.
    public let headers: [String]
    public let body: [UInt8]?
    public let timeout: TimeSpan
    /// Bytes of the answer's body; a longer one is a broken answer.
    public let longestAnswer: Int

    public init(
        method: Action.Method, url: String, headers: [String], body: [UInt8]?, timeout: TimeSpan,
        longestAnswer: Int = 1 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.longestAnswer = longestAnswer
    }
}

/// What came back, or why nothing did. Errors hold neither addresses nor headers.
public enum HTTPOutcome: Hashable, Sendable {
    case answered(HTTPAnswer)
    /// The request never left this machine: nothing happened on the other side.
    case unreached(String)
    /// It left, or may have left; nobody knows what it did.
    case broken(String)
    /// The address is not one that may be called (`NetworkReach`). Nothing was sent, and nothing ever will be.
    case barred(String)
}

public struct HTTPAnswer: Hashable, Sendable {
    public let status: Int
    public let body: [UInt8]
    /// `Retry-After`, when the other side said so.
    public let retryAfter: TimeSpan?

    public init(status: Int, body: [UInt8] = [], retryAfter: TimeSpan? = nil) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
    }
}
