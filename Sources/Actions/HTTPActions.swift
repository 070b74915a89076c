internal import Glibc
public import Logging
public import PlaybookModel
public import Switchboard
public import Vocabulary

/// Performs a playbook's actions, one attempt a call: HTTP requests, Rasa action servers and programs.
///
/// - Only `http` and `https`, certificates checked, no redirects, no proxy from the environment, answers up to 1 MiB,
///   and only where the reach allows.
/// - Writes carry the call's business key as `Idempotency-Key`. A write whose outcome is unknown is looked up before
///   it is tried again (`Action.lookUp`).
/// - A host that keeps failing is left alone for a while.
/// - Neither addresses, headers, bodies nor answers are ever logged or part of an error: secrets stand in them.
public final class HTTPActions: ActionBackend {
    /// What an action server is told about the conversation, read when a call is made.
    public typealias Facts = @Sendable (ConversationID) async -> ConversationFacts?

    private let actions: @Sendable (ActionName) -> Action?
    private let environment: @Sendable (String) -> String?
    private let facts: Facts
    private let approver: @Sendable (ActionCall) async -> AgentID?
    private let transcript: @Sendable (ActionCall) async -> String?
    private let exchanges: HTTPExchanges
    private let programs: ProgramRuns
    private let breakers: CircuitBreakers
    private let attempts = Attempts()
    private let now: @Sendable () -> Timestamp
    private let born: Timestamp
    private let logger: Logger

    /// - Parameters:
    ///   - actions: the playbook's actions by name; asked anew at each call, so that a reload counts at once.
    ///   - environment: what `{env.NAME}` stands for; read when a call is made, never kept.
    ///   - facts: what action servers see of the conversation beyond the call's own inputs.
    ///   - approver: who has said yes to exactly this call: what `{call.approver}` stands for.
    ///   - transcript: what was said before the call: what `{call.transcript}` stands for, the same at every try.
    ///   - inFlight: calls at one time; more are told to come back.
    ///   - reach: where calls may go.
    ///   - breaker: when a failing host is left alone.
    ///   - now: a clock that does not jump.
    public init(
        actions: @escaping @Sendable (ActionName) -> Action?, environment: @escaping @Sendable (String) -> String?,
        facts: @escaping Facts = { _ in nil },
        approver: @escaping @Sendable (ActionCall) async -> AgentID? = { _ in nil },
        transcript: @escaping @Sendable (ActionCall) async -> String? = { _ in nil },
        inFlight: Int = 64, reach: NetworkReach = .anywhere,
        breaker: CircuitBreaker.Plan = CircuitBreaker.Plan(),
        now: @escaping @Sendable () -> Timestamp = { .sinceBoot }, logger: Logger = Logger(label: "warmline.actions")
    ) {
        self.actions = actions
        self.environment = environment
        self.facts = facts
        self.approver = approver
        self.transcript = transcript
        self.now = now
        self.logger = logger
        born = now()
        exchanges = HTTPExchanges(bound: inFlight, reach: reach)
        programs = ProgramRuns(bound: inFlight)
        breakers = CircuitBreakers(breaker, now: now)
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
        if let ended = await lookedUp(action, call, attempt) { return ended }
        let finding = await finding(action, call)
        return settle(call, attempt, attempts.attempt(attempt, at: action, call, showed: finding), finding.error)
    }

    /// What the look-up makes of a call with a doubtful past; `nil` when the call may be made.
    private func lookedUp(_ action: Action, _ call: ActionCall, _ attempt: Int) async -> ActionAttempt? {
        guard action.writes, let lookUp = action.lookUp else { return nil }
        guard !attempts.areClean(before: attempt, call.id) else { return nil }
        // A try of the process before this one may still be under way at the provider.
        let rest = (born + action.timeout) - now()
        guard rest.milliseconds <= 0 else { return .again(error: "an earlier try may be under way", after: rest) }
        guard let question = actions(lookUp.action), !question.writes else {
            return settle(call, attempt, .lost(error: "no look-up"), "the look-up is no action that reads")
        }
        switch LookedUp(await finding(question, call.asQuestion(of: question)), lookUp) {
        case .happened(let slots):
            return attempts.ended(call.id, .done(slots))
        case .didNotHappen:
            attempts.areProvedClean(before: attempt, call.id)
            guard attempt > action.attempts else { return nil }
            return settle(call, attempt, attempts.ended(call.id, .refused(reason: "failed")), "it did not happen")
        case .unknown(let error):
            return settle(call, attempt, attempts.attempt(attempt, at: action, leftOpen: error), error)
        }
    }

    private func finding(_ action: Action, _ call: ActionCall) async -> Finding {
        let words = action.tellsTranscript ? await transcript(call) : nil
        let filling = Filling(
            action, call, approver: await approver(call), transcript: words, environment: environment)
        do throws(FillingError) {
            let reading = AnswerReading(action: action, secrets: try filling.secrets())
            switch action.carrier {
            case .http:
                return await exchanged(try filling.request(), reading.finding)
            case .actionServer(let name):
                let question = ActionServerRequest(name: name, call: call, facts: await facts(call.id.conversation))
                let request = try filling.request(.post, body: question.body)
                return await exchanged(request, ActionServerAnswer(reading: reading).finding)
            case .program(let program):
                let order = try ProgramOrder(program, action, call, environment: environment)
                return ProgramAnswer(reading: reading).finding(await programs.run(order))
            }
        } catch {
            return .declined(error.words)
        }
    }

    private func exchanged(_ request: HTTPCall, _ read: (HTTPOutcome) -> Finding) async -> Finding {
        guard let host = CallTarget(request.url)?.authority else { return .declined("the address cannot be read") }
        switch await breakers.guarding(host, { await exchanges.exchange(request) }) {
        case .called(let outcome): return read(outcome)
        case .resting(let rest): return .nothingDone("the provider is left alone for a while", after: rest)
        }
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

extension Timestamp {
    /// Of the clock that only runs forward. Its zero means nothing.
    public static var sinceBoot: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

extension Finding {
    fileprivate var error: String? {
        switch self {
        case .result, .accepted: nil
        case .nothingDone(let error, _), .doubtful(let error, _), .declined(let error): error
        }
    }
}
