internal import ChatProtocol
public import Logging
public import Store
internal import Telemetry
public import Vocabulary

/// Performs what turns have committed: actions from the outbox, timers that are due, results that wait for their
/// conversation. Everything it does is found in the store, so a crash at any point loses nothing.
public final class EffectRunner: TurnObserver {
    /// How effects are tried (`contract.md`, rule 5 and R17).
    public struct Plan: Sendable {
        /// Actions at one time: enough that their commits are shared while the providers work, and no more than the
        /// back end takes.
        public var parallel = 64
        /// An effect whose runner died is free again after so long. Longer than the longest action may take
        /// (2 minutes); a store with one owner frees them at its start.
        public var lease = TimeSpan.seconds(150)
        /// Tries in all. The back end ends them earlier, at the action's own number (10 at most).
        public var attempts = 12
        /// First wait between tries; doubles each time, with jitter.
        public var backoff = TimeSpan(milliseconds: 500)
        /// Looks at the store at least so often, so that nothing waits on a lost signal.
        public var sweep = Duration.seconds(5)
        /// Timers and results are looked for no more often: what comes meanwhile is found together. A result goes into
        /// its own conversation at once; only others who asked for the same wait so long.
        public var breath = Duration.milliseconds(50)
        /// Effects are claimed no more often: what came meanwhile is claimed together, and goes on together.
        public var claimBreath = Duration.milliseconds(5)

        public init() {}
    }

    private let store: any ConversationStore
    private let lanes: ConversationLanes
    private let backend: any ActionBackend
    private let approvals: Approvals?
    private let longActions: LongActions?
    private let observer: any EffectObserver
    private let now: @Sendable () -> Timestamp
    private let plan: Plan
    private let log: Logger
    /// Effects may be due; and timers and results. Each has a loop of its own, so that neither waits for the other's
    /// commits.
    private let signal: AsyncStream<Void>.Continuation
    private let signals: AsyncStream<Void>
    private let intake: AsyncStream<Void>.Continuation
    private let intakes: AsyncStream<Void>
    /// Results on their way into a lane.
    private let inHand = Locked(Set<EffectID>())
    /// Effects being performed.
    private let busyPlaces = Locked(0)

    /// - Parameters:
    ///   - approvals: who asks a person; without it a call over its limit is simply refused as such.
    ///   - longActions: who waits for providers' reports; without it an accepted call is one whose outcome is unknown.
    ///   - observer: told of every effect that has ended, after that is durable.
    public init(
        store: any ConversationStore, lanes: ConversationLanes, backend: any ActionBackend,
        approvals: Approvals? = nil, longActions: LongActions? = nil, observer: any EffectObserver = NoEffectObserver(),
        now: @escaping @Sendable () -> Timestamp, plan: Plan = Plan(), log: Logger
    ) {
        self.store = store
        self.lanes = lanes
        self.backend = backend
        self.approvals = approvals
        self.longActions = longActions
        self.observer = observer
        self.now = now
        self.plan = plan
        self.log = log
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (intakes, intake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    public func committed(_ turn: CommittedTurn) {
        let wantsWork = turn.effects.contains { effect in
            switch effect {
            case .run, .wake: true
            case .cancelWake, .enqueue, .dequeue: false
            }
        }
        if wantsWork { poke() }
    }

    /// Something may be due.
    public func poke() {
        signal.yield()
        intake.yield()
    }

    /// Works until its task is cancelled. A slow provider keeps one place busy and nothing else.
    public func run() async {
        let ticker = Task { [plan] in
            while !Task.isCancelled {
                let pause = await self.untilNextDue(atMost: plan.sweep)
                try? await Task.sleep(for: pause)
                self.poke()
            }
        }
        defer { ticker.cancel() }
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in self.intakes where !Task.isCancelled {
                    await self.takeInWhatIsDue()
                    try? await Task.sleep(for: self.plan.breath)
                }
            }
            for await _ in signals {
                if Task.isCancelled { return }
                for job in await claimForFreePlaces() {
                    group.addTask {
                        await self.perform(job)
                        self.busyPlaces.withLock { $0 -= 1 }
                        self.poke()
                    }
                }
                try? await Task.sleep(for: plan.claimBreath)
            }
        }
    }

    /// Does everything that is due now, and returns when it is done. Its own door so that tests need no clock.
    public func pass() async {
        await takeInWhatIsDue()
        while true {
            let jobs = await claimForFreePlaces()
            guard !jobs.isEmpty else { return }
            await withTaskGroup(of: Void.self) { group in
                for job in jobs {
                    group.addTask { await self.perform(job) }
                }
            }
            busyPlaces.withLock { $0 -= jobs.count }
            await takeInWhatIsDue()
        }
    }

