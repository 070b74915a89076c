internal import Understanding

/// Questions that ask the same, by their letters and, where there is an encoder, by what they mean.
struct QuestionClusters {
    /// Places of the questions of each cluster, the most typical first.
    let members: [[Int]]

    /// Different wordings compared, at most.
    private static let wordingLimit = 1_500
    /// How alike two questions are that ask the same.
    private static let alikeByLetters: Float = 0.3
    private static let alikeByMeaning: Float = 0.66

    init(_ questions: [AskedQuestion], _ encoder: (any SentenceEncoder)?) {
        members = Self.clusters(Self.same(questions), questions, encoder)
    }

    /// The same for questions in the same words.
    static func key(of text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private struct Likeness {
        let letters: PhraseIndex
        let meaning: MeaningIndex?
        let vectors: [[Float]]
        let texts: [String]

        init(_ texts: [String], _ encoder: (any SentenceEncoder)?) {
            self.texts = texts
            letters = PhraseIndex(texts)
            let read = encoder.map { encoder in texts.map { encoder.encode($0).last } } ?? []
            vectors = read
            meaning = encoder.map { encoder in
                var index = MeaningIndex(width: encoder.width)
                for vector in read { index.append(vector) }
                return index
            }
        }

        /// Above 1: the two ask the same.
        func row(_ place: Int) -> [Float] {
            let byLetters = letters.similarities(to: texts[place]).map { $0 / QuestionClusters.alikeByLetters }
            guard let meaning else { return byLetters }
            let byMeaning = meaning.similarities(to: vectors[place])
            return zip(byLetters, byMeaning).map { max($0, $1 / QuestionClusters.alikeByMeaning) }
        }
    }

    /// Places of questions in the same words, the most frequent first.
    private static func same(_ questions: [AskedQuestion]) -> [[Int]] {
        let places = Dictionary(grouping: questions.indices) { place in
            key(of: questions[place].text)
        }
        return places.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }

    /// The question with most others alike takes them; then the next of those that are left.
    private static func clusters(
        _ same: [[Int]], _ questions: [AskedQuestion], _ encoder: (any SentenceEncoder)?
    ) -> [[Int]] {
        // Beyond the limit stand questions in words that came up once, long ago.
        let wordings = Array(same.prefix(wordingLimit))
        let likeness = Likeness(wordings.map { questions[$0[0]].text }, encoder)
        let neighbours = wordings.indices.map { place in
            likeness.row(place).enumerated().filter { $0.element >= 1 || $0.offset == place }
                .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }.map(\.offset)
        }
        let weights = neighbours.map { $0.reduce(0) { $0 + wordings[$1].count } }
        var taken = [Bool](repeating: false, count: wordings.count)
        var clusters: [[Int]] = []
        for centre in wordings.indices.sorted(by: { (weights[$1], $0) < (weights[$0], $1) }) where !taken[centre] {
            let members = [centre] + neighbours[centre].filter { !taken[$0] && $0 != centre }
            for member in members { taken[member] = true }
            clusters.append(members.flatMap { wordings[$0] })
        }
        return clusters
    }
}
