internal import Vocabulary

/// Reads words and letter runs: a linear model for the label, the phrases most alike for the explanation.
struct NGramReader: Sendable {
    struct Settings: Sendable {
        /// Part of the squared length given to whole words.
        var wordShare: Float = 0.4
        var epochs = 12
        /// Of phrases of which most are known.
        var furtherEpochs = 4
        var rate: Float = 0.7
        /// Of very many phrases.
        var epochsOfMany = 8
        /// From so many phrases on, those rounds, and what only one phrase says is left out, to bound time and memory.
        var manyPhrases = 5_000
        /// Whether likeness to the phrases is judged here; an encoder judges it better.
        var judgesFamiliarity = true
    }

    let terms: TermWeights
    let regression: SoftmaxRegression
    /// Nothing where an encoder judges likeness.
    let nearestPhrases: NearestPhrases?
    let labels: [Int]

    /// One: the linear model.
    static let usualShares = Shares([1])

    func reading(of message: IntentMessage) -> IntentReading {
        let (vector, known) = terms.vector(message.counts)
        let logits = regression.logits(vector).map(Double.init)
        let energy = Elementary.logSumExp(logits)
        let opinions = [logits.map { $0 - energy }]
        guard let nearestPhrases else {
            return IntentReading(opinions: opinions, familiarity: [], nearest: [], isStrange: false)
        }
        let best = BestFew.of(nearestPhrases.similarities(vector), 5)
        return IntentReading(
            opinions: opinions, familiarity: [energy, best.first?.similarity ?? 0, Double(known)],
            nearest: best.map { ($0.place, $0.similarity) },
            isStrange: message.beginnings.count > 1 && !terms.knowsAny(message.beginnings))
    }

    /// The words that speak most for a label, by their own weight and that of their letter runs; best first.
    func telling(_ words: [Message.Word], for label: Int, limit: Int) -> [Message.Word] {
        var pushes: [(word: Message.Word, push: Float)] = []
        for word in words.prefix(NGrams.wordLimit) where word.kind != .symbol {
            var push: Float = 0
            for term in NGrams.counts(of: CollectionOfOne(word)) {
                guard let (row, rarity) = terms.row(of: term.bucket) else { continue }
                push += rarity * regression.push(row, towards: label)
            }
            if push > 0 { pushes.append((word, push)) }
        }
        // Stable, so that equal ones keep their order in the message.
        let order = pushes.indices.sorted { left, right in
            pushes[left].push != pushes[right].push ? pushes[left].push > pushes[right].push : left < right
        }
        return order.prefix(limit).map { pushes[$0].word }
    }

    /// The familiarity numbers of the message if the label's phrases had never been learned, or nearly so: what a
    /// message about a neighbouring topic would get.
    func familiarity(of message: IntentMessage, without label: Int) -> [Double] {
        guard let nearestPhrases else { return [] }
        let (vector, known) = terms.vector(message.counts)
        var logits = regression.logits(vector).map(Double.init)
        logits.remove(at: label)
        var nearest: Float = 0
        for (index, similarity) in nearestPhrases.similarities(vector).enumerated() where labels[index] != label {
            nearest = max(nearest, similarity)
        }
        return [Elementary.logSumExp(logits), Double(nearest), Double(known)]
    }
}

/// Trains an `NGramReader`.
struct NGramTraining: Sendable {
    var settings = NGramReader.Settings()

    func trained(on phrases: [IntentMessage], labels: [Int], count: Int) -> NGramReader {
        let (terms, vectors) = seen(phrases)
        let regression = SoftmaxRegression(rows: terms.rows, labels: count).taught(
            vectors, labels: labels, epochs: isMany(phrases) ? settings.epochsOfMany : settings.epochs,
            rate: settings.rate)
        return reader(terms, vectors, regression, labels)
    }

    /// A few rounds on from what `earlier` knows.
    ///
    /// - Parameter places: for each label the one that it is in `earlier`.
    func furthered(
        _ earlier: NGramReader, places: [Int?], on phrases: [IntentMessage], labels: [Int]
    ) -> NGramReader {
        let (terms, vectors) = seen(phrases)
        let start = SoftmaxRegression(earlier.regression, rows: terms.places(in: earlier.terms), labels: places)
        let regression = start.taught(vectors, labels: labels, epochs: settings.furtherEpochs, rate: settings.rate)
        return reader(terms, vectors, regression, labels)
    }

    /// The reader that training gave before; nothing when the weights are not of these phrases.
    func restored(_ weights: [Float], phrases: [IntentMessage], labels: [Int], count: Int) -> NGramReader? {
        let (terms, vectors) = seen(phrases)
        return SoftmaxRegression(numbers: weights, rows: terms.rows, labels: count)
            .map { reader(terms, vectors, $0, labels) }
    }

    private func isMany(_ phrases: [IntentMessage]) -> Bool {
        phrases.count > settings.manyPhrases
    }

    private func seen(_ phrases: [IntentMessage]) -> (TermWeights, [SparseVector]) {
        let terms = TermWeights(
            counts: phrases.map(\.counts), minimumPhrases: isMany(phrases) ? 2 : 1, wordShare: settings.wordShare)
        return (terms, phrases.map { terms.vector($0.counts).vector })
    }

    private func reader(
        _ terms: TermWeights, _ vectors: [SparseVector], _ regression: SoftmaxRegression, _ labels: [Int]
    ) -> NGramReader {
        NGramReader(
            terms: terms, regression: regression,
            nearestPhrases: settings.judgesFamiliarity ? NearestPhrases(vectors, rows: terms.rows) : nil,
            labels: labels)
    }

    func heldOut(_ phrases: [IntentMessage], labels: [Int], count: Int, folds: Folds) -> [HeldOutReading] {
        folds.held.flatMap { fold in
            let kept = folds.kept(out: fold)
            let reader = trained(on: kept.map { phrases[$0] }, labels: kept.map { labels[$0] }, count: count)
            return fold.map { phrase in
                let reading = reader.reading(of: phrases[phrase])
                return HeldOutReading(
                    phrase: phrase, opinions: reading.opinions, familiarity: reading.familiarity,
                    stranger: reader.familiarity(of: phrases[phrase], without: labels[phrase]))
            }
        }
    }
}
