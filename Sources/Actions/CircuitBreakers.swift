internal import Telemetry
internal import Vocabulary

/// A breaker for each host, of which only troubled ones are kept.
final class CircuitBreakers: Sendable {
    /// Hosts in trouble at one time; those beyond are called without a breaker.
    static let bound = 1_000

    private let plan: CircuitBreaker.Plan
    private let now: @Sendable () -> Timestamp
    private let troubled = Locked<[String: CircuitBreaker]>([:])

    init(_ plan: CircuitBreaker.Plan, now: @escaping @Sendable () -> Timestamp) {
        self.plan = plan
        self.now = now
    }

    /// Runs `call` if the host's breaker lets it through, and learns from how it went.
    func guarding(_ host: String, _ call: () async -> HTTPOutcome) async -> Result {
        let moment = now()
        let admission = troubled.withLock { $0[host]?.admit(at: moment) ?? .go }
        if case .wait(let rest) = admission { return .resting(rest) }
        let outcome = await call()
        note(Self.shows(outcome), host, at: now())
        return .called(outcome)
    }

    enum Result {
        case called(HTTPOutcome)
        case resting(TimeSpan)
    }

    /// Whether the provider is well; `nil` when the outcome says nothing about it.
    private static func shows(_ outcome: HTTPOutcome) -> Bool? {
        switch outcome {
        case .answered(let answer): answer.status < 500
        case .unreached(HTTPExchanges.isFull), .unreached(HTTPExchanges.isClosed), .barred: nil
        case .unreached, .broken: false
        }
    }

    private func note(_ isWell: Bool?, _ host: String, at now: Timestamp) {
        troubled.withLock { troubled in
            guard let isWell else {
                troubled[host]?.abandoned(at: now)
                return
            }
            if isWell {
                troubled[host] = nil
            } else if troubled.count < Self.bound || troubled[host] != nil {
                troubled[host, default: CircuitBreaker(plan)].failed(at: now)
            }
        }
    }
}
