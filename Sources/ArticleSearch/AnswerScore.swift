internal import Foundation

/// How much letters, meaning and words count for in an article's score, and what the score is worth.
///
/// The shares were set on questions of real users of three shops' bots, each asked of what was left without it, and on
/// the demo shop's own; the confidence is the logistic regression of "the first article answers" on the score.
struct AnswerScore: Sendable {
    let letters: Float
    let meaning: Float
    let words: Float
    /// The score that is as likely right as wrong, and how fast that changes around it.
    private let middle: Double
    private let slope: Double

    static let withoutMeaning = AnswerScore(letters: 1, meaning: 0, words: 0.6, middle: 0.70, slope: 5.2)
    static let withMeaning = AnswerScore(letters: 0.2, meaning: 0.8, words: 0.3, middle: 0.66, slope: 6.3)

    /// Short questions share letters with anything by chance, so theirs count for a little less than a passage's.
    static let questionShare: Float = 0.9

    /// The chance that an article of this score answers.
    func confidence(_ score: Float) -> Double {
        1 / (1 + exp(-(Double(score) - middle) * slope))
    }
}
