internal import PlaybookModel
internal import Switchboard
internal import Telemetry
internal import Vocabulary

/// Turns findings into attempts: what may be tried again, and what nobody can know any more.
///
/// A write may only end as "it did not happen" when every try proved so, or when the provider's look-up did. The
/// tries of this process are remembered; one that another process made (before a restart) counts as doubtful.
final class Attempts: Sendable {
    /// Effects remembered at once; one that is forgotten counts as doubtful.
    static let bound = 10_000

    /// The last try of each write whose tries so far all proved that nothing was done.
    private let clean = Locked<[EffectID: Int]>([:])

    /// Whether every try before this one is known to have done nothing.
    func areClean(before number: Int, _ id: EffectID) -> Bool {
        number == 1 || clean.withLock { $0[id] } == number - 1
    }

    /// The look-up has proved that none of the tries before this one did anything.
    func areProvedClean(before number: Int, _ id: EffectID) {
        clean.withLock { clean in
            guard clean.count < Self.bound || clean[id] != nil else { return }
            clean[id] = number - 1
        }
    }

    /// The look-up could not say whether it happened.
    func attempt(_ number: Int, at action: Action, leftOpen error: String) -> ActionAttempt {
        number > action.attempts ? .lost(error: error) : .again(error: error, after: action.timeout)
    }

    /// Ends a call that was looked up after its last try.
    func ended(_ id: EffectID, _ result: ActionResult) -> ActionAttempt {
        forget(id)
        return .finished(result)
    }

    func attempt(_ number: Int, at action: Action, _ call: ActionCall, showed finding: Finding) -> ActionAttempt {
        let isLast = number >= action.attempts
        switch finding {
        case .result(let result):
            return ended(call.id, result)
        case .accepted(let span):
            forget(call.id)
            return .accepted(within: span)
        case .declined(let error):
            return refused(number, at: action, call, error)
        case .nothingDone(let error, let after):
            guard isLast else {
                if areClean(before: number, call.id) { areProvedClean(before: number + 1, call.id) }
                return .again(error: error, after: after)
            }
            return refused(number, at: action, call, error)
        case .doubtful(let error, let after):
            forget(call.id)
            guard action.writes else {
                return isLast ? .finished(.refused(reason: "failed")) : .again(error: error, after: after)
            }
            // The next try begins with the look-up, and the last one may be nothing but that. It waits until this
            // one cannot be under way any more: only then "it is not there" means that it never will be.
            if action.lookUp != nil { return .again(error: error, after: max(after ?? action.timeout, action.timeout)) }
            // Without a key that the provider honours a second try could do it twice.
            let mayRepeat = action.honoursKeys && !call.key.rawValue.isEmpty && !isLast
            return mayRepeat ? .again(error: error, after: after) : .lost(error: error)
        }
    }

    /// It was refused now; whether an earlier try did it is another question.
    private func refused(_ number: Int, at action: Action, _ call: ActionCall, _ error: String) -> ActionAttempt {
        let isClean = areClean(before: number, call.id) || !action.writes
        forget(call.id)
        if isClean { return .finished(.refused(reason: "failed")) }
        guard action.lookUp != nil, number <= action.attempts else { return .lost(error: error) }
        return .again(error: error, after: action.timeout)
    }

    private func forget(_ id: EffectID) {
        clean.withLock { _ = $0.removeValue(forKey: id) }
    }
}
