public import Vocabulary

/// Why a frame was not taken. The words are made here and nowhere else; they name no internals.
public struct Refusal: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case badRequest = "bad_request"
        case unsupportedVersion = "unsupported_version"
        case tooLong = "too_long"
        case helloFirst = "hello_first"
        case messageConflict = "cmid_conflict"
        case busy
        case rateLimited = "rate_limited"
        case unavailable
        case unauthorized
        case notFound = "not_found"
        case notAllowed = "not_allowed"
        case alreadyClaimed = "already_claimed"
        case notWaiting = "not_waiting"
        case alreadyRated = "already_rated"
        case nothingToRate = "nothing_to_rate"
        case closed
        case atCapacity = "at_capacity"
        case notPresent = "not_present"
        case slotTaken = "slot_taken"
    }

    public let code: Code
    public let message: String
    public let conversation: ConversationID?
    public let cmid: ClientMessageID?
    public let retryAfter: TimeSpan?

    public init(
        _ code: Code, _ message: String? = nil, conversation: ConversationID? = nil, cmid: ClientMessageID? = nil,
        retryAfter: TimeSpan? = nil
    ) {
        self.code = code
        self.message = message ?? code.words
        self.conversation = conversation
        self.cmid = cmid
        self.retryAfter = retryAfter
    }

    /// The connection closes behind it: nothing after the refused message was read (`contract.md`, rule 6).
    public var closes: Bool {
        switch code {
        case .busy, .rateLimited, .unavailable, .unauthorized, .unsupportedVersion, .helloFirst, .badRequest: true
        case .tooLong, .messageConflict, .notFound, .notAllowed, .alreadyClaimed, .notWaiting, .alreadyRated,
            .nothingToRate, .closed, .atCapacity, .notPresent, .slotTaken:
            false
        }
    }
}

extension Refusal.Code {
    fileprivate var words: String {
        switch self {
        case .badRequest: "This message could not be read."
        case .unsupportedVersion: "This version of the protocol is not spoken here; version 1 is."
        case .tooLong: "This message is too long."
        case .helloFirst: "Say hello first."
        case .messageConflict: "Another message was already sent under this cmid."
        case .busy: "Too much is waiting here; try again in a moment."
        case .rateLimited: "That was too fast; wait a moment."
        case .unavailable: "Messages cannot be stored at the moment; try again."
        case .unauthorized: "Sign in again."
        case .notFound: "There is no such conversation."
        case .notAllowed: "You may not do that."
        case .alreadyClaimed: "A colleague has taken this conversation."
        case .notWaiting: "This conversation is not waiting for a person."
        case .alreadyRated: "This was rated already; thank you."
        case .nothingToRate: "There is nothing to rate yet."
        case .closed: "This conversation is closed."
        case .atCapacity: "You hold as many conversations as you can; close one first."
        case .notPresent: "You are not on duty."
        case .slotTaken: "That time is taken; please choose another."
        }
    }
}
