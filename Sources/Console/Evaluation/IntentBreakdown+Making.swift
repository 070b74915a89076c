extension IntentScore {
    static func all(_ answers: [IntentAnswer]) -> [IntentScore] {
        let pairs = answers.compactMap { answer in answer.truth.map { (truth: $0, answer: answer.ranked.first ?? "") } }
        return Scores.perClass(pairs).map {
            IntentScore(
                intent: $0.name, precision: $0.precision, recall: $0.recall, f1: $0.f1, support: $0.count)
        }
    }
}

extension HardPhrase {
    /// Misread messages, the most confident first.
    static func all(_ answers: [IntentAnswer]) -> [HardPhrase] {
        answers.compactMap { answer in
            guard let truth = answer.truth, let said = answer.ranked.first, said != truth else { return nil }
            return HardPhrase(
                text: answer.text, truth: truth, answer: said, confidence: answer.confidence, nearest: answer.puller)
        }
        .sorted { ($1.confidence, $0.text, $0.truth) < ($0.confidence, $1.text, $1.truth) }
    }
}

extension IntentConfusion {
    /// The most frequent first; `hard` in the order of `HardPhrase.all`.
    static func all(_ hard: [HardPhrase]) -> [IntentConfusion] {
        var groups: [[String]: [String]] = [:]
        for phrase in hard { groups[[phrase.truth, phrase.answer], default: []].append(phrase.text) }
        return groups.map { pair, texts in
            IntentConfusion(truth: pair[0], answer: pair[1], count: texts.count, examples: Array(texts.prefix(3)))
        }
        .sorted { ($1.count, $0.truth, $0.answer) < ($0.count, $1.truth, $1.answer) }
    }
}

extension IntentOverlap {
    /// Pairs with at least two messages taken for the other, those that take each other's first, then by their number.
    static func all(_ hard: [HardPhrase], _ scores: [IntentScore]) -> [IntentOverlap] {
        let support = Dictionary(scores.map { ($0.intent, $0.support) }, uniquingKeysWith: { first, _ in first })
        var groups: [[String]: [HardPhrase]] = [:]
        for phrase in hard { groups[[phrase.truth, phrase.answer].sorted(), default: []].append(phrase) }
        return groups.compactMap { pair, phrases in
            guard phrases.count > 1 else { return nil }
            let there = phrases.filter { $0.truth == pair[0] }
            let back = phrases.filter { $0.truth == pair[1] }
            let messages = (support[pair[0]] ?? 0) + (support[pair[1]] ?? 0)
            return IntentOverlap(
                first: pair[0], second: pair[1], firstAsSecond: there.count, secondAsFirst: back.count,
                share: messages > 0 ? Double(phrases.count) / Double(messages) : 0,
                examples: Array(there.prefix(2) + back.prefix(2)))
        }
        .sorted {
            ($1.isMutual ? 1 : 0, $1.count, $0.first, $0.second) < ($0.isMutual ? 1 : 0, $0.count, $1.first, $1.second)
        }
    }

    private var isMutual: Bool { firstAsSecond > 0 && secondAsFirst > 0 }
}

extension ReliabilityBin {
    static let count = 10

    static func all(_ answers: [IntentAnswer]) -> [ReliabilityBin] {
        var sums = [(count: Int, right: Int, confidence: Double)](repeating: (0, 0, 0), count: count)
        for answer in answers {
            let bin = min(Int(answer.confidence * Double(count)), count - 1)
            sums[bin].count += 1
            sums[bin].right += answer.isRight ? 1 : 0
            sums[bin].confidence += answer.confidence
        }
        return sums.enumerated().map { index, sum in
            ReliabilityBin(
                from: Double(index) / Double(count), to: Double(index + 1) / Double(count), count: sum.count,
                right: sum.right, confidence: sum.count > 0 ? sum.confidence / Double(sum.count) : nil,
                accuracy: sum.count > 0 ? Double(sum.right) / Double(sum.count) : nil)
        }
    }
}

extension FoldSummary {
    init(_ answers: [IntentAnswer], count: Int) {
        var right = [Int](repeating: 0, count: count)
        var total = [Int](repeating: 0, count: count)
        for answer in answers where answer.fold < count {
            total[answer.fold] += 1
            right[answer.fold] += answer.isRight ? 1 : 0
        }
        self.count = count
        accuracies = zip(right, total).map { $1 > 0 ? Double($0) / Double($1) : 0 }
        let average = accuracies.reduce(0, +) / Double(max(count, 1))
        mean = average
        let squares = accuracies.reduce(0) { $0 + ($1 - average) * ($1 - average) }
        deviation = count > 1 ? (squares / Double(count - 1)).squareRoot() : 0
    }
}
