internal import Vocabulary

/// What each of several judges counts, so that their opinions become one: the score of a label is the sum of share times
/// opinion, and a softmax over scores is a probability that may be believed.
///
/// Stacking (Wolpert 1992) with positive weights, learned from phrases that the judges had not seen. It brings the
/// judges to one scale and calibrates their sum (as one temperature would; Guo et al. 2017) in the same step. How much
/// nearest phrases say beside a linear head depends on how many there are of each label, and no constant is right for
/// five and for a hundred.
struct Shares: Hashable, Sendable {
    let values: [Double]

    init(_ values: [Double]) {
        self.values = values
    }

    /// One score a label; nothing without opinions.
    func scores(_ opinions: [[Double]]) -> [Double] {
        guard var sum = opinions.first?.map({ $0 * (values.first ?? 1) }) else { return [] }
        for (share, opinion) in zip(values, opinions).dropFirst() {
            for label in sum.indices { sum[label] += share * opinion[label] }
        }
        return sum
    }

    /// Over the number of phrases, how strongly the shares are held to the ratios they begin with: as if their
    /// logarithms had a spread of 0.45.
    private static let pull = 2.5

    /// The shares of least negative log-likelihood, looked for on their logarithms.
    ///
    /// - Parameters:
    ///   - start: what they usually are; only a common factor is free of charge.
    ///   - answers: the label of every training phrase.
    static func fitted(from start: Shares, to readings: [HeldOutReading], answers: [Int]) -> Shares {
        guard !readings.isEmpty else { return start }
        let origin = start.values.map { Float(Elementary.log($0)) }
        let pull = pull / Double(readings.count)
        let point = Descent.minimum(
            of: { point, slope in
                let shares = Shares(point.map { Elementary.exp(Double($0)) })
                var (loss, slopes) = shares.loss(readings, answers)
                let away = zip(point, origin).map { Double($0 - $1) }
                let mean = away.reduce(0, +) / Double(away.count)
                for judge in away.indices {
                    loss += pull * (away[judge] - mean) * (away[judge] - mean)
                    slopes[judge] += 2 * pull * (away[judge] - mean)
                    slope[judge] = Float(slopes[judge])
                }
                return loss
            }, from: origin, rounds: 40, tolerance: 1e-3)
        return Shares(point.map { Elementary.exp(Double($0)) })
    }

    /// Mean negative log-likelihood and its slope by the logarithm of each share.
    private func loss(_ readings: [HeldOutReading], _ answers: [Int]) -> (loss: Double, slopes: [Double]) {
        var loss = 0.0
        var slopes = [Double](repeating: 0, count: values.count)
        for reading in readings {
            let answer = answers[reading.phrase]
            let chances = Elementary.softmax(scores(reading.opinions))
            loss -= Elementary.log(chances[answer])
            for (judge, opinion) in reading.opinions.enumerated() {
                var slope = -opinion[answer]
                for (chance, value) in zip(chances, opinion) { slope += chance * value }
                slopes[judge] += slope * values[judge]
            }
        }
        let count = Double(readings.count)
        return (loss / count, slopes.map { $0 / count })
    }
}
