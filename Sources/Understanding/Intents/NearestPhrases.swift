/// Which training phrases a message resembles, by the cosine of their vectors.
struct NearestPhrases: Sendable {
    /// For each row, which phrases use it and with what weight.
    private let starts: [Int32]
    private let postings: [Posting]
    private let count: Int

    /// Of more phrases than postings can tell apart, the last resemble nothing.
    init(_ vectors: [SparseVector], rows: Int) {
        count = vectors.count
        var starts = [Int32](repeating: 0, count: rows + 1)
        let vectors = vectors.prefix(Posting.phraseLimit)
        for vector in vectors {
            for row in vector.rows { starts[Int(row) + 1] += 1 }
        }
        for row in 0..<rows { starts[row + 1] += starts[row] }
        var next = starts
        var postings = [Posting](repeating: Posting(phrase: 0, weight: 0), count: Int(starts[rows]))
        for (index, vector) in vectors.enumerated() {
            for (row, value) in zip(vector.rows, vector.values) {
                postings[Int(next[Int(row)])] = Posting(phrase: index, weight: value)
                next[Int(row)] += 1
            }
        }
        self.starts = starts
        self.postings = postings
    }

    /// The cosine to every phrase, in the order they were given.
    func similarities(_ vector: SparseVector) -> [Float] {
        var result = [Float](repeating: 0, count: count)
        var sums = result.mutableSpan
        let starts = starts.span
        let postings = postings.span
        for index in vector.rows.indices {
            let row = Int(vector.rows[index])
            let weight = vector.values[index] * Posting.step
            for slot in Int(starts[row])..<Int(starts[row + 1]) {
                let posting = postings[slot]
                sums[posting.phrase] += weight * posting.steps
            }
        }
        return result
    }
}
