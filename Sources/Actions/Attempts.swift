internal import PlaybookModel
internal import Switchboard
internal import Telemetry
internal import Vocabulary

/// Turns findings into attempts: what may be tried again, and what nobody can know any more.
///
/// A write may only end as "it did not happen" when every try proved so. The tries of this process are remembered;
/// one that another process made (before a restart) counts as doubtful.
final class Attempts: Sendable {
    /// Effects remembered at once; one that is forgotten counts as doubtful.
    static let bound = 10_000

    /// The last try of each write whose tries so far all proved that nothing was done.
    private let clean = Locked<[EffectID: Int]>([:])

    func attempt(_ number: Int, at action: Action, _ call: ActionCall, showed finding: Finding) -> ActionAttempt {
        let isLast = number >= action.attempts
        switch finding {
        case .result(let result):
            forget(call.id)
            return .finished(result)
        case .declined(let error):
            let isClean = endsClean(number, call.id) || !action.method.writes
            return isClean ? .finished(.refused(reason: "failed")) : .lost(error: error)
        case .nothingDone(let error, let after):
            guard isLast else {
                noteClean(number, call.id)
                return .again(error: error, after: after)
            }
            let isClean = endsClean(number, call.id) || !action.method.writes
            return isClean ? .finished(.refused(reason: "failed")) : .lost(error: error)
        case .doubtful(let error, let after):
            forget(call.id)
            guard action.method.writes else {
                return isLast ? .finished(.refused(reason: "failed")) : .again(error: error, after: after)
            }
            // Without a key a second try could do it twice.
            let mayRepeat = !call.key.rawValue.isEmpty && !isLast
            return mayRepeat ? .again(error: error, after: after) : .lost(error: error)
        }
    }

    private func noteClean(_ number: Int, _ id: EffectID) {
        clean.withLock { clean in
            guard number == 1 || clean[id] == number - 1 else { return }
            guard clean.count < Self.bound || clean[id] != nil else { return }
            clean[id] = number
        }
    }

    /// Whether every earlier try is known to have done nothing. Forgets the effect, which ends here.
    private func endsClean(_ number: Int, _ id: EffectID) -> Bool {
        let last = clean.withLock { $0.removeValue(forKey: id) }
        return number == 1 || last == number - 1
    }

    private func forget(_ id: EffectID) {
        clean.withLock { _ = $0.removeValue(forKey: id) }
    }
}
