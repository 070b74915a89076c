import Store
import TestSupport
import Vocabulary

/// Rejects how a message with the word POISON was understood, as a broken turn would be.
struct PoisonedStore: WrappedStore {
    let store: any ConversationStore

    init(_ store: any ConversationStore) {
        self.store = store
    }

    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult {
        let isPoisoned = commit.entries.contains { entry in
            if case .visitorSaid(let text, _) = entry.event { return text.contains("POISON") }
            return false
        }
        let isUnderstood = commit.entries.contains { entry in
            if case .understood = entry.event { return true }
            return false
        }
        if isPoisoned, isUnderstood { throw .rejected("poisoned") }
        return try await store.commit(commit)
    }
}
