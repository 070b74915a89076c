import Store
import Telemetry
import TestSupport
import Vocabulary

/// Has no time to read a conversation while it is told so.
struct UnreadableStore: WrappedStore {
    let store: any ConversationStore = InMemoryStore()
    let isUnreadable = Locked(false)

    func history(of conversation: ConversationID, after seq: SequenceNumber, limit: Int) async throws(StoreError)
        -> History
    {
        guard !isUnreadable.withLock({ $0 }) else { throw .busy }
        return try await store.history(of: conversation, after: seq, limit: limit)
    }
}
