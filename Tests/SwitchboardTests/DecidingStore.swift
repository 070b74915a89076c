import Store
import Telemetry
import TestSupport
import Vocabulary

/// Somebody gives their word just before an effect is parked, and the process dies right after.
struct DecidingStore: WrappedStore {
    let store: any ConversationStore = InMemoryStore()
    let beforeParking = Locked<(@Sendable () async throws -> Void)?>(nil)

    func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {
        guard case .parked = outcome, let word = beforeParking.withLock({ $0 }) else {
            return try await store.settle(job, as: outcome, now: now)
        }
        do {
            try await word()
        } catch {
            throw .unavailable("\(error)")
        }
        try await store.settle(job, as: outcome, now: now)
        throw .unavailable("dead")
    }
}
