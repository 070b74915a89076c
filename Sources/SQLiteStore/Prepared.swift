internal import GRDB
internal import GRDBSQLite

/// A compiled statement of the writer, bound and stepped through SQLite's own calls: a row costs two thirds of what
/// it costs through GRDB's values. GRDB still compiles and finalises it. Only for the thread that owns its connection.
final class Prepared {
    private let statement: Statement
    private let handle: OpaquePointer

    init(_ db: Database, _ sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Parameters count from 1, in the order of the question marks.
    func bind(_ index: Int32, _ value: Int64) {
        sqlite3_bind_int64(handle, index, value)
    }

    func bind(_ index: Int32, _ value: Int) {
        sqlite3_bind_int64(handle, index, Int64(value))
    }

    func bind(_ index: Int32, _ value: Double) {
        sqlite3_bind_double(handle, index, value)
    }

    func bind(_ index: Int32, _ text: String?) {
        guard var text else {
            sqlite3_bind_null(handle, index)
            return
        }
        text.withUTF8 { utf8 in
            bindText(index, utf8)
        }
    }

    func bind(_ index: Int32, text: [UInt8]) {
        text.withUnsafeBufferPointer { utf8 in
            bindText(index, utf8)
        }
    }

    /// Runs the statement with `text` bound where it lies, without a copy of it.
    func run(binding text: [UInt8], to index: Int32) throws {
        try text.withUnsafeBytes { bytes in
            let characters = bytes.assumingMemoryBound(to: CChar.self).baseAddress
            sqlite3_bind_text64(handle, index, characters, UInt64(bytes.count), nil, UInt8(SQLITE_UTF8))
            defer { sqlite3_bind_null(handle, index) }
            try run()
        }
    }

    /// NULL when empty.
    func bind(_ index: Int32, blob: [UInt8]) {
        _ = blob.withUnsafeBytes { bytes in
            sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), Self.copied)
        }
    }

    /// An empty text still needs an address: without one SQLite binds NULL.
    private func bindText(_ index: Int32, _ utf8: UnsafeBufferPointer<UInt8>) {
        guard let base = utf8.baseAddress, !utf8.isEmpty else {
            sqlite3_bind_text(handle, index, "", 0, Self.copied)
            return
        }
        base.withMemoryRebound(to: CChar.self, capacity: utf8.count) { characters in
            _ = sqlite3_bind_text64(
                handle, index, characters, UInt64(utf8.count), Self.copied, UInt8(SQLITE_UTF8))
        }
    }

    /// `SQLITE_TRANSIENT`, a macro Swift does not see: SQLite keeps its own copy.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    /// Runs a statement that gives no rows. Ready to be bound again afterwards, also when it threw.
    func run() throws {
        try forEachRow { _ in }
    }

    /// What `read` makes of the first row; `nil` without one.
    func first<Value>(_ read: (Prepared) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(handle) }
        return try step() ? read(self) : nil
    }

    func forEachRow(_ read: (Prepared) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        while try step() {
            try read(self)
        }
    }

    /// Columns count from 0.
    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    func text(_ column: Int32) -> String? {
        guard let characters = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let base = sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(sqlite3_column_bytes(handle, column))
        return Array(UnsafeRawBufferPointer(start: base, count: count))
    }

    private func step() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
        }
    }
}
