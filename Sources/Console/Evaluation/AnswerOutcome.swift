public import Vocabulary

/// What was found for one question.
public struct AnswerOutcome: Hashable, Sendable {
    public let question: AnswerQuestion
    /// The question, with slips where they were wanted.
    public let asked: String
    /// Best first.
    public let hits: [ArticleHit]
    public let micros: Double

    public init(question: AnswerQuestion, asked: String, hits: [ArticleHit], micros: Double) {
        self.question = question
        self.asked = asked
        self.hits = hits
        self.micros = micros
    }

    var isAnswerable: Bool { !question.answers.isEmpty }

    /// Of the best article; 0 where none was found.
    var confidence: Double { hits.first?.confidence ?? 0 }

    /// The place of the first article that answers, counted from 1.
    var rank: Int? {
        hits.firstIndex { question.answers.contains($0.article.rawValue) }.map { $0 + 1 }
    }

    var isRight: Bool { rank == 1 }

    /// Which part of the articles that answer is among the first few, of as many as could be.
    func recall(among first: Int) -> Double {
        let wanted = Set(question.answers)
        let found = hits.prefix(first).count { wanted.contains($0.article.rawValue) }
        return Double(found) / Double(max(min(first, wanted.count), 1))
    }
}
