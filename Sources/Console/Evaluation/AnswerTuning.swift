/// Where to answer and where to offer a choice, read off questions whose answers are known.
public struct AnswerTuning: Hashable, Sendable, Codable {
    /// A confidence from which on something is done, and how it goes then.
    public struct Bar: Hashable, Sendable, Codable {
        public let confidence: Double
        /// The share of the questions that reach the bar.
        public let share: Double
        /// Among those: answered by the first article; for the choice, by one of the first three.
        public let precision: Double
        public let questions: Int
    }

    /// The lowest bar from which on the first article is right so often as was asked; absent when there is none.
    public let answer: Bar?
    /// The lowest bar from which on one of the first three articles is more often right than not, counted among
    /// questions that are not answered.
    public let offer: Bar?

    /// Fewer questions than these above a bar prove nothing.
    public static let fewest = 10
    /// Articles offered to choose from.
    public static let offered = 3

    init(_ outcomes: [AnswerOutcome], precision: Double) {
        let answer = Self.lowest(outcomes, precision: precision) { $0.isRight }
        let rest = outcomes.filter { $0.confidence < answer?.confidence ?? .infinity }
        self.answer = answer
        offer = Self.lowest(rest, precision: 0.5) { $0.rank.map { $0 <= Self.offered } ?? false }
    }

    /// The lowest confidence with at least this share of good outcomes at and above it.
    private static func lowest(
        _ outcomes: [AnswerOutcome], precision: Double, isGood: (AnswerOutcome) -> Bool
    ) -> Bar? {
        let sorted = outcomes.filter { !$0.hits.isEmpty }.sorted { $0.confidence > $1.confidence }
        var good = 0
        var bar: Bar?
        for (place, outcome) in sorted.enumerated() {
            if isGood(outcome) { good += 1 }
            let count = place + 1
            // Equal confidences are on one side of a bar together.
            if count < sorted.count, sorted[count].confidence == outcome.confidence { continue }
            let share = Double(good) / Double(count)
            guard count >= fewest, share >= precision else { continue }
            bar = Bar(
                confidence: outcome.confidence, share: Double(count) / Double(outcomes.count), precision: share,
                questions: count)
        }
        return bar
    }
}
