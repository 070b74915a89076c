internal import Foundation
internal import GRDB
internal import Store
internal import Vocabulary

/// Everything the writer's thread can do inside a transaction. Lives and dies on that thread.
final class WriterTables {
    private let db: Database
    private let log: LogTable
    private let work: WorkTables
    private let journals: JournalTables
    private let readVersion: Prepared
    private var version: Int64 = 0

    init(_ db: Database, _ faults: Faults) throws {
        self.db = db
        log = try LogTable(db, writesDuplicates: faults.writesDuplicates)
        work = try WorkTables(db, ignoresBusinessKeys: faults.ignoresBusinessKeys)
        journals = try JournalTables(db)
        readVersion = try Prepared(db, "PRAGMA data_version")
    }

    /// First in each transaction: SQLite's own number tells whether another connection has written.
    func begin() throws {
        let now = try readVersion.first { $0.integer(0) } ?? 0
        guard now != version else { return }
        version = now
        forget()
    }

    /// After anything was rolled back.
    func forget() {
        log.forget()
        journals.forget()
    }

    func commit(_ turn: EncodedTurn) throws -> CommitResult {
        let result = try log.write(turn)
        switch result {
        case .written:
            try work.write(turn)
            try journals.write(turn.floor, to: .floor)
        case .duplicate, .messageConflict, .stale: break
        }
        return result
    }

    func claim(limit: Int, lease: TimeSpan, now: Timestamp) throws -> [OutboxJob] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM outbox WHERE state = 'waiting' AND ready_at <= ? ORDER BY ready_at, id LIMIT ?
                """,
            arguments: [now.milliseconds, max(0, limit)])
        return try rows.compactMap { row in
            let id: Int64 = row["id"]
            let attempt: Int = row["attempts"] + 1
            let call: ActionCall
            do throws(MalformedRecord) {
                call = try ActionCall(row)
            } catch {
                // One unreadable row must not stand in the way of all others.
                try finish(id, "dead", .refused(reason: "failed"), keepsKey: false, error: "unreadable: \(error)")
                return nil
            }
            // Ever other than before: an attempt comes twice only after it was parked, a while ago.
            let token = "\(id)/\(attempt)/\(now.milliseconds)"
            try db.execute(
                sql: "UPDATE outbox SET attempts = ?, lease = ?, ready_at = ? WHERE id = ?",
                arguments: [attempt, token, (now + lease).milliseconds, id])
            return OutboxJob(call: call, attempt: attempt, lease: token)
        }
    }

    func settle(_ job: OutboxJob, as outcome: OutboxOutcome) throws {
        let effect = job.call.id
        let found = try Int64.fetchOne(
            db,
            sql: """
                SELECT id FROM outbox
                WHERE conversation = ? AND turn = ? AND place = ? AND lease = ? AND state = 'waiting'
                """,
            arguments: [effect.conversation.rawValue, effect.turn.rawValue, effect.index, job.lease])
        guard let row = found else { return }
        switch outcome {
        case .finished(.unknown): try finish(row, "unknown", .unknown, keepsKey: true)
        case .finished(.done(let slots)):
            try finish(row, "finished", .done(slots), keepsKey: true)
            if let key = job.call.key.takenBack { try free(key, and: job.call.key) }
        case .finished(.refused(let reason)):
            try finish(row, "finished", .refused(reason: reason), keepsKey: false)
        case .finished(.overLimit): try finish(row, "finished", .overLimit, keepsKey: false)
        case .dead(let error):
            try finish(row, "dead", .refused(reason: "failed"), keepsKey: false, error: error)
        case .retry(let at, let error):
            try db.execute(
                sql: "UPDATE outbox SET lease = NULL, ready_at = ?, last_error = ? WHERE id = ?",
                arguments: [at.milliseconds, error, row])
        case .parked(let until):
            try db.execute(
                sql: "UPDATE outbox SET lease = NULL, ready_at = ?, attempts = attempts - 1 WHERE id = ?",
                arguments: [until.milliseconds, row])
        }
    }

    func hasten(_ effect: EffectID) throws {
        try db.execute(
            sql: """
                UPDATE outbox SET ready_at = 0
                WHERE conversation = ? AND turn = ? AND place = ? AND state = 'waiting' AND lease IS NULL
                """,
            arguments: [effect.conversation.rawValue, effect.turn.rawValue, effect.index])
    }

    /// What was taken back is not there any more: the next one makes it anew, and may be taken back too.
    private func free(_ key: BusinessKey, and takingBack: BusinessKey) throws {
        try db.execute(
            sql: "UPDATE outbox SET holds_key = 0 WHERE business_key IN (?, ?) AND holds_key = 1",
            arguments: [key.rawValue, takingBack.rawValue])
    }

    private func finish(
        _ row: Int64, _ state: String, _ result: ActionResult, keepsKey: Bool, error: String? = nil
    ) throws {
        let text = String(decoding: try LogForm.bytes(of: result), as: UTF8.self)
        try db.execute(
            sql: """
                UPDATE outbox SET state = ?, result = ?, holds_key = ?, lease = NULL,
                    last_error = coalesce(?, last_error) WHERE id = ?
                """,
            arguments: [state, text, keepsKey, error, row])
        try db.execute(sql: "UPDATE outbox_waiters SET ready = 1 WHERE outbox = ?", arguments: [row])
    }

    func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) throws {
        try journals.write(entries, to: journal, image: image)
    }

    func save(_ account: AgentAccount) throws {
        func text(_ value: some Encodable) throws -> String {
            String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        }
        try db.execute(
            sql: """
                INSERT INTO agents (id, name, display_name, password_hash, role, teams, generation, skills, languages,
                    capacity)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, display_name = excluded.display_name,
                    password_hash = excluded.password_hash, role = excluded.role, teams = excluded.teams,
                    generation = excluded.generation, skills = excluded.skills,
                    languages = excluded.languages, capacity = excluded.capacity
                """,
            arguments: [
                account.id.rawValue, account.name, account.displayName, account.passwordHash, account.role.rawValue,
                try text(account.teams), account.generation, try text(account.skills), try text(account.languages),
                account.capacity,
            ])
    }

    func renewEpoch() throws {
        try Schema.renewEpoch(db)
    }
}

/// The faults a test asked for; none in a release build, where the question does not exist.
struct Faults: Sendable {
    var acknowledgesBeforeCommit = false
    var writesDuplicates = false
    var ignoresBusinessKeys = false
    var atEachCommit: (@Sendable (_ isDurable: Bool) -> Void)?

    init(_ options: SQLiteStoreOptions) {
        #if WARMLINE_FAULTS
            atEachCommit = options.atEachCommit
            acknowledgesBeforeCommit = options.faults.contains(.acknowledgesBeforeCommit)
            writesDuplicates = options.faults.contains(.writesDuplicates)
            ignoresBusinessKeys = options.faults.contains(.ignoresBusinessKeys)
        #endif
    }
}
