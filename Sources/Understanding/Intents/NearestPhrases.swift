/// Which training phrases a message resembles, by the cosine of their vectors.
struct NearestPhrases: Sendable {
    /// For each row, which phrases use it and with what weight.
    private let starts: [Int32]
    private let phrases: [Int32]
    private let values: [Float]
    private let count: Int

    init(_ vectors: [SparseVector], rows: Int) {
        var starts = [Int32](repeating: 0, count: rows + 1)
        for vector in vectors {
            for row in vector.rows { starts[Int(row) + 1] += 1 }
        }
        for row in 0..<rows { starts[row + 1] += starts[row] }
        var next = starts
        var phrases = [Int32](repeating: 0, count: Int(starts[rows]))
        var values = [Float](repeating: 0, count: Int(starts[rows]))
        for (index, vector) in vectors.enumerated() {
            for (row, value) in zip(vector.rows, vector.values) {
                let slot = Int(next[Int(row)])
                phrases[slot] = Int32(index)
                values[slot] = value
                next[Int(row)] += 1
            }
        }
        self.starts = starts
        self.phrases = phrases
        self.values = values
        count = vectors.count
    }

    /// The cosine to every phrase, in the order they were given.
    func similarities(_ vector: SparseVector) -> [Float] {
        var result = [Float](repeating: 0, count: count)
        var sums = result.mutableSpan
        let starts = starts.span
        let phrases = phrases.span
        let values = values.span
        for index in vector.rows.indices {
            let row = Int(vector.rows[index])
            let weight = vector.values[index]
            for slot in Int(starts[row])..<Int(starts[row + 1]) {
                sums[Int(phrases[slot])] += weight * values[slot]
            }
        }
        return result
    }
}
