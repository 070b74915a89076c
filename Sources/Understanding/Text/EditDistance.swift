/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into another (optimal string
/// alignment, Damerau 1964).
enum EditDistance {
    /// Nothing when it is more than `limit`.
    static func between(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var before = [Int](repeating: 0, count: right.count + 1)
        var above = Array(0...right.count)
        var row = above
        for i in left.indices {
            row[0] = i + 1
            var least = row[0]
            for j in right.indices {
                let substitution = above[j] + (left[i] == right[j] ? 0 : 1)
                var cost = min(substitution, above[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row[j + 1] = cost
                least = min(least, cost)
            }
            guard least <= limit else { return nil }
            (before, above, row) = (above, row, before)
        }
        return above[right.count] <= limit ? above[right.count] : nil
    }
}
