internal import Vocabulary

/// Reads meaning: a linear head and two votes of the nearest phrases over an encoder's vectors (`language.md` §1).
///
/// Only the phrases of the labels that the head finds likeliest have a vote, so that the time for a message does not
/// grow with the number of intents.
struct EncoderReader: Sendable {
    let phrases: PhraseVectors
    let head: DenseRegression
    let voters: Voters

    /// Three: the head, and the nearest phrases by the last layer and by the middle one.
    static let usualShares = Shares([1, 3, 2])

    init(phrases: PhraseVectors, head: DenseRegression, labels: [Int]) {
        self.phrases = phrases
        self.head = head
        voters = Voters(labels: labels, count: head.labels)
    }

    func reading(of message: IntentMessage) -> IntentReading {
        let logits = head.logits(message.features)
        let energy = Elementary.logSumExp(logits)
        let heard = voters.heard(logits)
        let likenesses = phrases.likenesses(to: message.features, of: heard)
        let cosines = likenesses.map(\.cosine)
        return IntentReading(
            opinions: [
                logits.map { $0 - energy }, voters.votes(heard, likenesses.map(\.last)),
                voters.votes(heard, likenesses.map(\.middle)),
            ], familiarity: [energy, Double(cosines.max() ?? 0)],
            nearest: BestFew.of(cosines, 5).map { (heard[$0.place], $0.similarity) }, isStrange: false)
    }
}
