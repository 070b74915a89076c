internal import GRDB
public import Store
public import Vocabulary

extension SQLiteStore {
    /// The conversations of the file in the order of their ids, up to `limit` after `id`; `nil`: from the first. For
    /// work on all of them, a page at a time.
    public func conversations(after id: ConversationID?, limit: Int) async throws(StoreError) -> [ConversationID] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM conversations WHERE id > ? ORDER BY id LIMIT ?",
                arguments: [id?.rawValue ?? "", max(0, limit)]
            ).map { ConversationID($0) }
        }
    }
}
