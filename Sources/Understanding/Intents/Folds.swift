/// Which phrases are held out together, so that each is judged by a model that has not seen it.
struct Folds: Sendable {
    /// The phrases of each fold, rising.
    let held: [[Int]]
    private let count: Int

    private static let parts = 4
    /// With so many phrases a quarter of them says enough, and training again four times would take long.
    private static let many = 4_000

    /// Stratified: the n-th phrase of a label goes to fold n mod 4.
    init(labels: [Int], count: Int) {
        var seen = [Int](repeating: 0, count: count)
        var held = [[Int]](repeating: [], count: Self.parts)
        for (phrase, label) in labels.enumerated() {
            held[seen[label] % Self.parts].append(phrase)
            seen[label] += 1
        }
        self.held = labels.count > Self.many ? [held[1]] : held
        self.count = labels.count
    }

    /// The phrases that are not in a fold.
    func kept(out fold: [Int]) -> [Int] {
        var isHeld = [Bool](repeating: false, count: count)
        for phrase in fold { isHeld[phrase] = true }
        return (0..<count).filter { !isHeld[$0] }
    }
}
