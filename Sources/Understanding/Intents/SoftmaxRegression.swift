internal import Vocabulary

/// Multinomial logistic regression on sparse vectors: one weight a row and label.
struct SoftmaxRegression: Sendable {
    /// Eight labels at a time; `lanes` of them a row.
    private var weights: [SIMD8<Float>]
    /// How far each row has been pushed about: the sum of its squared gradients, by which AdaGrad slows down. One a row
    /// is a third of the work of one a weight, and as good on every dev set.
    private var squares: [Float]
    private let lanes: Int
    let labels: Int

    /// Knows nothing yet.
    init(rows: Int, labels: Int) {
        lanes = (labels + 7) / 8
        self.labels = labels
        weights = [SIMD8<Float>](repeating: .zero, count: rows * lanes)
        squares = [Float](repeating: 0, count: rows)
    }

    /// Rows and labels of another model in new places; what is new knows nothing yet.
    ///
    /// - Parameters:
    ///   - rows: for each new row the old one.
    ///   - labels: for each new label the old one.
    init(_ other: SoftmaxRegression, rows: [Int?], labels: [Int?]) {
        self.init(rows: rows.count, labels: labels.count)
        let places = labels.enumerated().compactMap { label, old in old.map { (label, $0) } }
        for (row, old) in rows.enumerated() {
            guard let old else { continue }
            squares[row] = other.squares[old]
            for (label, place) in places {
                weights[row * lanes + label >> 3][label & 7] = other.weights[old * other.lanes + place >> 3][place & 7]
            }
        }
    }

    /// Weights and squares one after the other, as they are kept.
    var numbers: [Float] {
        var numbers: [Float] = []
        numbers.reserveCapacity(weights.count * 8 + squares.count)
        for lanes in weights {
            for lane in 0..<8 { numbers.append(lanes[lane]) }
        }
        return numbers + squares
    }

    /// What `numbers` gave; nothing when they are too few or too many.
    init?(numbers: [Float], rows: Int, labels: Int) {
        self.init(rows: rows, labels: labels)
        guard numbers.count == weights.count * 8 + rows else { return nil }
        for index in weights.indices {
            for lane in 0..<8 { weights[index][lane] = numbers[index * 8 + lane] }
        }
        squares = Array(numbers.suffix(rows))
    }

    func logits(_ vector: SparseVector) -> [Float] {
        var sums = [SIMD8<Float>](repeating: .zero, count: lanes)
        add(vector, to: &sums)
        return unpack(sums)
    }

    /// How much a row speaks for a label, beside what it says for all of them.
    func push(_ row: Int, towards label: Int) -> Float {
        var sums = SIMD8<Float>.zero
        for lane in 0..<lanes { sums += weights[row * lanes + lane] }
        return weights[row * lanes + label >> 3][label & 7] - sums.sum() / Float(labels)
    }

    private func unpack(_ sums: [SIMD8<Float>]) -> [Float] {
        var result = [Float](repeating: 0, count: labels)
        for label in 0..<labels {
            result[label] = sums[label >> 3][label & 7]
        }
        return result
    }

    @inline(__always)
    private func add(_ vector: SparseVector, to sums: inout [SIMD8<Float>]) {
        let rows = vector.rows.span
        let values = vector.values.span
        let weights = weights.span
        var sums = sums.mutableSpan
        for index in rows.indices {
            let base = Int(rows[index]) * lanes
            let value = SIMD8<Float>(repeating: values[index])
            for lane in 0..<lanes {
                sums[lane] += value * weights[base + lane]
            }
        }
    }

    /// Learns which label each vector has, by AdaGrad over the phrases in a shuffled but fixed order.
    func taught(_ vectors: [SparseVector], labels answers: [Int], epochs: Int, rate: Float) -> SoftmaxRegression {
        var model = self
        guard labels > 1, !vectors.isEmpty else { return model }
        var order = Array(vectors.indices)
        var shuffle = SplitMix64(state: 0x5EED)
        var sums = [SIMD8<Float>](repeating: .zero, count: lanes)
        for _ in 0..<epochs {
            order.shuffle(using: &shuffle)
            for index in order {
                for lane in sums.indices { sums[lane] = .zero }
                model.add(vectors[index], to: &sums)
                let length = Self.gradient(&sums, labels: labels, answer: answers[index])
                guard length > 1e-6 else { continue }
                Self.descend(&model.weights, &model.squares, vectors[index], sums, length, rate)
            }
        }
        return model
    }

    /// Turns logits into probability minus target; the answer is the squared length.
    private static func gradient(_ sums: inout [SIMD8<Float>], labels: Int, answer: Int) -> Float {
        var peak = -Float.infinity
        for label in 0..<labels { peak = max(peak, sums[label >> 3][label & 7]) }
        var total: Float = 0
        for label in 0..<labels {
            let power = Elementary.exp(sums[label >> 3][label & 7] - peak)
            sums[label >> 3][label & 7] = power
            total += power
        }
        var length: Float = 0
        for label in 0..<labels {
            let difference = sums[label >> 3][label & 7] / total - (label == answer ? 1 : 0)
            sums[label >> 3][label & 7] = difference
            length += difference * difference
        }
        return length
    }

    @inline(__always)
    private static func descend(
        _ weights: inout [SIMD8<Float>], _ squares: inout [Float], _ vector: SparseVector,
        _ gradient: [SIMD8<Float>], _ length: Float, _ rate: Float
    ) {
        let rows = vector.rows.span
        let values = vector.values.span
        let gradient = gradient.span
        let lanes = gradient.count
        var weights = weights.mutableSpan
        var squares = squares.mutableSpan
        for index in rows.indices {
            let row = Int(rows[index])
            let value = values[index]
            squares[row] += length * value * value
            let pace = rate / (squares[row] + 1e-8).squareRoot()
            let step = SIMD8<Float>(repeating: pace * value)
            let base = row * lanes
            for lane in 0..<lanes {
                weights[base + lane] -= step * gradient[lane]
            }
        }
    }
}
