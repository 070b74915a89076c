public import Vocabulary

/// Finds what people begin to talk about that the playbook has no word for: remarks are put to the topic that they are
/// most like, by meaning where there are vectors, else by their words; a topic that has many more conversations than
/// before is emerging. It holds a bounded number of topics; the least alive make room.
public struct TopicMiner: Sendable {
    private static let vocabulary = 20_000

    public let rules: TrendRules
    private var topics: [Topic] = []
    private var nextNumber = 1
    /// Remarks of all kinds that have each term.
    private var frequencies: [String: Int] = [:]
    private var remarks = 0

    public init(rules: TrendRules = TrendRules()) {
        self.rules = rules
    }

    public var followed: Int { topics.count }

    public mutating func take(_ remark: Remark) {
        let wording = Wording(Redaction.remainder(remark.text), ignoring: rules.ignored)
        let terms = wording.terms
        remarks += 1
        for term in terms { frequencies[term, default: 0] += 1 }
        if frequencies.count > Self.vocabulary { forgetRareTerms() }
        guard !remark.isKnown, !terms.isEmpty else { return }
        let vector = remark.vector.flatMap(Self.unit) ?? []
        let nearest = nearest(Set(wording.words), vector)
        let isSame = nearest.map { $0.likeness >= (vector.isEmpty ? rules.words : rules.meaning) } ?? false
        if let nearest, isSame {
            topics[nearest.place].add(remark, terms: terms, vector: vector, likeness: nearest.likeness)
        } else {
            makeRoom(at: remark.at)
            var topic = Topic(number: nextNumber, dimensions: vector.count, at: remark.at)
            nextNumber += 1
            topic.add(remark, terms: terms, vector: vector, likeness: 1)
            topics.append(topic)
        }
    }

    /// What is emerging, the least likely first.
    public func trends(at moment: Timestamp) -> [Trend] {
        let end = CivilDate(of: moment).number + 1
        let days = Int64(rules.days)
        return topics.compactMap { topic in
            let count = topic.count(from: end - days, to: end)
            guard count >= rules.least else { return nil }
            let earlier = topic.count(from: end - 2 * days, to: end - days)
            let chance = CountTail.chance(ofAtLeast: count, mean: Double(earlier) + 1, spread: 0.02)
            guard chance <= rules.chance else { return nil }
            return Trend(
                number: topic.number, label: label(of: topic), count: count, previous: earlier,
                firstSeen: topic.firstSeen, quotes: topic.typical(), chance: chance)
        }
        .sorted { ($0.chance, $1.count, $0.number) < ($1.chance, $0.count, $1.number) }
    }

    private func nearest(_ words: Set<String>, _ vector: [Float]) -> (place: Int, likeness: Double)? {
        var best: (place: Int, likeness: Double)?
        for place in topics.indices {
            let likeness =
                vector.isEmpty
                ? topics[place].likeness(to: words) { $0.contains(" ") ? 0 : weight($0) }
                : topics[place].likeness(to: vector)
            if likeness > best?.likeness ?? 0 { best = (place, likeness) }
        }
        return best
    }

    /// The rarer a word in all that is said, the more it tells.
    private func weight(_ term: String) -> Double {
        Elementary.log(1 + Double(remarks) / Double(1 + frequencies[term, default: 0]))
    }

    /// The term that tells most, and another that does not repeat it.
    private func label(of topic: Topic) -> String {
        let ranked = topic.terms
            .map { term, count in
                let share = Double(count) / Double(topic.remarks)
                // Neighbours tell more than a word alone, where they stand together often.
                return (term: term, score: share * weight(term) * (term.contains(" ") ? 1.3 : 1))
            }
            .sorted { ($1.score, $0.term) < ($0.score, $1.term) }
        guard let first = ranked.first else { return "" }
        let words = Set(first.term.split(separator: " "))
        let second = ranked.dropFirst().first { other in
            other.score > first.score * 0.5 && words.isDisjoint(with: other.term.split(separator: " "))
        }
        return second.map { "\(first.term), \($0.term)" } ?? first.term
    }

    private mutating func makeRoom(at moment: Timestamp) {
        guard topics.count >= rules.topics else { return }
        // A day without a word costs as much as a remark.
        func life(_ topic: Topic) -> Int64 {
            Int64(topic.remarks) - (moment - topic.lastSeen).milliseconds / Timestamp.millisecondsOfDay
        }
        let least = topics.indices.min { (life(topics[$0]), topics[$0].number) < (life(topics[$1]), topics[$1].number) }
        if let least { topics.remove(at: least) }
    }

    private mutating func forgetRareTerms() {
        var bar = 1
        while frequencies.count > Self.vocabulary / 2 {
            frequencies = frequencies.filter { $0.value > bar }
            bar += 1
        }
    }

    private static func unit(_ vector: [Float]) -> [Float]? {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 && length.isFinite ? vector.map { $0 / length } : nil
    }
}
