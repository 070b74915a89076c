internal import PlaybookModel
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

    /// - Parameters:
    ///   - asked: in any order.
    ///   - encoder: knows what questions mean; without it letters have to do.
    ///   - atLeast: gaps asked for less often are left out.
    public init(_ asked: [AskedQuestion], encoder: (any SentenceEncoder)? = nil, atLeast: Int = 1) {
        let latest = asked.sorted { ($1.at, $0.text) < ($0.at, $1.text) }.prefix(Self.questionLimit)
        let questions = Array(latest)
        self.questions = questions.count
        gaps = QuestionClusters(questions, encoder).members.filter { $0.count >= atLeast }
            .map { Self.gap($0.map { questions[$0] }) }
            .sorted { ($1.count, $1.last, $0.question) < ($0.count, $0.last, $1.question) }
    }

    /// - Parameter members: the most typical first.
    private static func gap(_ members: [AskedQuestion]) -> Gap {
        var examples: [String] = []
        var seen: Set<String> = []
        for member in members where examples.count < exampleLimit {
            if seen.insert(QuestionClusters.key(of: member.text)).inserted { examples.append(member.text) }
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
    /// What was shown in vain, the most often first.
    var unhelpfulFirst: [(article: ArticleName, count: Int)] {
        unhelpful.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// The beginning of an article that would close the gap: its questions are there, the answer is for a person.
    public var draft: String {
        let title = question.prefix(1).uppercased() + question.dropFirst()
        var lines = ["---", "title: \(YamlText.scalar(title))", "aliases:"]
        lines += examples.map { "  - \(YamlText.scalar($0))" }
        lines += ["---", "<!-- Asked \(count) times in \(conversations) conversations. -->"]
        for (article, count) in unhelpfulFirst {
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
