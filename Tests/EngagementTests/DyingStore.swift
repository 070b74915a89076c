import Store
import Telemetry
import TestSupport
import Vocabulary

/// A life that can end at any write, before it or just after: what comes later has to be told by what was written.
final class DyingStore: WrappedStore {
    private struct Life {
        var writes: Int
        var isDead = false
    }

    let store: any ConversationStore
    private let life: Locked<Life>

    init(_ store: any ConversationStore, writes: Int = .max) {
        self.store = store
        life = Locked(Life(writes: writes))
    }

    var isDead: Bool { life.withLock { $0.isDead } }

    /// Somebody else counts too, who carries things out of the house.
    func spend() throws(StoreError) {
        let isOver = life.withLock { life in
            life.writes -= 1
            if life.writes <= 0 { life.isDead = true }
            return life.isDead
        }
        if isOver { throw .closed }
    }

    func commit(_ commit: Commit) async throws(StoreError) -> CommitResult {
        try spend()
        let result = try await store.commit(commit)
        try spend()
        return result
    }

    func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError) {
        try spend()
        try await store.append(entries, to: journal, image: image)
        try spend()
    }
}
