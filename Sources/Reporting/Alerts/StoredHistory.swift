public import Insight
public import Store
internal import Vocabulary

/// The bad moods of a store by the minute: a history of one's own to put spikes into.
public struct StoredHistory: Sendable {
    /// Keys with the most reports; the others are too quiet to test on.
    private static let keys = 20
    private static let longest = 400 * 1_440

    public let history: SpikeBacktest.History

    /// Empty when nobody was ever angry.
    public init(of store: any ConversationStore, rules: ReportRules) async throws(StoreError) {
        var mood = rules.mood
        var reports: [SpikeKey: [Int64]] = [:]
        var position = LogPosition.start
        var last: Int64 = 0
        while true {
            let page = try await store.log(after: position, limit: 2_000)
            guard let end = page.last else { break }
            position = end.position
            for logged in page {
                last = max(last, logged.record.at.milliseconds / 60_000)
                guard let bad = mood.take(logged.record, in: logged.conversation) else { continue }
                for key in bad.keys { reports[key, default: []].append(bad.at.milliseconds / 60_000) }
            }
        }
        let loudest = reports.sorted { ($1.value.count, $0.key.text) < ($0.value.count, $1.key.text) }.prefix(Self.keys)
        let first = max(loudest.compactMap { $0.value.min() }.min() ?? last, last - Int64(Self.longest))
        var counts: [SpikeKey: [UInt16]] = [:]
        for (key, minutes) in loudest {
            var column = [UInt16](repeating: 0, count: Int(last - first) + 1)
            for minute in minutes where minute >= first { column[Int(minute - first)] += 1 }
            counts[key] = column
        }
        history = SpikeBacktest.History(start: Timestamp(milliseconds: first * 60_000), counts: counts)
    }
}
