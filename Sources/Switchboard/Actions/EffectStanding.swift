internal import Store
internal import Vocabulary

/// What stands in the way of a call that is due, or does not.
enum EffectStanding {
    /// Nobody has a word to say, or it was yes.
    case free
    case waits(until: Timestamp)
    case ended(ActionResult)

    /// What the outbox does with the call; `nil`: it is made.
    var outcome: OutboxOutcome? {
        switch self {
        case .free: nil
        case .waits(let until): .parked(until: until)
        case .ended(let result): .finished(result)
        }
    }
}
