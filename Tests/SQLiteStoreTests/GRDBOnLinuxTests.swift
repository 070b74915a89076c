import Foundation
import GRDB
import Testing

/// GRDB's Linux support is its community's, not tested by its makers: what we rely on, checked here.
@Suite struct GRDBOnLinuxTests {
    let file: StoreFile

    init() throws {
        file = try StoreFile()
    }

    @Test func `opening a pool sets synchronous back to normal, whatever was prepared`() throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let pool = try DatabasePool(path: file.path, configuration: configuration)
        #expect(try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 1)
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        #expect(try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
    }

    @Test func `SQLite knows strict tables, returning, upserts and partial indexes`() throws {
        let queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(sql: "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT")
            try db.execute(sql: "CREATE UNIQUE INDEX i ON t (b) WHERE b IS NOT NULL")
            #expect(try Int.fetchOne(db, sql: "INSERT INTO t (b) VALUES ('x') RETURNING a") == 1)
            try db.execute(sql: "INSERT INTO t (b) VALUES ('x') ON CONFLICT (b) WHERE b IS NOT NULL DO NOTHING")
            #expect(throws: DatabaseError.self) { try db.execute(sql: "INSERT INTO t VALUES (zeroblob(1), 'y')") }
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM t") == 1)
        }
    }

    @Test func `a reader sees the last commit while a write is under way`() throws {
        let pool = try DatabasePool(path: file.path)
        try pool.write { try $0.execute(sql: "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)") }
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try db.execute(sql: "INSERT INTO t VALUES (2)")
                #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } == 1)
                return .commit
            }
        }
        #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM t") } == 2)
    }

    @Test func `a failed savepoint leaves the rest of its transaction`() throws {
        let pool = try DatabasePool(path: file.path)
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "CREATE TABLE t (a INTEGER PRIMARY KEY)")
            try db.inTransaction(.immediate) {
                try db.execute(sql: "INSERT INTO t VALUES (1)")
                try? db.inSavepoint {
                    try db.execute(sql: "INSERT INTO t VALUES (2); INSERT INTO t VALUES (1)")
                    return .commit
                }
                return .commit
            }
            #expect(try Int.fetchAll(db, sql: "SELECT a FROM t") == [1])
        }
    }

    @Test func `checkpoints, backups and migrations work`() throws {
        let pool = try DatabasePool(path: file.path)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("one") { try $0.execute(sql: "CREATE TABLE t (a INTEGER)") }
        try migrator.migrate(pool)
        try migrator.migrate(pool)
        let copied = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        #expect(copied.walFrameCount == 0)
        let copy = try DatabaseQueue(path: file.path + ".copy")
        try pool.backup(to: copy)
        #expect(try copy.read { try migrator.hasCompletedMigrations($0) })
    }
}
