/// The training phrases as an encoder sees them.
struct PhraseVectors: Sendable {
    /// `count × width` numbers.
    let values: [Float]
    let width: Int
    let count: Int

    /// The middle layer counts this much beside the last; it knows words that the last has blurred into meaning.
    private static let middleShare: Float = 0.6

    init(_ features: [[Float]], width: Int) {
        var values: [Float] = []
        values.reserveCapacity(features.count * width)
        for vector in features { values += vector }
        self.init(values: values, width: width)
    }

    /// What head and vote look at: both layers, one after the other.
    static func features(_ vectors: SentenceVectors) -> [Float] {
        vectors.last + vectors.middle.map { $0 * middleShare }
    }

    init(values: [Float], width: Int) {
        self.width = width
        count = width > 0 ? values.count / width : 0
        self.values = values
    }

    /// The cosine to each of the phrases, in the order they were given.
    func similarities(to features: [Float], of phrases: [Int]) -> [Float] {
        let values = values.span
        let features = features.span
        guard features.count == width else { return [Float](repeating: 0, count: phrases.count) }
        return phrases.map { phrase in
            let base = phrase * width
            var sums = SIMD8<Float>.zero
            var term = 0
            while term + 8 <= width {
                var left = SIMD8<Float>()
                var right = SIMD8<Float>()
                for lane in 0..<8 {
                    left[lane] = values[base + term + lane]
                    right[lane] = features[term + lane]
                }
                sums += left * right
                term += 8
            }
            return sums.sum() * Self.scale
        }
    }

    /// Column after column, for many messages at a time.
    var transposed: PhraseColumns {
        let columns = (count + 7) / 8 * 8
        var turned = [Float](repeating: 0, count: width * columns)
        for phrase in 0..<count {
            for term in 0..<width { turned[term * columns + phrase] = values[phrase * width + term] }
        }
        return PhraseColumns(values: turned, width: width, count: count, columns: columns, scale: Self.scale)
    }

    private static let scale = 1 / (1 + middleShare * middleShare)
}

/// `PhraseVectors` turned on its side.
struct PhraseColumns: Sendable {
    fileprivate let values: [Float]
    fileprivate let width: Int
    fileprivate let count: Int
    fileprivate let columns: Int
    fileprivate let scale: Float

    /// The cosines of each message to every phrase.
    func similarities(of features: [[Float]], algebra: any DenseAlgebra) -> [[Float]] {
        let left = features.flatMap { $0 }
        var result = [Float](repeating: 0, count: features.count * columns)
        do {
            var span = result.mutableSpan
            algebra.multiply(
                left.span, values.span, rows: features.count, inner: width, columns: columns, into: &span)
        }
        return features.indices.map { row in
            result[row * columns..<row * columns + count].map { $0 * scale }
        }
    }
}
