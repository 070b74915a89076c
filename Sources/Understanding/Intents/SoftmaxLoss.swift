internal import Vocabulary

/// Mean cross entropy of a softmax over dense vectors, with its slope.
///
/// A point is the weights for vectors counted from their mean, and the bias in steps of its own: the same models, in
/// which the lowest is found in less than half the steps. All sentences lean one way, and a step that is right for what
/// tells them apart is far too long for what they share.
struct SoftmaxLoss {
    private let vectors: [Float]
    private let width: Int
    private let answers: [Int]
    private let labels: Int
    private let columns: Int
    private let pull: Double
    private let algebra: any DenseAlgebra
    private let mean: [Float]

    /// About as long as a vector is in the directions that tell labels apart.
    private static let biasStep: Float = 0.3

    init(
        vectors: [Float], width: Int, answers: [Int], labels: Int, columns: Int, pull: Double,
        algebra: any DenseAlgebra
    ) {
        self.vectors = vectors
        self.width = width
        self.answers = answers
        self.labels = labels
        self.columns = columns
        self.pull = pull
        self.algebra = algebra
        var mean = [Float](repeating: 0, count: width)
        for row in answers.indices {
            for term in 0..<width { mean[term] += vectors[row * width + term] }
        }
        self.mean = mean.map { $0 / Float(answers.count) }
    }

    /// The weights of a point, for vectors as they are.
    func weights(_ point: [Float]) -> [Float] {
        let ofMean = ofMean(point)
        var weights = point
        for column in 0..<columns {
            weights[width * columns + column] = point[width * columns + column] * Self.biasStep - ofMean[column]
        }
        return weights
    }

    /// The point of weights for vectors as they are.
    func point(_ weights: [Float]) -> [Float] {
        let ofMean = ofMean(weights)
        var point = weights
        for column in 0..<columns {
            point[width * columns + column] = (weights[width * columns + column] + ofMean[column]) / Self.biasStep
        }
        return point
    }

    /// What the weights say of the mean.
    private func ofMean(_ weights: [Float]) -> [Float] {
        var sums = [Float](repeating: 0, count: columns)
        var span = sums.mutableSpan
        algebra.multiply(mean.span, weights.span, rows: 1, inner: width, columns: columns, into: &span)
        return sums
    }

    func value(_ point: [Float], slope: inout [Float]) -> Double {
        let rows = answers.count
        let weights = weights(point)
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
        var sums = [Float](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<labels { sums[column] -= errors[row * columns + column] }
        }
        do {
            var span = slope.mutableSpan
            algebra.multiplyTransposed(mean.span, sums.span, rows: width, inner: 1, columns: columns, into: &span)
        }
        for column in 0..<labels { slope[bias + column] = -sums[column] * Self.biasStep }
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
