import Store
import Telemetry
import TestSupport
import Vocabulary

/// Does something else while a turn is being committed.
struct HookedStore: WrappedStore {
    let store: any ConversationStore = InMemoryStore()
    let meanwhile = Locked<(@Sendable () -> Void)?>(nil)

    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult {
        let result = try await store.commit(commit)
        meanwhile.withLock { $0 }?()
        return result
    }
}
