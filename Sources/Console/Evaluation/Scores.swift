/// The usual measures, each by its textbook definition.
enum Scores {
    /// The gap between confidence and accuracy, over fifteen bins of equal width (Guo et al. 2017).
    static func expectedCalibrationError(_ pairs: [(confidence: Double, isRight: Bool)]) -> Double {
        guard !pairs.isEmpty else { return 0 }
        let bins = 15
        var sums = [(confidence: Double, right: Double)](repeating: (0, 0), count: bins)
        for pair in pairs {
            let bin = min(Int(pair.confidence * Double(bins)), bins - 1)
            sums[bin].confidence += pair.confidence
            sums[bin].right += pair.isRight ? 1 : 0
        }
        return sums.reduce(0) { $0 + abs($1.confidence - $1.right) } / Double(pairs.count)
    }

    /// The chance that a random one of `above` is greater than a random one of `below`; equal ones count half.
    static func areaUnderCurve(above: [Double], below: [Double]) -> Double {
        let all = (above.map { ($0, true) } + below.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var rankSum = 0.0
        var start = 0
        while start < all.count {
            var end = start
            while end < all.count, all[end].0 == all[start].0 { end += 1 }
            let rank = Double(start + end + 1) / 2
            rankSum += rank * Double(all[start..<end].count { $0.1 })
            start = end
        }
        let (n, m) = (Double(above.count), Double(below.count))
        return (rankSum - n * (n + 1) / 2) / (n * m)
    }

    /// The share of `strangers` at or above the highest bar that still keeps this share of `members`.
    static func falsePositiveRate(keeping share: Double, of members: [Double], among strangers: [Double]) -> Double {
        guard !members.isEmpty, !strangers.isEmpty else { return 0 }
        let kept = Int((Double(members.count) * share).rounded(.up))
        let bar = members.sorted(by: >)[max(kept, 1) - 1]
        return Double(strangers.count { $0 >= bar }) / Double(strangers.count)
    }

    /// Matthews' correlation for any number of classes (Gorodkin 2004).
    static func matthews(_ pairs: [(truth: String, answer: String)]) -> Double {
        var truths: [String: Double] = [:]
        var answers: [String: Double] = [:]
        var right = 0.0
        for pair in pairs {
            truths[pair.truth, default: 0] += 1
            answers[pair.answer, default: 0] += 1
            right += pair.truth == pair.answer ? 1 : 0
        }
        let total = Double(pairs.count)
        let names = Set(truths.keys).union(answers.keys).sorted()
        var cross = 0.0
        var truthSquares = 0.0
        var answerSquares = 0.0
        for name in names {
            let (truth, answer) = (truths[name] ?? 0, answers[name] ?? 0)
            cross += truth * answer
            truthSquares += truth * truth
            answerSquares += answer * answer
        }
        let spread = ((total * total - answerSquares) * (total * total - truthSquares)).squareRoot()
        return spread > 0 ? (right * total - cross) / spread : 0
    }

    /// Mean over the true classes of the harmonic mean of precision and recall.
    static func macroF1(_ pairs: [(truth: String, answer: String)]) -> Double {
        let scores = perClass(pairs)
        guard !scores.isEmpty else { return 0 }
        return scores.reduce(0) { $0 + $1.f1 } / Double(scores.count)
    }

    struct ClassScore {
        let name: String
        let precision: Double
        let recall: Double
        let count: Int

        var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
    }

    /// One for each true class, by name.
    static func perClass(_ pairs: [(truth: String, answer: String)]) -> [ClassScore] {
        var truths: [String: Int] = [:]
        var answers: [String: Int] = [:]
        var right: [String: Int] = [:]
        for pair in pairs {
            truths[pair.truth, default: 0] += 1
            answers[pair.answer, default: 0] += 1
            if pair.truth == pair.answer { right[pair.truth, default: 0] += 1 }
        }
        return truths.keys.sorted().map { name in
            let hits = Double(right[name] ?? 0)
            let answered = answers[name] ?? 0
            let count = truths[name] ?? 0
            return ClassScore(
                name: name, precision: answered > 0 ? hits / Double(answered) : 0, recall: hits / Double(count),
                count: count)
        }
    }
}
