/// Reads words and letter runs: a linear model for the label, the phrases most alike for the explanation.
struct NGramReader: IntentReader {
    struct Settings: Sendable {
        /// Part of the squared length given to whole words.
        var wordShare: Float = 0.4
        var epochs = 20
        var rate: Float = 0.7
        /// From so many phrases on, fewer rounds, and what only one phrase says is left out, to bound time and memory.
        var manyPhrases = 5_000
    }

    let terms: TermWeights
    let regression: SoftmaxRegression
    let nearestPhrases: NearestPhrases
    let labels: [Int]

    func reading(of message: IntentMessage) -> IntentReading {
        let (vector, known) = terms.vector(message.counts)
        let logits = regression.logits(vector).map(Double.init)
        let energy = Elementary.logSumExp(logits)
        let similarities = nearestPhrases.similarities(vector)
        let best = Self.best(similarities, 5)
        return IntentReading(
            scores: logits.map { $0 - energy }, familiarity: [energy, best.first?.similarity ?? 0, Double(known)],
            nearest: best, isStrange: message.beginnings.count > 1 && !terms.knowsAny(message.beginnings))
    }

    func familiarity(of message: IntentMessage, without label: Int) -> [Double] {
        let (vector, known) = terms.vector(message.counts)
        var logits = regression.logits(vector).map(Double.init)
        logits.remove(at: label)
        var nearest: Float = 0
        for (index, similarity) in nearestPhrases.similarities(vector).enumerated() where labels[index] != label {
            nearest = max(nearest, similarity)
        }
        return [Elementary.logSumExp(logits), Double(nearest), Double(known)]
    }

    private static func best(_ similarities: [Float], _ limit: Int) -> [(phrase: Int, similarity: Double)] {
        var best: [(phrase: Int, similarity: Double)] = []
        for (index, similarity) in similarities.enumerated() where similarity > 0 {
            let value = Double(similarity)
            if best.count == limit, let last = best.last, last.similarity >= value { continue }
            let place = best.firstIndex { $0.similarity < value } ?? best.count
            best.insert((index, value), at: place)
            if best.count > limit { best.removeLast() }
        }
        return best
    }
}

/// Trains an `NGramReader`.
struct NGramTraining: IntentReaderTraining {
    var settings = NGramReader.Settings()

    func trained(on phrases: [IntentMessage], labels: [Int], count: Int) -> any IntentReader {
        let many = phrases.count > settings.manyPhrases
        let terms = TermWeights(
            counts: phrases.map(\.counts), minimumPhrases: many ? 2 : 1, wordShare: settings.wordShare)
        let vectors = phrases.map { terms.vector($0.counts).vector }
        let regression = SoftmaxRegression.trained(
            on: vectors, labels: labels, rows: terms.rows, labels: count,
            epochs: many ? settings.epochs * 2 / 5 : settings.epochs, rate: settings.rate)
        return NGramReader(
            terms: terms, regression: regression,
            nearestPhrases: NearestPhrases(vectors, rows: terms.rows), labels: labels)
    }
}
