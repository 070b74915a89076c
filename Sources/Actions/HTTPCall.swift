internal import PlaybookModel
internal import Vocabulary

/// A request complete to the last byte. Holds secrets: never logged, never part of an error.
struct HTTPCall: Sendable {
    let method: Action.Method
    let url: String
    /// `Name: value`, checked for control characters.
    let headers: [String]
    let body: [UInt8]?
    let timeout: TimeSpan
}

/// What came back, or why nothing did.
enum HTTPOutcome: Sendable {
    case answered(HTTPAnswer)
    /// The request never left this machine: nothing happened on the other side.
    case unreached(String)
    /// It left, or may have left; nobody knows what it did.
    case broken(String)
}

struct HTTPAnswer: Sendable {
    let status: Int
    let body: [UInt8]
    /// `Retry-After` in seconds, when the provider said so.
    let retryAfter: TimeSpan?
}
