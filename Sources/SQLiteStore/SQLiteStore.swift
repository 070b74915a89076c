internal import Dispatch
internal import GRDB
public import Store
internal import Telemetry
public import Vocabulary

/// Durable memory in one SQLite file: one writer that commits whatever has arrived together, readers beside it,
/// a checkpointer of its own. No call blocks Swift's cooperative threads.
public final class SQLiteStore: ConversationStore {
    public let logEpoch: LogEpoch
    /// What the writer's own connection says it keeps, asked after everything was set.
    public let durability: SQLiteStoreOptions.Durability

    let pool: DatabasePool
    let writer: GroupCommitWriter
    private let checkpointer: Checkpointer
    private let wasClaimFilled = Locked(false)
    private let closing = Locked<Task<Void, Never>?>(nil)

    /// Opens `path`, or creates it. Blocks: looks through the whole file first, about a second a gigabyte.
    ///
    /// Throws `.corrupt` for a damaged file (nothing was written to it), `.rejected` for less than full durability
    /// without `unsafe`, `.unavailable` for everything else.
    public init(path: String, options: SQLiteStoreOptions = SQLiteStoreOptions()) throws(StoreError) {
        do {
            let pool = try Opening.pool(at: path, options)
            logEpoch = try Opening.epoch(of: pool)
            durability = try Opening.durability(of: pool)
            guard durability == options.durability else {
                throw StoreError.unavailable("synchronous reads \(durability), asked for was \(options.durability)")
            }
            let writer = GroupCommitWriter(pool, options)
            self.pool = pool
            self.writer = writer
            do {
                checkpointer = try Checkpointer(path: path, options) {
                    writer.statistics.commits
                }
            } catch {
                writer.stop()
                throw error
            }
        } catch {
            throw StoreFailure.storeError(error, path: path)
        }
    }

    deinit {
        writer.stop()
        checkpointer.stop()
    }

    public func commit(_ commit: Commit) async throws(StoreError) -> CommitResult {
        let turn = try EncodedTurn(commit)
        return try await writer.perform(weight: turn.weight, isTurn: true) { try $0.commit(turn) }
    }

    public func claimEffects(limit: Int, lease: TimeSpan, now: Timestamp) async throws(StoreError) -> [OutboxJob] {
        guard limit > 0 else { return [] }
        guard try await mayBeDue(at: now) else { return [] }
        let jobs = try await writer.perform { try $0.claim(limit: limit, lease: lease, now: now) }
        wasClaimFilled.withLock { $0 = jobs.count == limit }
        return jobs
    }

    /// A sweep that finds nothing must not cost a transaction; after a claim that was filled there is no need to look.
    private func mayBeDue(at now: Timestamp) async throws(StoreError) -> Bool {
        if wasClaimFilled.withLock({ $0 }) { return true }
        return try await read { db in
            try Row.fetchOne(
                db, sql: "SELECT 1 FROM outbox WHERE state = 'waiting' AND ready_at <= ? LIMIT 1",
                arguments: [now.milliseconds]) != nil
        }
    }

    public func settle(_ job: OutboxJob, as outcome: OutboxOutcome, now: Timestamp) async throws(StoreError) {
        try await writer.perform { try $0.settle(job, as: outcome) }
    }

    public func hasten(_ effect: EffectID) async throws(StoreError) -> Bool {
        try await writer.perform { try $0.hasten(effect) }
    }

    public func save(_ account: AgentAccount) async throws(StoreError) {
        try await writer.perform { try $0.save(account) }
    }

    public func append(_ entries: [JournalEntry], to journal: JournalName, image: [UInt8]?) async throws(StoreError) {
        let weight = entries.reduce(256 + (image?.count ?? 0)) { $0 + $1.body.count + 64 }
        try await writer.perform(weight: weight) { try $0.append(entries, to: journal, image: image) }
    }

    public func close() async {
        let task = closing.withLock { closing in
            let task = closing ?? Task { await self.shutDown() }
            closing = task
            return task
        }
        await task.value
    }

    /// What it did since it was opened.
    public var statistics: StoreStatistics {
        var statistics = writer.statistics
        statistics.passiveCheckpoints = checkpointer.checkpoints
        return statistics
    }

    var isClosed: Bool {
        closing.withLock { $0 != nil }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard !isClosed else { throw .closed }
        do {
            return try await pool.read(body)
        } catch {
            throw isClosed ? .closed : StoreFailure.storeError(error, path: pool.path)
        }
    }

    private func shutDown() async {
        writer.stop()
        await withCheckedContinuation { continuation in
            // It waits for threads and for readers: not on a cooperative thread.
            DispatchQueue.global().async { [self] in
                writer.waitForEnd()
                try? pool.close()
                // Last, as only a connection that may write tidies the log away when it is the last to go, and the
                // pool ends with its readers.
                checkpointer.stop()
                checkpointer.waitForEnd()
                continuation.resume()
            }
        }
    }
}
