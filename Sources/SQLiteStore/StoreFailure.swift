internal import GRDB
internal import GRDBSQLite
internal import Store

/// Sorts what SQLite says into what a caller can do about it.
enum StoreFailure {
    /// Whether one statement's own values are to blame, so that a turn can fail alone.
    static func isOfOneTurn(_ error: any Error) -> Bool {
        if case .rejected? = error as? StoreError { return true }
        guard let error = error as? DatabaseError else { return false }
        return switch error.resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE, .SQLITE_ERROR: true
        default: false
        }
    }

    static func storeError(_ error: any Error, path: String) -> StoreError {
        if let error = error as? StoreError { return error }
        if let error = error as? MalformedRecord { return .corrupt("\(path): \(error.reason)") }
        guard let error = error as? DatabaseError else { return .unavailable("\(path): \(error)") }
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return damaged(path, "\(error)")
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE: return .rejected("\(error)")
        default: return .unavailable("\(path): \(error)")
        }
    }

    /// Says what to do: an operator reads this at three in the morning.
    static func damaged(_ path: String, _ complaint: String) -> StoreError {
        .corrupt(
            """
            \(path) is damaged and was not opened for writing: \(complaint)
            Keep a copy of the file as it is, then put back the last backup. Backups are made with:
              sqlite3 '\(path)' ".backup 'BACKUP.db'"
            Without one, save what can still be read with:
              sqlite3 '\(path)' .recover | sqlite3 RECOVERED.db
            Open either with --restored, so that clients start over.
            """)
    }
}
