internal import Foundation
internal import GRDB
internal import Store
internal import Vocabulary

/// Everything the writer's thread can do inside a transaction. Lives and dies on that thread.
final class WriterTables {
    private let db: Database
    private let log: LogTable
    private let work: WorkTables
    private let outbox: OutboxTable
    private let journals: JournalTables
    private let readVersion: Prepared
    private var version: Int64 = 0

    init(_ db: Database, _ faults: Faults) throws {
        self.db = db
        log = try LogTable(db, writesDuplicates: faults.writesDuplicates)
        work = try WorkTables(db, ignoresBusinessKeys: faults.ignoresBusinessKeys)
        outbox = try OutboxTable(db)
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
        var held: Int64?
        if let settlement = turn.settlement {
            held = try outbox.row(of: settlement.job)
            guard held != nil else { return .leaseLost }
        }
        let result = try log.write(turn)
        switch result {
        case .written:
            if let held, let settlement = turn.settlement {
                try outbox.settle(held, settlement.job, as: settlement.outcome)
            }
            try work.write(turn)
            try journals.write(turn.floor, to: .floor)
        case .duplicate, .messageConflict, .stale, .leaseLost: break
        }
        return result
    }

    func claim(limit: Int, lease: TimeSpan, now: Timestamp) throws -> [OutboxJob] {
        try outbox.claim(limit: limit, lease: lease, now: now)
    }

    func settle(_ job: OutboxJob, as outcome: OutboxOutcome) throws {
        guard let row = try outbox.row(of: job) else { return }
        try outbox.settle(row, job, as: outcome)
    }

    func hasten(_ effect: EffectID) throws -> Bool {
        try outbox.hasten(effect)
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
