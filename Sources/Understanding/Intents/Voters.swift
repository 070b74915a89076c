internal import Vocabulary

/// The phrases of each label, and how they vote by their likeness to a message.
struct Voters: Sendable {
    private let labels: [Int]
    private let phrasesOfLabel: [[Int]]

    /// How much nearer phrases count than farther ones.
    private static let sharpness: Float = 25
    /// Labels whose phrases are asked.
    private static let limit = 12

    init(labels: [Int], count: Int) {
        self.labels = labels
        var phrases = [[Int]](repeating: [], count: count)
        for (phrase, label) in labels.enumerated() { phrases[label].append(phrase) }
        phrasesOfLabel = phrases
    }

    /// The phrases of the likeliest labels.
    func heard(_ logits: [Double]) -> [Int] {
        guard logits.count > Self.limit else { return Array(labels.indices) }
        let order = logits.indices.sorted { logits[$0] != logits[$1] ? logits[$0] > logits[$1] : $0 < $1 }
        return order.prefix(Self.limit).flatMap { phrasesOfLabel[$0] }
    }

    /// For each label the soft maximum of its phrases' cosines; for one that was not heard, the least of those heard.
    ///
    /// - Parameter own: a phrase that has no vote, since it is the message.
    func votes(_ heard: [Int], _ similarities: [Float], except own: Int? = nil) -> [Double] {
        var sums = [Float](repeating: 0, count: phrasesOfLabel.count)
        var counts = [Float](repeating: 0, count: phrasesOfLabel.count)
        for (phrase, similarity) in zip(heard, similarities) where phrase != own {
            sums[labels[phrase]] += Elementary.exp(Self.sharpness * (similarity - 1))
            counts[labels[phrase]] += 1
        }
        var votes = [Double?](repeating: nil, count: phrasesOfLabel.count)
        for label in votes.indices where counts[label] > 0 {
            let mean = max(Double(sums[label]) / Double(counts[label]), 1e-12)
            votes[label] = Elementary.log(mean) / Double(Self.sharpness) + 1
        }
        let least = votes.compactMap(\.self).min() ?? 0
        return votes.map { $0 ?? least }
    }
}
