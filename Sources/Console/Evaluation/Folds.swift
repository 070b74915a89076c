internal import Vocabulary

/// Stratified k-fold cross-validation: every part holds its share of every label.
enum Folds {
    /// The part, `0..<count`, of each row. The phrases of a label are shuffled and dealt out in turn; where one label
    /// stops the next one goes on, so that parts differ by one row at most, and so does each label within them.
    static func assign(_ labels: [String], to count: Int, seed: UInt64) -> [Int] {
        var places: [String: [Int]] = [:]
        for (index, label) in labels.enumerated() { places[label, default: []].append(index) }
        var generator = SplitMix64(state: seed)
        var parts = [Int](repeating: 0, count: labels.count)
        var next = 0
        for label in places.keys.sorted() {
            for index in (places[label] ?? []).shuffled(using: &generator) {
                parts[index] = next % count
                next += 1
            }
        }
        return parts
    }
}
