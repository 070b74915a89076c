internal import Dispatch
internal import Foundation
internal import GRDB
internal import Telemetry
internal import Vocabulary

/// Copies the write-ahead log into the database beside the writer, on a connection and a thread of its own:
/// SQLite's automatic checkpoint would do it inside the commit of some unlucky visitor (measured: p99 3.6 ms
/// against 0.2 ms).
final class Checkpointer: Sendable {
    private let connection: DatabaseQueue
    private let interval: DispatchTimeInterval
    private let commits: @Sendable () -> Int
    private let count = Locked(0)
    private let isStopped = Locked(false)
    private let stopping = DispatchSemaphore(value: 0)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Runs every `checkpointInterval` when `commits` has risen.
    init(path: String, _ options: SQLiteStoreOptions, commits: @escaping @Sendable () -> Int) throws {
        connection = try DatabaseQueue(
            path: path, configuration: Opening.configuration(label: "store-checkpointer", options))
        interval = .milliseconds(Int(clamping: max(1, options.checkpointInterval.milliseconds)))
        self.commits = commits
        let thread = Thread { [self] in
            run()
            hasEnded.signal()
        }
        thread.name = "store-checkpointer"
        thread.start()
    }

    var checkpoints: Int {
        count.withLock { $0 }
    }

    func stop() {
        isStopped.withLock { $0 = true }
        stopping.signal()
    }

    /// Blocks until the thread has ended and its connection is closed.
    func waitForEnd() {
        hasEnded.wait()
    }

    private func run() {
        var seen = 0
        while true {
            _ = stopping.wait(timeout: .now() + interval)
            if isStopped.withLock({ $0 }) { break }
            let now = commits()
            guard now != seen else { continue }
            // Busy when the writer is cutting the log itself: then there is nothing left to do.
            if (try? connection.writeWithoutTransaction { try $0.checkpoint(.passive) }) != nil {
                count.withLock { $0 += 1 }
                seen = now
            }
        }
        try? connection.close()
    }
}
