internal import Foundation

/// How much letters, meaning and words count for in an article's score, and what the score is worth.
///
/// The shares were set on questions of real users of three shops' bots, each asked of what was left without it, and on
/// the demo shop's own; the confidence is the logistic regression of "the first article answers" on the score, on how
/// much of the question the first article has at all, and on the second one's score: where that is as good, the
/// question may be about neither.
struct AnswerScore: Sendable {
    let letters: Float
    let meaning: Float
    let words: Float
    private let coverage: Float
    private let runnerUp: Float
    /// The score that is as likely right as wrong, and how fast that changes around it.
    private let middle: Double
    private let slope: Double

    static let withoutMeaning = AnswerScore(
        letters: 1, meaning: 0, words: 0.6, coverage: 0.2, runnerUp: 0.1, middle: 0.77, slope: 4.9)
    static let withMeaning = AnswerScore(
        letters: 0.2, meaning: 0.8, words: 0.3, coverage: 0.1, runnerUp: 0.1, middle: 0.66, slope: 6.3)

    /// Short questions share letters with anything by chance, so theirs count for a little less than a passage's.
    static let questionShare: Float = 0.9

    /// The chance that an article of this score answers.
    ///
    /// - Parameters:
    ///   - coverage: the share of the question's telling words that stand in the best article.
    ///   - second: the second article's score, 0 where there is none.
    func confidence(_ score: Float, coverage: Float, second: Float) -> Double {
        let sure = score + self.coverage * coverage - runnerUp * second
        return 1 / (1 + exp(-(Double(sure) - middle) * slope))
    }
}
