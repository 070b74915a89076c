import Logging
import Store
import Switchboard
import Telemetry
import TestSupport
import Testing
import Vocabulary

/// How an effect ends: together with the turn that takes its result in.
@Suite struct SettlingTests {
    @Test func `an effect ends in the turn that takes its result in, not in a commit of its own`() async throws {
        let store = SettlingStore()
        let bench = try await ActionBench(store: store, backend: ScriptedBackend(.refunded))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        #expect(try await bench.said(in: "c").last == "Done, R-1.")
        #expect(store.settledAlone.withLock { $0 } == 0)
    }

    @Test func `when the conversation cannot take a result now, the effect ends and the result comes later`()
        async throws
    {
        let store = SettlingStore()
        store.refusesTogether.withLock { $0 = true }
        let bench = try await ActionBench(store: store, backend: ScriptedBackend(.refunded))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        #expect(store.settledAlone.withLock { $0 } == 1)
        #expect(try await bench.said(in: "c").last == "Done, R-1.")
        #expect(bench.backend.calls.count == 1)
    }

    @Test func `whoever waits under the same key hears it too`() async throws {
        let bench = try await ActionBench(store: SettlingStore(), backend: ScriptedBackend(.refunded))
        for name in ["c1", "c2"] as [ConversationID] { try await bench.confirmRefund(in: name) }
        await bench.runner.pass()
        #expect(bench.backend.calls.count == 1)
        for name in ["c1", "c2"] as [ConversationID] { #expect(try await bench.said(in: name).last == "Done, R-1.") }
    }

    @Test func `a runner that was too slow says nothing and tells nobody`() async throws {
        let store = SettlingStore()
        let bench = try await ActionBench(store: store)
        let told = Told()
        let clock = bench.clock
        let backend = SlowBackend {
            clock.advance(by: .hours(1))
            _ = try? await store.claimEffects(limit: 1, lease: .hours(1), now: clock.now)
        }
        let runner = EffectRunner(
            store: store, lanes: bench.lanes, backend: backend, observer: told, now: { clock.now }, log: bench.log)
        try await bench.confirmRefund(in: "c")
        await runner.pass()
        let isTold = try await bench.events(of: "c").contains { record in
            if case .actionFinished = record.event { true } else { false }
        }
        #expect(!isTold)
        #expect(told.count.withLock { $0 } == 0)
    }
}

/// Counts what is settled alone; refuses turns that settle something while it is told to.
private struct SettlingStore: WrappedStore {
    let store: any ConversationStore = InMemoryStore()
    let settledAlone = Locked(0)
    let refusesTogether = Locked(false)

    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult {
        if commit.settlement != nil, refusesTogether.withLock({ $0 }) { throw .busy }
        return try await store.commit(commit)
    }

    func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {
        settledAlone.withLock { $0 += 1 }
        try await store.settle(job, as: outcome, now: now)
    }
}

/// Answers long after its lease, which another runner has taken by then.
private struct SlowBackend: ActionBackend {
    let meanwhile: @Sendable () async -> Void

    init(_ meanwhile: @escaping @Sendable () async -> Void) {
        self.meanwhile = meanwhile
    }

    func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
        await meanwhile()
        return .refunded
    }
}

private final class Told: EffectObserver {
    let count = Locked(0)

    func ended(_ call: ActionCall, _ result: ActionResult) { count.withLock { $0 += 1 } }
}
