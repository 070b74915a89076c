internal import Dispatch
internal import Foundation
internal import GRDB
internal import Store
internal import Telemetry

/// The one thread that writes: takes everything that has arrived, writes it in one transaction, and answers all of
/// it after the commit, so that many turns share one fsync.
final class GroupCommitWriter: Sendable {
    private let pool: DatabasePool
    private let queue: WriteQueue
    private let largestBatch: Int
    private let faults: Faults
    private let log: WriteAheadLog
    private let figures = Locked(StoreStatistics())
    private let hasEnded = DispatchSemaphore(value: 0)
    /// Hundreds of callers are woken, and their turns freed, while the next transaction is already under way.
    private let answering = DispatchQueue(label: "store-answers")

    /// The thread runs from here on, until `close()`.
    init(_ pool: DatabasePool, _ options: SQLiteStoreOptions) {
        self.pool = pool
        queue = WriteQueue(longest: options.longestQueue, heaviest: options.heaviestQueue)
        largestBatch = max(1, options.largestBatch)
        faults = Faults(options)
        log = WriteAheadLog(path: pool.path, options)
        let thread = Thread { [self] in
            run()
            hasEnded.signal()
        }
        thread.name = "store-writer"
        thread.start()
    }

    var statistics: StoreStatistics {
        var figures = figures.withLock { $0 }
        let load = queue.load
        figures.waiting = load.waiting
        figures.accepted = load.accepted
        figures.busyRefusals = load.refusals
        figures.walBytes = log.bytes
        return figures
    }

    /// Does `work` in the next transaction; returns when that is durable.
    func perform<Value: Sendable>(
        weight: Int = 256, isTurn: Bool = false, _ work: @escaping @Sendable (WriterTables) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            let request = WriteRequest(weight: weight, isTurn: isTurn) { tables in
                let value = try work(tables)
                return { continuation.resume(returning: .success(value)) }
            } refuse: { error in
                continuation.resume(returning: .failure(error))
            }
            if let error = queue.put(request) {
                continuation.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }

    /// Lets nothing more in. What waits is still written.
    func stop() {
        queue.close()
    }

    /// Blocks until the thread has written what waited and ended, and everybody is answered.
    func waitForEnd() {
        hasEnded.wait()
        answering.sync {}
    }

    private func run() {
        var tables: WriterTables?
        var lastBatch = 1
        var lastCommit: UInt64 = 0
        // After a commit its callers come back with their next turns. A batch that left with the first of them would
        // make all others wait for an fsync with hardly anything in it.
        while let batch = queue.take(
            upTo: largestBatch, expecting: lastBatch / 2, patience: min(lastCommit / 4, 1_000_000))
        {
            lastBatch = batch.count
            do {
                let ready = try tables ?? pool.writeWithoutTransaction { try WriterTables($0, faults) }
                tables = ready
                lastCommit = write(batch, ready)
            } catch {
                refuse(batch, error)
            }
            cutLog()
        }
        // Finalises the statements, without which the connection does not close.
        tables = nil
    }

    /// The commit's nanoseconds.
    private func write(_ batch: [WriteRequest], _ tables: WriterTables) -> UInt64 {
        do {
            return try write(batch, tables, isolating: false)
        } catch  where batch.count == 1 || !StoreFailure.isOfOneTurn(error) {
            tables.forget()
            refuse(batch, error)
        } catch {
            tables.forget()
            // One of them is at fault: all again, each in a savepoint of its own, so that it fails alone.
            do {
                return try write(batch, tables, isolating: true)
            } catch {
                tables.forget()
                refuse(batch, error)
            }
        }
        return 0
    }

    private func write(_ batch: [WriteRequest], _ tables: WriterTables, isolating: Bool) throws -> UInt64 {
        var answers: [@Sendable () -> Void] = []
        answers.reserveCapacity(batch.count)
        var refusals: [(request: WriteRequest, error: any Error)] = []
        var commitBegan = DispatchTime.now()
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try tables.begin()
                for request in batch {
                    guard isolating else {
                        answers.append(try request.perform(tables))
                        continue
                    }
                    do {
                        var answer: @Sendable () -> Void = {}
                        try db.inSavepoint {
                            answer = try request.perform(tables)
                            return .commit
                        }
                        answers.append(answer)
                    } catch  where StoreFailure.isOfOneTurn(error) {
                        tables.forget()
                        refusals.append((request, error))
                    }
                }
                if faults.acknowledgesBeforeCommit {
                    answers.forEach { $0() }
                    // The window in which a crash shows it.
                    Thread.sleep(forTimeInterval: 0.02)
                }
                faults.atEachCommit?(false)
                commitBegan = DispatchTime.now()
                return .commit
            }
        }
        faults.atEachCommit?(true)
        let nanoseconds = DispatchTime.now().uptimeNanoseconds - commitBegan.uptimeNanoseconds
        count(batch, refused: refusals.count, nanoseconds)
        if !faults.acknowledgesBeforeCommit {
            answer(batch, answers)
        }
        for refusal in refusals {
            refusal.request.refuse(StoreFailure.storeError(refusal.error, path: pool.path))
        }
        return nanoseconds
    }

    private func answer(_ batch: [WriteRequest], _ answers: [@Sendable () -> Void]) {
        answering.async {
            withExtendedLifetime(batch) {
                answers.forEach { $0() }
            }
        }
    }

    /// Nothing of the batch was written.
    private func refuse(_ batch: [WriteRequest], _ error: any Error) {
        figures.withLock { figures in
            if batch.count == 1, StoreFailure.isOfOneTurn(error) {
                figures.rejectedTurns += 1
            } else {
                figures.failedCommits += 1
            }
        }
        let refusal = StoreFailure.storeError(error, path: pool.path)
        for request in batch {
            request.refuse(refusal)
        }
    }

    private func count(_ batch: [WriteRequest], refused: Int, _ nanoseconds: UInt64) {
        figures.withLock { figures in
            figures.commits += 1
            figures.requests += batch.count
            figures.turns += batch.count { $0.isTurn }
            figures.rejectedTurns += refused
            figures.largestBatch = max(figures.largestBatch, batch.count)
            figures.commitLatency.record(microseconds: Double(nanoseconds) / 1_000)
        }
    }

    private func cutLog() {
        guard log.isOverCap else { return }
        let isCut = pool.writeWithoutTransaction { log.cut($0) }
        if isCut {
            figures.withLock { $0.truncatingCheckpoints += 1 }
        }
    }
}
