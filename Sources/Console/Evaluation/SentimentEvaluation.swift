internal import Understanding
public import Vocabulary

/// Reads the feelings of messages that people have judged, and compares.
public struct SentimentEvaluation: Sendable {
    /// A judged message and what was read in it.
    public struct Reading: Hashable, Sendable {
        public let row: SentimentRow
        public let sentiment: Sentiment
    }

    private let rows: [SentimentRow]

    public init(_ rows: [SentimentRow]) {
        self.rows = rows
    }

    /// - Throws: `SentimentProblem.nothingToTest` without rows.
    public func run() throws(SentimentProblem) -> SentimentResult {
        guard let first = rows.first else { throw .nothingToTest }
        // The word lists are built at the first message ever read, which would be counted as its cost.
        _ = SentimentReader.sentiment(of: first.text)
        var readings: [Reading] = []
        readings.reserveCapacity(rows.count)
        let before = ProcessorTime.micros
        for row in rows {
            readings.append(Reading(row: row, sentiment: SentimentReader.sentiment(of: row.text)))
        }
        let micros = (ProcessorTime.micros - before) / Double(rows.count)
        return SentimentResult(readings, microsPerMessage: micros)
    }
}
