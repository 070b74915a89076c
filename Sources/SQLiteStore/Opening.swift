internal import Foundation
internal import GRDB
internal import Store
internal import Vocabulary

/// From a path to a pool that is known to be sound, durable and of this version.
enum Opening {
    static func configuration(label: String, _ options: SQLiteStoreOptions) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.busyMode = .timeout(Double(options.lockPatience.milliseconds) / 1_000)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA wal_autocheckpoint = 0;
                    PRAGMA secure_delete = ON;
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA temp_store = MEMORY;
                    """)
        }
        return configuration
    }

    static func pool(at path: String, _ options: SQLiteStoreOptions) throws -> DatabasePool {
        guard options.durability == .full || options.unsafe else {
            throw StoreError.rejected(
                """
                synchronous=\(options.durability.rawValue) may lose acknowledged messages in a power cut; \
                whoever wants that says --unsafe
                """)
        }
        try examine(path, options)
        var configuration = configuration(label: "store", options)
        configuration.maximumReaderCount = max(1, options.readers)
        // A reader that comes and goes compiles its statements again each time.
        configuration.persistentReadOnlyConnections = true
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            try settle(db, options)
        }
        try migrate(pool, path)
        try pool.write { db in
            if try options.isRestored || String.fetchOne(db, sql: "SELECT 1 FROM meta WHERE name = 'copied'") != nil {
                try Schema.renewEpoch(db)
            }
            if options.isOnlyRunner {
                try db.execute(
                    sql: "UPDATE outbox SET lease = NULL, ready_at = 0 WHERE state = 'waiting' AND lease IS NOT NULL")
            }
        }
        return pool
    }

    static func epoch(of pool: DatabasePool) throws -> LogEpoch {
        let epoch = try pool.read { try String.fetchOne($0, sql: "SELECT value FROM meta WHERE name = 'epoch'") }
        guard let epoch else { throw StoreError.corrupt("\(pool.path) has no epoch; open it with --restored") }
        return LogEpoch(epoch)
    }

    /// Read back from the writer's connection when all is set up: GRDB has an opinion of its own.
    static func durability(of pool: DatabasePool) throws -> SQLiteStoreOptions.Durability {
        let read = try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        guard let durability = SQLiteStoreOptions.Durability.allCases.first(where: { $0.number == read }) else {
            throw StoreError.unavailable("synchronous reads \(read ?? -1)")
        }
        return durability
    }

    /// People's words are in it: for the service's own account only. SQLite gives the -wal the same rights.
    /// Where it cannot be made, opening it says why.
    static func create(_ path: String) {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }

    /// Looks at an existing file through a connection that cannot write, before any other may.
    private static func examine(_ path: String, _ options: SQLiteStoreOptions) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            create(path)
            return
        }
        var reading = configuration(label: "store-check", options)
        reading.readonly = true
        do {
            try DatabaseQueue(path: path, configuration: reading).read { db in
                try refuseForeign(db, path)
                guard let complaint = try complaints(db, limit: 1).first else { return }
                throw StoreFailure.damaged(path, complaint)
            }
        } catch {
            throw StoreFailure.storeError(error, path: path)
        }
    }

    /// What `quick_check` finds; empty when the file is sound.
    static func complaints(_ db: Database, limit: Int) throws -> [String] {
        try Array(String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" }.prefix(limit))
    }

    private static func refuseForeign(_ db: Database, _ path: String) throws {
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        let id = try Int.fetchOne(db, sql: "PRAGMA application_id")
        guard isEmpty || id == Schema.applicationID else {
            throw StoreError.unavailable("\(path) is another program's database")
        }
    }

    /// GRDB sets `synchronous=NORMAL` on its writer whenever a pool is opened, after `prepareDatabase`.
    private static func settle(_ db: Database, _ options: SQLiteStoreOptions) throws {
        try db.execute(sql: options.durability.statement)
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
        guard mode == "wal" else { throw StoreError.unavailable("journal_mode reads \(mode ?? "nothing"), not wal") }
        try db.execute(sql: "PRAGMA cache_size = -32768")
        try limitGrowth(db, to: options.growthLimit)
    }

    /// SQLite counts in pages and never goes below what is there already.
    static func limitGrowth(_ db: Database, to bytes: Int?) throws {
        let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4_096
        let pages = bytes.map { max(1, $0 / pageSize) } ?? 0xFFFF_FFFE
        // A pragma takes no bound value; this one is a whole number.
        try db.execute(sql: "PRAGMA max_page_count = " + String(pages))
    }

    private static func migrate(_ pool: DatabasePool, _ path: String) throws {
        let migrator = Schema.migrator
        if try pool.read({ try migrator.hasBeenSuperseded($0) }) {
            throw StoreError.unavailable("\(path) was written by a later version of Warmline")
        }
        try migrator.migrate(pool)
    }
}