    private func takeInWhatIsDue() async {
        do throws(StoreError) {
            try await fireTimers()
            try await deliverResults()
        } catch {
            log.warning("timers and results cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private func claimForFreePlaces() async -> [OutboxJob] {
        let free = plan.parallel - busyPlaces.withLock { $0 }
        guard free > 0 else { return [] }
        do throws(StoreError) {
            let jobs = try await store.claimEffects(limit: free, lease: plan.lease, now: now())
            busyPlaces.withLock { $0 += jobs.count }
            return jobs
        } catch {
            log.warning("outbox cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func untilNextDue(atMost longest: Duration) async -> Duration {
        guard let due = try? await store.nextDue() else { return longest }
        return min(longest, max(.milliseconds(20), .milliseconds((due - now()).milliseconds)))
    }

    private func fireTimers() async throws(StoreError) {
        for timer in try await store.dueTimers(now: now(), limit: 256) {
            do throws(Refusal) {
                _ = try await lanes.take(.timerFired(timer.timer), in: timer.conversation)
            } catch {
                log.warning(
                    "timer not taken", metadata: ["conversation": "\(timer.conversation)", "code": "\(error.code)"])
            }
        }
    }

    private func perform(_ job: OutboxJob) async {
        let outcome = await outcome(of: job)
        let result: ActionResult
        switch outcome {
        case .finished(let finished): result = finished
        case .dead: result = .refused(reason: "failed")
        case .retry, .parked:
            guard await settle(job, as: outcome) else { return }
            // A word that came while it was leased could not hasten it.
            await approvals?.parked(job.call)
            await longActions?.parked(job.call)
            return
        }
        guard await end(job, as: outcome, result) else { return }
        observer.ended(job.call, result)
        await longActions?.settled(job.call)
    }

    /// Settles the effect in the commit that takes its result into the conversation; alone, when the conversation
    /// cannot take it now, which is then done later. `false`: it is not this runner's any more, or not settled.
    private func end(_ job: OutboxJob, as outcome: OutboxOutcome, _ result: ActionResult) async -> Bool {
        do throws(Refusal) {
            _ = try await lanes.take(
                .actionFinished(job.call.id, result), in: job.call.id.conversation,
                alongside: Alongside(settlement: Settlement(job, as: outcome)))
            return true
        } catch {
            guard error.code != .alreadyClaimed else { return false }
            return await settle(job, as: outcome)
        }
    }

    private func settle(_ job: OutboxJob, as outcome: OutboxOutcome) async -> Bool {
        do throws(StoreError) {
            try await store.settle(job, as: outcome, now: now())
            return true
        } catch {
            // The lease runs out and the effect is tried again under the same key.
            log.error("effect not settled", metadata: ["effect": "\(job.call.id.text)", "error": "\(error)"])
            return false
        }
    }

    private func outcome(of job: OutboxJob) async -> OutboxOutcome {
        do throws(StoreError) {
            if let outcome = try await approvals?.standing(of: job.call).outcome { return outcome }
            if let outcome = try await longActions?.standing(of: job.call).outcome { return outcome }
        } catch {
            return .parked(until: now() + .seconds(1))
        }
        return await outcome(of: await backend.perform(job.call, attempt: job.attempt), job)
    }

    private func outcome(of attempt: ActionAttempt, _ job: OutboxJob) async -> OutboxOutcome {
        switch attempt {
        // The provider has limits of its own.
        case .finished(.overLimit): return await asked(ApprovalQuestion(), job)
        case .needsApproval(let question): return await asked(question, job)
        case .finished(let result): return .finished(result)
        case .accepted(let span): return await accepted(within: span, job)
        case .lost(let error):
            log.error("outcome unknown", metadata: ["effect": "\(job.call.id.text)", "error": "\(error)"])
            return .finished(.unknown)
        case .again(let error, let after):
            guard job.attempt < plan.attempts else { return .dead(error: error) }
            let wait = after ?? Self.wait(before: job.attempt + 1, first: plan.backoff, id: job.call.id)
            return .retry(at: now() + wait, error: error)
        }
    }

    /// Nothing was done: a person is asked, where the flow waits for one.
    private func asked(_ question: ApprovalQuestion, _ job: OutboxJob) async -> OutboxOutcome {
        guard let approvals else { return .finished(.overLimit) }
        do throws(StoreError) {
            return try await approvals.ask(job.call, question).map { .parked(until: $0) } ?? .finished(.overLimit)
        } catch {
            log.warning("nobody could be asked yet", metadata: ["effect": "\(job.call.id.text)", "error": "\(error)"])
            return .parked(until: now() + .seconds(1))
        }
    }

    private func accepted(within span: TimeSpan, _ job: OutboxJob) async -> OutboxOutcome {
        guard let longActions else { return .finished(.unknown) }
        do throws(StoreError) {
            return try await longActions.accept(job.call, within: span).outcome ?? .finished(.unknown)
        } catch {
            // Told again under its key, the provider says the same again.
            return .retry(at: now() + .seconds(1), error: "that it was accepted could not be kept")
        }
    }

    /// Exponential, with up to half of it taken off by a jitter computed from the effect's name, so that it needs no
    /// source of chance and two effects still do not knock together.
    static func wait(before attempt: Int, first: TimeSpan, id: EffectID) -> TimeSpan {
        let full = first.milliseconds << Int64(min(max(attempt - 2, 0), 12))
        let hash = "\(id.text)#\(attempt)".utf8.fnv1a()
        return TimeSpan(milliseconds: full - Int64(hash % UInt64(max(full / 2, 1))))
    }

    /// Conversations wait for nobody but themselves: their turns share commits. Within one, the order stays.
    private func deliverResults() async throws(StoreError) {
        let results = try await store.undeliveredResults(limit: 256)
        let byConversation = Dictionary(grouping: results, by: \.effect.conversation)
        await withDiscardingTaskGroup { group in
            for results in byConversation.values {
                group.addTask {
                    for result in results { await self.deliver(result) }
                }
            }
        }
    }

    private func deliver(_ result: DeliverableResult) async {
        let isMine = inHand.withLock { $0.insert(result.effect).inserted }
        guard isMine else { return }
        defer { _ = inHand.withLock { $0.remove(result.effect) } }
        do throws(Refusal) {
            let turn = Turn.actionFinished(result.effect, result.result)
            _ = try await lanes.take(turn, in: result.effect.conversation)
        } catch {
            log.warning(
                "result not taken",
                metadata: ["effect": "\(result.effect.text)", "code": "\(error.code)"])
        }
    }
}
