public import Logging
public import PlaybookModel
public import Switchboard
public import Vocabulary

/// Performs a playbook's actions over HTTP, one attempt a call, on a thread of its own.
///
/// - Only `http` and `https`, certificates checked, no redirects, no proxy from the environment, answers up to 1 MiB.
/// - Writes carry the call's business key as `Idempotency-Key`.
/// - Neither addresses, headers, bodies nor answers are ever logged or part of an error: secrets stand in them.
public final class HTTPActions: ActionBackend {
    private let actions: @Sendable (ActionName) -> Action?
    private let environment: @Sendable (String) -> String?
    private let exchanges: Exchanges
    private let attempts = Attempts()
    private let logger: Logger

    /// - Parameters:
    ///   - actions: the playbook's actions by name; asked anew at each call, so that a reload counts at once.
    ///   - environment: what `{env.NAME}` stands for; read when a call is made, never kept.
    ///   - inFlight: calls at one time; more are told to come back.
    public init(
        actions: @escaping @Sendable (ActionName) -> Action?, environment: @escaping @Sendable (String) -> String?,
        inFlight: Int = 64, logger: Logger = Logger(label: "warmline.actions")
    ) {
        self.actions = actions
        self.environment = environment
        self.logger = logger
        exchanges = Exchanges(bound: inFlight)
    }

    deinit {
        exchanges.close()
    }

    /// Ends the thread once the calls under way have ended; later calls are told to come back.
    public func close() {
        exchanges.close()
    }

    public func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
        guard let action = actions(call.action) else {
            return settle(call, attempt, .finished(.refused(reason: "failed")), "no such action")
        }
        let request: HTTPCall
        do throws(FillingError) {
            request = try Filling(action, call, environment: environment).request()
        } catch {
            let verdict = attempts.attempt(attempt, at: action, call, showed: .declined(error.words))
            return settle(call, attempt, verdict, error.words)
        }
        let finding = AnswerReading(action: action).finding(await exchanges.exchange(request))
        return settle(call, attempt, attempts.attempt(attempt, at: action, call, showed: finding), finding.error)
    }

    private func settle(
        _ call: ActionCall, _ attempt: Int, _ verdict: ActionAttempt, _ error: String?
    ) -> ActionAttempt {
        guard let error else { return verdict }
        logger.warning(
            "an action did not work",
            metadata: [
                "action": "\(call.action)", "effect": "\(call.id.text)", "attempt": "\(attempt)", "error": "\(error)",
            ])
        return verdict
    }
}

extension Finding {
    fileprivate var error: String? {
        switch self {
        case .result: nil
        case .nothingDone(let error, _), .doubtful(let error, _), .declined(let error): error
        }
    }
}
