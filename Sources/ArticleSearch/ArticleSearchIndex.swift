internal import Foundation
public import PlaybookModel
public import Understanding
public import Vocabulary

/// Searches the playbook's articles: words by SQLite's full text search, letters by the cosine to titles and alias
/// questions, both in memory and built anew with each playbook.
///
/// Only what visitors may read is in it: articles for the `public` whose dates hold on the day the index is built.
public struct ArticleSearchIndex: ArticleIndex {
    private let articles: [Article]
    private let words: WordSearch
    /// Titles and alias questions, the units letters are compared with, and the article of each.
    private let questions: PhraseIndex
    private let articleOfQuestion: [Int]
    private let passages: PassageFinder

    /// Part of the score that comes from the words.
    private static let wordShare = 0.4

    /// - Parameter now: decides which articles hold today.
    /// - Throws: a GRDB error when SQLite lacks full text search or memory.
    public init(playbook: Playbook, at now: Timestamp) throws {
        articles = Validity(at: now).current(playbook.articles)
        words = try WordSearch(articles)
        var units: [(text: String, article: Int)] = []
        for (index, article) in articles.enumerated() {
            units += ([article.title] + article.aliases).map { ($0, index) }
        }
        questions = PhraseIndex(units.map(\.text))
        articleOfQuestion = units.map(\.article)
        passages = PassageFinder(articles)
    }

    public func search(_ text: String, limit: Int) -> [ArticleHit] {
        guard limit > 0, !articles.isEmpty else { return [] }
        let near = passages.similarities(to: text)
        return ranked(text).prefix(limit).map { index, score in
            let passage = passages.best(in: index, near)
            return ArticleHit(
                article: articles[index].name, title: articles[index].title, section: passage.section,
                passage: passage.text, confidence: Self.confidence(score))
        }
    }

    /// Articles that share anything with the text, best first.
    private func ranked(_ text: String) -> [(index: Int, score: Double)] {
        var scores = [Double](repeating: 0, count: articles.count)
        for (unit, similarity) in questions.similarities(to: text).enumerated() {
            let index = articleOfQuestion[unit]
            scores[index] = max(scores[index], similarity)
        }
        let found = words.search(text)
        // An unsure best is not stretched to 1: the 3 keeps a lone weak match weak.
        let best = found.map(\.score).max() ?? 0
        for (index, score) in found { scores[index] += Self.wordShare * score / (best + 3) }
        return scores.enumerated()
            .filter { $0.element > 0 }
            .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
            .map { ($0.offset, $0.element) }
    }

    /// The chance that an article of this score answers. The middle and the slope were set on the demo shop's held
    /// out questions, so that 0.5 divides answered from unanswered best.
    static func confidence(_ score: Double) -> Double {
        1 / (1 + exp(-(score - 0.62) * 9))
    }
}
