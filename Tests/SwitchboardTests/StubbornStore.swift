import Store
import Telemetry
import TestSupport
import Vocabulary

/// Refuses to write the floor's journal while it is told to.
struct StubbornStore: WrappedStore {
    let store: any ConversationStore
    let refusesFloor = Locked(false)

    init(_ store: any ConversationStore) {
        self.store = store
    }

    func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError) {
        guard !refusesFloor.withLock({ $0 }) else { throw .unavailable("full") }
        try await store.append(entries, to: journal, image: image)
    }
}
