internal import Vocabulary

/// Trains an `EncoderReader`.
struct EncoderTraining: Sendable {
    let width: Int
    let algebra: any DenseAlgebra

    /// - Parameter start: a head of the same labels that knows most of the phrases; a few rounds are enough then.
    func trained(
        on phrases: [IntentMessage], labels: [Int], count: Int, from start: DenseRegression? = nil
    ) -> EncoderReader {
        let vectors = PhraseVectors(phrases.map(\.features), width: width)
        let head = DenseRegression.trained(
            on: vectors.values, width: width, labels: labels, count: count, algebra: algebra, from: start)
        return EncoderReader(phrases: vectors, head: head, labels: labels)
    }

    /// The reader that training gave before; nothing when the weights are not of these phrases.
    func restored(_ weights: [Float], phrases: [IntentMessage], labels: [Int], count: Int) -> EncoderReader? {
        DenseRegression(weights: weights, width: width, labels: count).map { head in
            EncoderReader(phrases: PhraseVectors(phrases.map(\.features), width: width), head: head, labels: labels)
        }
    }

    /// A head for each fold; of the nearest phrases only the phrase itself is left out, since nothing else of theirs
    /// is learned.
    func heldOut(_ phrases: [IntentMessage], labels: [Int], count: Int, folds: Folds) -> [HeldOutReading] {
        let columns = PhraseVectors(phrases.map(\.features), width: width).transposed
        let voters = Voters(labels: labels, count: count)
        return folds.held.flatMap { fold in
            let kept = folds.kept(out: fold)
            let head = trained(on: kept.map { phrases[$0] }, labels: kept.map { labels[$0] }, count: count).head
            return fold.chunked(256).flatMap { block in
                let likenesses = columns.likenesses(of: block.map { phrases[$0].features }, algebra: algebra)
                return zip(block, likenesses).map { phrase, likenesses in
                    reading(phrase, head.logits(phrases[phrase].features), likenesses, voters, labels)
                }
            }
        }
    }

    private func reading(
        _ phrase: Int, _ logits: [Double], _ likenesses: [Likeness], _ voters: Voters, _ labels: [Int]
    ) -> HeldOutReading {
        let energy = Elementary.logSumExp(logits)
        let heard = voters.heard(logits)
        var nearest: Float = -1
        var nearestStranger: Float = -1
        for index in heard where index != phrase {
            nearest = max(nearest, likenesses[index].cosine)
            guard labels[index] != labels[phrase] else { continue }
            nearestStranger = max(nearestStranger, likenesses[index].cosine)
        }
        var strange = logits
        strange.remove(at: labels[phrase])
        return HeldOutReading(
            phrase: phrase,
            opinions: [
                logits.map { $0 - energy },
                voters.votes(heard, heard.map { likenesses[$0].last }, except: phrase),
                voters.votes(heard, heard.map { likenesses[$0].middle }, except: phrase),
            ],
            familiarity: [energy, Double(nearest)],
            stranger: [Elementary.logSumExp(strange), Double(nearestStranger)])
    }
}

extension [Int] {
    fileprivate func chunked(_ size: Int) -> [[Int]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
