/// Reads meaning: a linear head and a vote of the nearest phrases over an encoder's vectors (`language.md` §1).
///
/// Only the phrases of the labels that the head finds likeliest have a vote, so that the time for a message does not
/// grow with the number of intents.
struct EncoderReader: Sendable {
    let phrases: PhraseVectors
    let head: DenseRegression
    let voters: Voters

    init(phrases: PhraseVectors, head: DenseRegression, labels: [Int]) {
        self.phrases = phrases
        self.head = head
        voters = Voters(labels: labels, count: head.labels)
    }

    func reading(of message: IntentMessage) -> IntentReading {
        let logits = head.logits(message.features)
        let energy = Elementary.logSumExp(logits)
        let heard = voters.heard(logits)
        let similarities = phrases.similarities(to: message.features, of: heard)
        let votes = voters.votes(heard, similarities)
        return IntentReading(
            scores: zip(logits, votes).map { $0 - energy + Voters.share * $1 },
            familiarity: [energy, Double(similarities.max() ?? 0)],
            nearest: BestFew.of(similarities, 5).map { (heard[$0.place], $0.similarity) }, isStrange: false)
    }
}
