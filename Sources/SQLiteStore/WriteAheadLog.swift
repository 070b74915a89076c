internal import Dispatch
internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Telemetry
internal import Vocabulary

/// The `-wal` file, as the writer sees it: a passive checkpoint can only start it over in a moment without writers
/// and readers, which under load never comes, so above its cap the writer itself cuts it.
final class WriteAheadLog: Sendable {
    /// Milliseconds a cut may wait for readers, and rests when they did not leave.
    private static let patience: Int32 = 20
    private static let rest = DispatchTimeInterval.milliseconds(50)

    private let path: String
    private let cap: Int
    private let lockPatience: Int32
    private let resting = Locked(DispatchTime.now())

    init(path: String, _ options: SQLiteStoreOptions) {
        self.path = path + "-wal"
        cap = options.walCap
        lockPatience = Int32(clamping: options.lockPatience.milliseconds)
    }

    /// Its size on disk.
    var bytes: Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    var isOverCap: Bool {
        bytes >= cap && DispatchTime.now() >= resting.withLock { $0 }
    }

    /// Copies what is left of the log into the database and empties it, unless a reader holds it.
    func cut(_ db: Database) -> Bool {
        guard let connection = db.sqliteConnection else { return false }
        sqlite3_busy_timeout(connection, Self.patience)
        defer { sqlite3_busy_timeout(connection, lockPatience) }
        if (try? db.checkpoint(.truncate)) != nil { return true }
        resting.withLock { $0 = DispatchTime.now() + Self.rest }
        return false
    }
}
