public import Vocabulary

/// Leaves a provider alone that keeps failing, and asks with one call whether it is back. It is given the time, from
/// a clock that does not jump.
///
/// Closed, it lets everything through. After `failures` in a row it is open and lets nothing through for `rest`; then
/// it is half open: one call goes through and decides. Each rest in a row is twice as long, up to `longestRest`.
public struct CircuitBreaker: Hashable, Sendable {
    public struct Plan: Hashable, Sendable {
        public var failures: Int
        public var rest: TimeSpan
        public var longestRest: TimeSpan

        public init(failures: Int = 5, rest: TimeSpan = .seconds(10), longestRest: TimeSpan = .minutes(5)) {
            self.failures = failures
            self.rest = rest
            self.longestRest = longestRest
        }
    }

    public enum Admission: Hashable, Sendable {
        case go
        /// Nothing is sent; ask again after so long.
        case wait(TimeSpan)
    }

    private enum State: Hashable, Sendable {
        case closed(failures: Int)
        case open(until: Timestamp, rest: TimeSpan)
        /// One call is out, since then.
        case halfOpen(since: Timestamp, rest: TimeSpan)
    }

    /// A trial that nobody ever reported on ends after so long: longer than any call may take.
    private static let longestTrial = TimeSpan.minutes(3)

    private let plan: Plan
    private var state = State.closed(failures: 0)

    public init(_ plan: Plan = Plan()) {
        self.plan = plan
    }

    /// Whether it has nothing to remember.
    public var isUntroubled: Bool { state == .closed(failures: 0) }

    public mutating func admit(at now: Timestamp) -> Admission {
        switch state {
        case .closed: return .go
        case .open(let until, let rest):
            guard now >= until else { return .wait(until - now) }
            state = .halfOpen(since: now, rest: rest)
            return .go
        case .halfOpen(let since, let rest):
            guard now - since >= Self.longestTrial else { return .wait(plan.rest) }
            state = .halfOpen(since: now, rest: rest)
            return .go
        }
    }

    /// The provider answered, whatever it said.
    public mutating func succeeded() {
        state = .closed(failures: 0)
    }

    /// A call that was let through was never made: the next one may be the trial.
    public mutating func abandoned(at now: Timestamp) {
        guard case .halfOpen(_, let rest) = state else { return }
        state = .open(until: now, rest: rest)
    }

    /// It could not be reached, did not answer, or is in trouble.
    public mutating func failed(at now: Timestamp) {
        switch state {
        case .closed(let failures) where failures + 1 < plan.failures: state = .closed(failures: failures + 1)
        case .closed: state = .open(until: now + plan.rest, rest: plan.rest)
        // A call that was sent before the rest began says nothing new.
        case .open: break
        case .halfOpen(_, let rest):
            let longer = min(TimeSpan(milliseconds: rest.milliseconds * 2), plan.longestRest)
            state = .open(until: now + longer, rest: longer)
        }
    }
}
