internal import Vocabulary

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
        var tolerance = 2e-4
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
        let weights = Descent.minimum(
            of: loss.value, from: start?.weights ?? zero,
            rounds: start == nil ? settings.rounds : settings.furtherRounds, tolerance: settings.tolerance)
        return DenseRegression(checked: weights, width: width, labels: count)
    }
}

/// Mean cross entropy of a softmax over dense vectors, with its slope.
private struct SoftmaxLoss {
    let vectors: [Float]
    let width: Int
    let answers: [Int]
    let labels: Int
    let columns: Int
    let pull: Double
    let algebra: any DenseAlgebra

    func value(_ weights: [Float], slope: inout [Float]) -> Double {
        let rows = answers.count
        var errors = [Float](repeating: 0, count: rows * columns)
        let bias = width * columns
        for row in 0..<rows {
            for column in 0..<labels { errors[row * columns + column] = weights[bias + column] }
        }
        do {
            var span = errors.mutableSpan
            algebra.multiply(
                vectors.span, weights.span, rows: rows, inner: width, columns: columns, into: &span)
        }
        let entropy = Self.errors(&errors, answers, labels: labels, columns: columns)
        for index in slope.indices { slope[index] = 0 }
        do {
            var span = slope.mutableSpan
            algebra.multiplyTransposed(
                vectors.span, errors.span, rows: width, inner: rows, columns: columns, into: &span)
        }
        for row in 0..<rows {
            for column in 0..<labels { slope[bias + column] += errors[row * columns + column] }
        }
        var squares = 0.0
        for index in 0..<bias {
            squares += Double(weights[index]) * Double(weights[index])
            slope[index] += Float(pull) * weights[index]
        }
        return entropy + pull / 2 * squares
    }

    /// Turns logits into probability minus target over the number of rows; the answer is the mean cross entropy.
    private static func errors(_ logits: inout [Float], _ answers: [Int], labels: Int, columns: Int) -> Double {
        let share = 1 / Float(answers.count)
        var entropy = 0.0
        var span = logits.mutableSpan
        for row in answers.indices {
            let base = row * columns
            var peak = -Float.infinity
            for column in 0..<labels { peak = max(peak, span[base + column]) }
            let answer = span[base + answers[row]] - peak
            var total: Float = 0
            for column in 0..<labels {
                let power = Elementary.exp(span[base + column] - peak)
                span[base + column] = power
                total += power
            }
            entropy += Elementary.log(Double(total)) - Double(answer)
            let scale = share / total
            for column in 0..<labels { span[base + column] *= scale }
            span[base + answers[row]] -= share
        }
        return entropy / Double(answers.count)
    }
}
