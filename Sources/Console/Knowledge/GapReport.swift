public import PlaybookModel
public import Understanding
public import Vocabulary

/// What the knowledge base does not know: questions without an answer, those alike together, most asked first.
public struct GapReport: Hashable, Sendable {
    public struct Gap: Hashable, Sendable {
        /// The question most like the others.
        public let question: String
        /// In different words, the most typical first, at most `exampleLimit`.
        public let examples: [String]
        public let count: Int
        /// Conversations it came up in.
        public let conversations: Int
        public let unanswered: Int
        /// Articles that were shown and did not help, with how often.
        public let unhelpful: [ArticleName: Int]
        public let first: Timestamp
        public let last: Timestamp
    }

    public let gaps: [Gap]
    /// Questions that were looked at; older ones than the limit are not.
    public let questions: Int

    public static let exampleLimit = 8
    /// Questions looked at, at most: each is compared with each.
    public static let questionLimit = 4_000
    /// Different wordings compared, at most.
    private static let wordingLimit = 1_500
    /// How alike two questions are that ask the same: by their letters, or by what they mean.
    private static let alikeByLetters: Float = 0.3
    private static let alikeByMeaning: Float = 0.66

    /// - Parameters:
    ///   - asked: in any order.
    ///   - encoder: knows what questions mean; without it letters have to do.
    ///   - atLeast: gaps asked for less often are left out.
    public init(_ asked: [AskedQuestion], encoder: (any SentenceEncoder)? = nil, atLeast: Int = 1) {
        let latest = asked.sorted { ($1.at, $0.text) < ($0.at, $1.text) }.prefix(Self.questionLimit)
        let questions = Array(latest)
        self.questions = questions.count
        gaps = Self.clusters(Self.same(questions), questions, encoder).filter { $0.members.count >= atLeast }
            .map { Self.gap($0, questions) }
            .sorted { ($1.count, $1.last, $0.question) < ($0.count, $0.last, $1.question) }
    }

    private struct Cluster {
        /// The most typical first.
        var members: [Int]
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
            let byLetters = letters.similarities(to: texts[place]).map { $0 / GapReport.alikeByLetters }
            guard let meaning else { return byLetters }
            let byMeaning = meaning.similarities(to: vectors[place])
            return zip(byLetters, byMeaning).map { max($0, $1 / GapReport.alikeByMeaning) }
        }
    }

    /// Places of questions in the same words, the most frequent first.
    private static func same(_ questions: [AskedQuestion]) -> [[Int]] {
        let places = Dictionary(grouping: questions.indices) { place in
            String(questions[place].text.lowercased().filter { $0.isLetter || $0.isNumber })
        }
        return places.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }

    /// The question with most others alike takes them; then the next of those that are left.
    private static func clusters(
        _ same: [[Int]], _ questions: [AskedQuestion], _ encoder: (any SentenceEncoder)?
    ) -> [Cluster] {
        // Beyond the limit stand questions in words that came up once, long ago.
        let wordings = Array(same.prefix(wordingLimit))
        let likeness = Likeness(wordings.map { questions[$0[0]].text }, encoder)
        let neighbours = wordings.indices.map { place in
            likeness.row(place).enumerated().filter { $0.element >= 1 || $0.offset == place }
                .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }.map(\.offset)
        }
        let weights = neighbours.map { $0.reduce(0) { $0 + wordings[$1].count } }
        var taken = [Bool](repeating: false, count: wordings.count)
        var clusters: [Cluster] = []
        for centre in wordings.indices.sorted(by: { (weights[$1], $0) < (weights[$0], $1) }) where !taken[centre] {
            let members = [centre] + neighbours[centre].filter { !taken[$0] && $0 != centre }
            for member in members { taken[member] = true }
            clusters.append(Cluster(members: members.flatMap { wordings[$0] }))
        }
        return clusters
    }

    private static func gap(_ cluster: Cluster, _ questions: [AskedQuestion]) -> Gap {
        let members = cluster.members.map { questions[$0] }
        var examples: [String] = []
        var seen: Set<String> = []
        for member in members where examples.count < exampleLimit {
            let key = String(member.text.lowercased().filter { $0.isLetter || $0.isNumber })
            if seen.insert(key).inserted { examples.append(member.text) }
        }
        var unhelpful: [ArticleName: Int] = [:]
        for member in members {
            if case .unhelpful(let article) = member.outcome { unhelpful[article, default: 0] += 1 }
        }
        let moments = members.map(\.at)
        return Gap(
            question: members.first?.text ?? "", examples: examples, count: members.count,
            conversations: Set(members.map(\.conversation)).count,
            unanswered: members.count { $0.outcome == .unanswered }, unhelpful: unhelpful,
            first: moments.min() ?? Timestamp(milliseconds: 0), last: moments.max() ?? Timestamp(milliseconds: 0))
    }
}

extension GapReport.Gap {
    /// The beginning of an article that would close the gap: its questions are there, the answer is for a person.
    public var draft: String {
        let title = question.prefix(1).uppercased() + question.dropFirst()
        var lines = ["---", "title: \(YamlText.scalar(title))", "aliases:"]
        lines += examples.map { "  - \(YamlText.scalar($0))" }
        lines += ["---", "<!-- Asked \(count) times in \(conversations) conversations. -->"]
        for (article, count) in unhelpful.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("<!-- \(article.rawValue) was shown \(count) times and did not help. -->")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A file's name for the draft.
    public var name: String {
        let words = question.lowercased().split { !$0.isLetter && !$0.isNumber }
        let plain = words.map { $0.filter { $0.isASCII } }.filter { !$0.isEmpty }.prefix(8).joined(separator: "_")
        return plain.isEmpty ? "question" : String(plain.prefix(60))
    }
}

/// Articles that somebody should look at again.
public struct StaleReport: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public let article: ArticleName
        public let owner: String?
        /// `YYYY-MM-DD`; `nil`: nobody has ever said.
        public let reviewBy: String?
        /// It does not hold any more and is shown to nobody.
        public let isOver: Bool
    }

    public let items: [Item]

    /// Those past their review day first, the longest ago first; then those over, then those without a day.
    ///
    /// - Parameter today: `YYYY-MM-DD`.
    public init(_ playbook: Playbook, today: String) {
        items = playbook.articles.compactMap { article in
            let isOver = article.validUntil.map { $0 < today } ?? false
            guard isOver || article.reviewBy.map({ $0 < today }) ?? true else { return nil }
            return Item(article: article.name, owner: article.owner, reviewBy: article.reviewBy, isOver: isOver)
        }
        .sorted { ($0.reviewBy ?? "9999", $0.article) < ($1.reviewBy ?? "9999", $1.article) }
    }
}
