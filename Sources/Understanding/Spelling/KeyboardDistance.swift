/// How likely one word is a slip of the finger for another: edits weighed by how easily they happen.
enum KeyboardDistance {
    private static let swap: Float = 0.75
    private static let neighbour: Float = 0.8
    private static let doubled: Float = 0.65
    private static let firstLetter: Float = 0.25

    /// Nothing when it is more than `limit`.
    static func between(_ typed: [UInt32], _ meant: [UInt32], limit: Float) -> Float? {
        guard let typedFirst = typed.first, let meantFirst = meant.first, typed.count <= 40, meant.count <= 40 else {
            return nil
        }
        var before = [Float](repeating: 0, count: meant.count + 1)
        var above = before
        for j in meant.indices { above[j + 1] = above[j] + insertion(meant, j) }
        var row = above
        for i in typed.indices {
            row[0] = above[0] + insertion(typed, i)
            var least = row[0]
            for j in meant.indices {
                var cost = above[j] + (typed[i] == meant[j] ? 0 : substitution(typed[i], meant[j]))
                cost = min(cost, above[j + 1] + insertion(typed, i), row[j] + insertion(meant, j))
                if i > 0, j > 0, typed[i] == meant[j - 1], typed[i - 1] == meant[j], typed[i] != meant[j] {
                    cost = min(cost, before[j - 1] + swap)
                }
                row[j + 1] = cost
                least = min(least, cost)
            }
            guard least <= limit else { return nil }
            (before, above, row) = (above, row, before)
        }
        let distance = above[meant.count] + (typedFirst == meantFirst ? 0 : firstLetter)
        return distance <= limit ? distance : nil
    }

    /// A letter too many or too few; cheaper when it doubles the one beside it.
    private static func insertion(_ word: [UInt32], _ index: Int) -> Float {
        index > 0 && word[index] == word[index - 1] ? doubled : 1
    }

    private static func substitution(_ typed: UInt32, _ meant: UInt32) -> Float {
        neighbours[typed]?.contains(meant) ?? false ? neighbour : 1
    }

    /// Which keys lie beside which on the keyboard of most.
    private static let neighbours: [UInt32: Set<UInt32>] = {
        let rows: [(keys: String, shift: Float)] = [("qwertyuiop", 0), ("asdfghjkl", 0.25), ("zxcvbnm", 0.75)]
        var positions: [(key: UInt32, x: Float, y: Float)] = []
        for (y, row) in rows.enumerated() {
            for (x, key) in row.keys.unicodeScalars.enumerated() {
                positions.append((key.value, Float(x) + row.shift, Float(y)))
            }
        }
        var neighbours: [UInt32: Set<UInt32>] = [:]
        for one in positions {
            for other in positions where one.key != other.key {
                let (dx, dy) = (one.x - other.x, one.y - other.y)
                if dx * dx + dy * dy < 1.7 { neighbours[one.key, default: []].insert(other.key) }
            }
        }
        return neighbours
    }()
}
