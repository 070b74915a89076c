internal import Dispatch
internal import Foundation
internal import GRDB
public import Store
public import Vocabulary

/// What a look at one conversation's hash chain found.
public enum ChainVerdict: Hashable, Sendable {
    case intact(events: Int)
    /// The first event that is not what was written, and how it shows.
    case broken(at: SequenceNumber, reason: String)
}

extension SQLiteStore {
    /// Reads a conversation and computes its chain anew. Finds what was changed, removed or added behind the
    /// store's back, unless all links after it, and the conversation's own, were written anew as well.
    public func verifyChain(of conversation: ConversationID) async throws(StoreError) -> ChainVerdict {
        try await read { db in
            guard
                let found = try Row.fetchOne(
                    db, sql: "SELECT number, head, chain FROM conversations WHERE id = ?",
                    arguments: [conversation.rawValue])
            else { return .intact(events: 0) }
            return try ChainCheck(conversation.rawValue, head: found[1], chain: found[2]).run(db, number: found[0])
        }
    }

    /// Reads a journal and computes its chain anew; `broken(at:)` counts its entries from 1.
    public func verifyJournal(_ journal: JournalName) async throws(StoreError) -> ChainVerdict {
        try await read { db in
            let found = try Row.fetchOne(
                db, sql: "SELECT head, chain FROM journals WHERE name = ?", arguments: [journal.rawValue])
            guard let found else { return .intact(events: 0) }
            return try JournalCheck(journal, head: found[0], chain: found[1]).run(db)
        }
    }

    /// The daily look at the whole file: SQLite's own check, and the chain of every conversation and journal.
    /// Empty when all is well, else at most `limit` complaints.
    public func complaints(limit: Int) async throws(StoreError) -> [String] {
        try await read { db in
            var complaints = try Opening.complaints(db, limit: max(1, limit))
            let rows = try Row.fetchCursor(db, sql: "SELECT number, id, head, chain FROM conversations")
            while complaints.count < limit, let row = try rows.next() {
                let id: String = row[1]
                switch try ChainCheck(id, head: row[2], chain: row[3]).run(db, number: row[0]) {
                case .intact: break
                case .broken(let seq, let reason):
                    complaints.append("conversation \(id), event \(seq.rawValue): \(reason)")
                }
            }
            let journals = try Row.fetchCursor(db, sql: "SELECT name, head, chain FROM journals")
            while complaints.count < limit, let row = try journals.next() {
                let name = JournalName(row[0])
                switch try JournalCheck(name, head: row[1], chain: row[2]).run(db) {
                case .intact: break
                case .broken(let place, let reason):
                    complaints.append("journal \(name), entry \(place.rawValue): \(reason)")
                }
            }
            return complaints
        }
    }

    /// Copies the store, as it is now, into a new file at `path`. Opened later, the copy gives itself a new epoch,
    /// so that clients ahead of it start over instead of missing events.
    public func backup(to path: String) async throws(StoreError) {
        guard !isClosed else { throw .closed }
        let result: Result<Void, StoreError> = await withCheckedContinuation { continuation in
            // A long copy must not take one of the readers' places nor a cooperative thread.
            DispatchQueue.global(qos: .utility).async { [pool] in
                do {
                    Opening.create(path)
                    let copy = try DatabaseQueue(path: path)
                    try pool.backup(to: copy)
                    try copy.writeWithoutTransaction { db in
                        try db.execute(
                            sql: """
                                PRAGMA journal_mode = DELETE;
                                INSERT OR REPLACE INTO meta (name, value) VALUES ('copied', 'yes');
                                """)
                    }
                    try copy.close()
                    continuation.resume(returning: .success(()))
                } catch {
                    continuation.resume(returning: .failure(StoreFailure.storeError(error, path: path)))
                }
            }
        }
        try result.get()
    }

    /// Bytes to which the database may grow from now on; `nil` for no bound but the disk. Commits beyond it are
    /// `.unavailable` and everything can still be read.
    public func limitGrowth(to bytes: Int?) async throws(StoreError) {
        guard !isClosed else { throw .closed }
        do {
            try await pool.writeWithoutTransaction { try Opening.limitGrowth($0, to: bytes) }
        } catch {
            throw StoreFailure.storeError(error, path: pool.path)
        }
    }
}

/// Walks one conversation's events.
private struct ChainCheck {
    let conversation: String
    let head: Int
    let chain: [UInt8]

    init(_ conversation: String, head: Int, chain: Data) {
        self.conversation = conversation
        self.head = head
        self.chain = Array(chain)
    }

    func run(_ db: Database, number: Int64) throws -> ChainVerdict {
        let digest = Digest()
        var last = HashChain.beginning
        var seq = 0
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT seq, at, sender, cmid, kind, body, body_hash, chain, content_hash FROM events
                WHERE conversation = ? ORDER BY seq
                """,
            arguments: [number])
        while let row = try rows.next() {
            seq += 1
            let event = try StoredEvent(row)
            guard event.seq == seq else { return broken(seq, "it is missing") }
            let bodyHash = Array(row[6] as Data)
            guard digest.hash(event.body) == bodyHash else {
                return broken(seq, "its body is not the one that was written")
            }
            let record = HashChain.record(
                conversation: conversation, seq: seq, at: event.at, sender: event.sender, cmid: event.cmid,
                kind: event.kind, bodyHash: bodyHash, contentHash: Array((row[8] as Data?) ?? Data()), digest)
            last = HashChain.link(after: last, record: record, digest)
            guard last == Array(row[7] as Data) else { return broken(seq, "it does not follow from those before it") }
        }
        guard seq == head else { return broken(seq + 1, "it is missing at the end") }
        guard last == chain else { return broken(seq, "the conversation's own link is another") }
        return .intact(events: seq)
    }

    private func broken(_ seq: Int, _ reason: String) -> ChainVerdict {
        .broken(at: SequenceNumber(seq), reason: reason)
    }
}
