/// Multinomial logistic regression on dense vectors: the head that stands on an encoder's features.
///
/// Swift on Linux has no kept library for it, and the whole of it is a loss, its slope and `Descent`.
struct DenseRegression: Sendable {
    /// `width + 1` rows of `columns` weights; the last row is the bias.
    private(set) var weights: [Float]
    let width: Int
    let labels: Int

    private var columns: Int { Self.columns(labels) }

    private static func columns(_ labels: Int) -> Int {
        (labels + 7) / 8 * 8
    }

    /// Nothing when the weights are too few or too many.
    init?(weights: [Float], width: Int, labels: Int) {
        guard weights.count == (width + 1) * Self.columns(labels) else { return nil }
        self.init(checked: weights, width: width, labels: labels)
    }

    private init(checked weights: [Float], width: Int, labels: Int) {
        self.weights = weights
        self.width = width
        self.labels = labels
    }

    func logits(_ vector: [Float]) -> [Double] {
        var sums = Array(weights[(width * columns)...])
        var span = sums.mutableSpan
        let weights = weights.span
        for term in 0..<width {
            let factor = vector[term]
            let base = term * columns
            for column in 0..<columns { span[column] += factor * weights[base + column] }
        }
        return sums.prefix(labels).map(Double.init)
    }

    /// A model of other labels, which knows nothing of those that are new.
    ///
    /// - Parameter places: for each label the one that it is here.
    func moved(to places: [Int?]) -> DenseRegression {
        let columns = Self.columns(places.count)
        var moved = [Float](repeating: 0, count: (width + 1) * columns)
        for (column, place) in places.enumerated() {
            guard let place else { continue }
            for row in 0...width { moved[row * columns + column] = weights[row * self.columns + place] }
        }
        return DenseRegression(checked: moved, width: width, labels: places.count)
    }

    /// How training goes: the strength of the pull towards zero (`language.md` §1), and when it is enough.
    struct Settings: Sendable {
        /// Over the number of phrases.
        var pull = 0.03
        var leastPull = 1e-5
        var rounds = 60
        /// From weights of which most are right.
        var furtherRounds = 12
        var tolerance = 1e-3
    }

    /// The weights of least mean cross entropy plus half the pull times their squared length.
    ///
    /// - Parameters:
    ///   - vectors: `labels.count × width` numbers.
    ///   - start: weights that are nearly right.
    static func trained(
        on vectors: [Float], width: Int, labels answers: [Int], count: Int, algebra: any DenseAlgebra,
        from start: DenseRegression? = nil, settings: Settings = Settings()
    ) -> DenseRegression {
        let zero = [Float](repeating: 0, count: (width + 1) * columns(count))
        guard count > 1, !answers.isEmpty else {
            return DenseRegression(checked: zero, width: width, labels: count)
        }
        let loss = SoftmaxLoss(
            vectors: vectors, width: width, answers: answers, labels: count, columns: columns(count),
            pull: settings.pull / Double(answers.count) + settings.leastPull, algebra: algebra)
        let point = Descent.minimum(
            of: loss.value, from: start.map { loss.point($0.weights) } ?? zero,
            rounds: start == nil ? settings.rounds : settings.furtherRounds, tolerance: settings.tolerance)
        return DenseRegression(checked: loss.weights(point), width: width, labels: count)
    }
}
