public import Vocabulary

/// The port to other people's back ends. An implementation performs one attempt; the outbox decides about the next.
public protocol ActionBackend: Sendable {
    /// One attempt at `call` under its business key. Never throws: every outcome is an answer.
    func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt
}

/// What one attempt at an action showed.
public enum ActionAttempt: Hashable, Sendable {
    case finished(ActionResult)
    /// The provider has accepted it and reports the result later, by a signed callback, within the time.
    case accepted(within: TimeSpan)
    /// Nothing was done: a person must allow it first.
    case needsApproval(ApprovalQuestion)
    /// Safe to try again: nothing happened, or the provider knows the key. `after` is the provider's own wish.
    case again(error: String, after: TimeSpan?)
    /// The outcome is unknown and another try could do it twice: a person looks.
    case lost(error: String)
}
