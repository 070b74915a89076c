/// The training phrases as an encoder sees them.
struct PhraseVectors: Sendable {
    /// `count × width` numbers.
    let values: [Float]
    let width: Int
    let count: Int

    /// The middle layer counts this much beside the last; it knows words that the last has blurred into meaning.
    static let middleShare: Float = 0.6

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

    /// The vectors by the names of their phrases; none when these are more or fewer.
    func named(_ names: [UInt64]) -> [UInt64: [Float]] {
        guard names.count * width == values.count, width > 0 else { return [:] }
        var named: [UInt64: [Float]] = [:]
        for (index, name) in names.enumerated() { named[name] = Array(values[index * width..<(index + 1) * width]) }
        return named
    }

    /// How like each of the phrases is, in the order they were given.
    func likenesses(to features: [Float], of phrases: [Int]) -> [Likeness] {
        let values = values.span
        let features = features.span
        guard features.count == width else { return phrases.map { _ in Likeness(last: 0, middle: 0) } }
        return phrases.map { phrase in
            let phrase = values.extracting(phrase * width..<(phrase + 1) * width)
            return Likeness(
                last: Self.product(phrase, features, 0..<width / 2),
                middle: Self.product(phrase, features, width / 2..<width) / (Self.middleShare * Self.middleShare))
        }
    }

    private static func product(_ left: Span<Float>, _ right: Span<Float>, _ terms: Range<Int>) -> Float {
        var sums = SIMD8<Float>.zero
        var term = terms.lowerBound
        while term + 8 <= terms.upperBound {
            var lefts = SIMD8<Float>()
            var rights = SIMD8<Float>()
            for lane in 0..<8 {
                lefts[lane] = left[term + lane]
                rights[lane] = right[term + lane]
            }
            sums += lefts * rights
            term += 8
        }
        return sums.sum()
    }

    /// Column after column, for many messages at a time.
    var transposed: PhraseColumns {
        let columns = (count + 7) / 8 * 8
        var turned = [Float](repeating: 0, count: width * columns)
        for phrase in 0..<count {
            for term in 0..<width { turned[term * columns + phrase] = values[phrase * width + term] }
        }
        return PhraseColumns(values: turned, width: width, count: count, columns: columns)
    }
}

/// How like two sentences are to each layer: two cosines.
struct Likeness: Hashable, Sendable {
    let last: Float
    let middle: Float

    /// The cosine of both layers together.
    var cosine: Float {
        let share = PhraseVectors.middleShare * PhraseVectors.middleShare
        return (last + share * middle) / (1 + share)
    }
}

/// `PhraseVectors` turned on its side.
struct PhraseColumns: Sendable {
    fileprivate let values: [Float]
    fileprivate let width: Int
    fileprivate let count: Int
    fileprivate let columns: Int

    /// How like each message is to every phrase.
    func likenesses(of features: [[Float]], algebra: any DenseAlgebra) -> [[Likeness]] {
        let last = products(of: features, 0..<width / 2, algebra)
        let middle = products(of: features, width / 2..<width, algebra)
        let scale = 1 / (PhraseVectors.middleShare * PhraseVectors.middleShare)
        return features.indices.map { row in
            (row * columns..<row * columns + count).map { Likeness(last: last[$0], middle: middle[$0] * scale) }
        }
    }

    private func products(of features: [[Float]], _ terms: Range<Int>, _ algebra: any DenseAlgebra) -> [Float] {
        let left = features.flatMap { $0[terms] }
        var result = [Float](repeating: 0, count: features.count * columns)
        var span = result.mutableSpan
        algebra.multiply(
            left.span, values.span.extracting(terms.lowerBound * columns..<terms.upperBound * columns),
            rows: features.count, inner: terms.count, columns: columns, into: &span)
        return result
    }
}
