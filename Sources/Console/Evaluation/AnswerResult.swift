internal import Foundation

/// How well questions are answered. What does not apply is absent.
public struct AnswerResult: Sendable, Encodable {
    public struct Times: Hashable, Sendable, Codable {
        public let p50: Double
        public let p99: Double
    }

    /// The mean of one divided by the place of the first article that answers, among ten.
    public let mrr10: Double?
    /// The share of the articles that answer, among the first and the first five.
    public let recall1: Double?
    public let recall5: Double?
    /// The chance that a question with an answer is more confident than one without.
    public let answerableAuroc: Double?
    /// Of one search: spelling, encoding and ranking.
    public let micros: Times
    public let questions: Int
    public let unanswerable: Int
    public let articles: Int
    public let tuned: AnswerTuning
    public let peakMemoryBytes: Int?
    /// What was found for each question.
    public let outcomes: [AnswerOutcome]
    /// What was asked of the bars.
    public let precision: Double

    enum CodingKeys: String, CodingKey {
        case mrr10, recall1, recall5, micros, questions, unanswerable, articles, tuned
        case answerableAuroc = "answerable_auroc"
        case peakMemoryBytes = "peak_memory_bytes"
    }

    init(_ outcomes: [AnswerOutcome], precision: Double, articles: Int) {
        self.outcomes = outcomes
        self.precision = precision
        self.articles = articles
        let with = outcomes.filter(\.isAnswerable)
        let without = outcomes.filter { !$0.isAnswerable }
        questions = outcomes.count
        unanswerable = without.count
        mrr10 = Self.mean(with) { $0.rank.map { 1 / Double($0) } ?? 0 }
        recall1 = Self.mean(with) { $0.recall(among: 1) }
        recall5 = Self.mean(with) { $0.recall(among: 5) }
        answerableAuroc =
            with.isEmpty || without.isEmpty
            ? nil : Scores.areaUnderCurve(above: with.map(\.confidence), below: without.map(\.confidence))
        let times = outcomes.map(\.micros).sorted()
        micros = Times(p50: Self.quantile(times, 0.5), p99: Self.quantile(times, 0.99))
        tuned = AnswerTuning(outcomes, precision: precision)
        peakMemoryBytes = PeakMemory.bytes()
    }

    /// One line of JSON with sorted keys.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let bytes = try? encoder.encode(self) else { return "{}" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Questions whose first article is wrong, the most confident first: unanswerable ones that were answered too.
    public var worst: [AnswerOutcome] {
        outcomes.filter { !$0.isRight && !$0.hits.isEmpty }.sorted { $0.confidence > $1.confidence }
    }

    private static func mean(_ outcomes: [AnswerOutcome], _ score: (AnswerOutcome) -> Double) -> Double? {
        outcomes.isEmpty ? nil : outcomes.reduce(0) { $0 + score($1) } / Double(outcomes.count)
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
    }
}
