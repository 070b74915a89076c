/// The known word that a misspelt one most likely meant: fewest edits, at most a third of its length.
func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    let limit = max(1, letters.count / 3)
    var best: (word: String, edits: Int)?
    for candidate in known.sorted() {
        let edits = editDistance(letters, Array(candidate.lowercased().unicodeScalars))
        guard edits <= limit, edits < best?.edits ?? .max else { continue }
        best = (candidate, edits)
    }
    return best?.word
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours count one each.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var edits = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
            if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                edits = min(edits, beforeLast[column - 1] + 1)
            }
            current.append(edits)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
