public import PlaybookModel
internal import Vocabulary

/// Rows of a corpus as articles of a playbook, so that what is evaluated is what is shipped.
public struct AnswerCorpus: Sendable {
    public let playbook: Playbook

    /// A text without a title is a question that the article answers, unless it is longer than questions are.
    private static let questionLength = 200

    public init(_ rows: [AnswerCorpusRow]) {
        var order: [String] = []
        var drafts: [String: Draft] = [:]
        for row in rows {
            if drafts[row.id] == nil { order.append(row.id) }
            drafts[row.id, default: Draft()].add(row)
        }
        playbook = Self.playbook(order.compactMap { id in drafts[id]?.article(ArticleName(id)) })
    }

    private struct Draft {
        private var title = ""
        private var questions: [String] = []
        private var sections: [Article.Section] = []

        mutating func add(_ row: AnswerCorpusRow) {
            if title.isEmpty { title = row.title ?? "" }
            if row.title == nil, row.text.count <= AnswerCorpus.questionLength, !row.text.contains("\n") {
                questions.append(row.text)
            } else {
                sections += AnswerCorpus.sections(of: row.text)
            }
        }

        func article(_ name: ArticleName) -> Article {
            Article(
                name: name, title: title, aliases: questions, audience: "public", locale: "", validFrom: nil,
                validUntil: nil, reviewBy: nil, owner: nil, markdown: "", sections: sections,
                place: SourcePlace(file: "corpus", line: 1, column: 1))
        }
    }

    /// Headings as Markdown writes them, paragraphs between empty lines.
    private static func sections(of text: String) -> [Article.Section] {
        var sections: [Article.Section] = []
        var heading = ""
        var passages: [String] = []
        var passage: [Substring] = []
        func endPassage() {
            if !passage.isEmpty { passages.append(passage.joined(separator: "\n")) }
            passage = []
        }
        func endSection() {
            endPassage()
            if !passages.isEmpty { sections.append(Article.Section(heading: heading, passages: passages)) }
            passages = []
        }
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix("#") {
                endSection()
                heading = String(line.drop { $0 == "#" || $0 == " " })
            } else if line.allSatisfy(\.isWhitespace) {
                endPassage()
            } else {
                passage.append(line)
            }
        }
        endSection()
        return sections
    }

    private static func playbook(_ articles: [Article]) -> Playbook {
        Playbook(
            version: "corpus",
            assistant: Assistant(
                name: "", company: "", locale: "en", timeZone: "UTC", currency: "EUR",
                thresholds: Assistant.Thresholds(act: 0.55, clarify: 0.3, article: 0.5),
                limits: Assistant.Limits(
                    linesPerTurn: 6, stackDepth: 3, messageLength: 4_000, reminder: .minutes(10))),
            intents: [], flows: [:], responses: [:], actions: [:], articles: articles, entities: [],
            routing: RoutingPlan(teams: [], defaultTeam: "people", priorities: [:], urgentWords: [:], frustration: 0.7))
    }
}
