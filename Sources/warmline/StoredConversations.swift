internal import Console
internal import SQLiteStore
internal import Store
internal import Vocabulary

/// Stored conversations on their way through a replay: read a page at a time, played on every core.
struct StoredConversations {
    /// Conversations in hand at once.
    private static let page = 256
    /// Conversations of one task.
    private static let share = 16
    /// Events read at once.
    private static let events = 500

    let store: SQLiteStore
    /// `nil`: all of them.
    let only: ConversationID?

    func report(by replay: Replay) async throws(StoreError) -> ReplayReport {
        var report = ReplayReport()
        if let only {
            report.take(replay.run(try await log(of: only), of: only), of: only)
            return report
        }
        var last: ConversationID?
        while true {
            let ids = try await store.conversations(after: last, limit: Self.page)
            for (id, outcome) in try await outcomes(of: ids, by: replay) { report.take(outcome, of: id) }
            guard ids.count == Self.page else { return report }
            last = ids.last
        }
    }

    private typealias Played = (id: ConversationID, outcome: Replay.Outcome)

    /// In the order of the ids.
    private func outcomes(of ids: [ConversationID], by replay: Replay) async throws(StoreError) -> [Played] {
        let results = await withTaskGroup(of: (Int, Result<[Played], StoreError>).self) { group in
            for start in stride(from: 0, to: ids.count, by: Self.share) {
                group.addTask { (start, await played(ids[start..<min(start + Self.share, ids.count)], by: replay)) }
            }
            var results: [(Int, Result<[Played], StoreError>)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }
        }
        var all: [Played] = []
        for (_, result) in results { all += try result.get() }
        return all
    }

    @concurrent
    private func played(
        _ ids: ArraySlice<ConversationID>, by replay: Replay
    ) async -> Result<[Played], StoreError> {
        var all: [Played] = []
        do throws(StoreError) {
            for id in ids { all.append((id: id, outcome: replay.run(try await log(of: id), of: id))) }
            return .success(all)
        } catch {
            return .failure(error)
        }
    }

    private func log(of id: ConversationID) async throws(StoreError) -> [EventRecord] {
        var log: [EventRecord] = []
        while true {
            let history = try await store.history(
                of: id, after: log.last?.seq ?? .start, limit: Self.events)
            log += history.records
            guard history.records.count == Self.events else { return log }
        }
    }
}
