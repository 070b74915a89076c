internal import Vocabulary

/// Which buckets the training phrases use and how much each tells: tf-idf with dampened counts, words and letters
/// each brought to unit length. Ours, like the nearest phrases and the regressions over it, since no kept library for
/// Swift on Linux has them.
struct TermWeights: Sendable {
    /// Row of a bucket in the model, or -1 for a bucket no phrase uses.
    private let rowOfBucket: [Int32]
    private let rarity: [Float]
    let rows: Int
    private let wordShare: Float

    /// - Parameter minimumPhrases: a bucket used by fewer phrases is left out (large sets only, to bound memory).
    init(counts: [[(bucket: UInt32, count: Float)]], minimumPhrases: Int, wordShare: Float) {
        var phrases = [Int32](repeating: 0, count: NGrams.buckets)
        for phrase in counts {
            for term in phrase { phrases[Int(term.bucket)] += 1 }
        }
        var rowOfBucket = [Int32](repeating: -1, count: NGrams.buckets)
        var rarity: [Float] = []
        let total = Double(counts.count)
        for bucket in phrases.indices where phrases[bucket] >= minimumPhrases {
            rowOfBucket[bucket] = Int32(rarity.count)
            rarity.append(Float(Elementary.log((1 + total) / (1 + Double(phrases[bucket]))) + 1))
        }
        self.rowOfBucket = rowOfBucket
        self.rarity = rarity
        self.wordShare = wordShare
        rows = rarity.count
    }

    /// The row of a bucket, and how rare it is; nothing for a bucket that no phrase uses.
    func row(of bucket: UInt32) -> (row: Int, rarity: Float)? {
        let row = rowOfBucket[Int(bucket)]
        return row < 0 ? nil : (Int(row), rarity[Int(row)])
    }

    /// For each of the rows the one that another's phrases gave the same bucket.
    func places(in other: TermWeights) -> [Int?] {
        var places = [Int?](repeating: nil, count: rows)
        for (bucket, row) in rowOfBucket.enumerated() where row >= 0 {
            let place = other.rowOfBucket[bucket]
            if place >= 0 { places[Int(row)] = Int(place) }
        }
        return places
    }

    /// Whether a phrase uses any of the buckets.
    func knowsAny(_ buckets: [UInt32]) -> Bool {
        buckets.contains { rowOfBucket[Int($0)] >= 0 }
    }

    /// The vector of a message, and which part of its weight the phrases know, 0 to 1.
    func vector(_ counts: [(bucket: UInt32, count: Float)]) -> (vector: SparseVector, known: Float) {
        var vector = SparseVector()
        vector.rows.reserveCapacity(counts.count)
        vector.values.reserveCapacity(counts.count)
        var wordSquares: Float = 0
        var letterSquares: Float = 0
        var firstWord = 0
        var knownLetters: Float = 0
        var letters: Float = 0
        for term in counts {
            let row = rowOfBucket[Int(term.bucket)]
            let isWord = NGrams.isWord(term.bucket)
            if !isWord { letters += 1 }
            guard row >= 0 else { continue }
            // Nearly every term occurs once, and the logarithm of that is nothing.
            let often = term.count > 1 ? 1 + Float(Elementary.log(Double(term.count))) : 1
            let value = often * rarity[Int(row)]
            vector.rows.append(row)
            vector.values.append(value)
            if isWord {
                wordSquares += value * value
            } else {
                letterSquares += value * value
                firstWord = vector.rows.count
                knownLetters += 1
            }
        }
        let letterScale = letterSquares > 0 ? (1 - wordShare).squareRoot() / letterSquares.squareRoot() : 0
        let wordScale = wordSquares > 0 ? wordShare.squareRoot() / wordSquares.squareRoot() : 0
        for index in vector.values.indices {
            vector.values[index] *= index < firstWord ? letterScale : wordScale
        }
        return (vector, letters > 0 ? knownLetters / letters : 0)
    }
}

/// The buckets that occur, by row, with their weights. Rows rise.
struct SparseVector: Sendable {
    var rows: [Int32] = []
    var values: [Float] = []
}
