internal import Foundation
internal import PlaybookModel
internal import Vocabulary

extension GapReport {
    /// For a terminal.
    public func text(
        stale: StaleReport, articles: ArticleReport, limit: Int = 20, paint: Paint = .none
    ) -> String {
        var lines = [paint("\(gaps.count) gaps in \(questions) questions that were not answered well", .bold)]
        for gap in gaps.prefix(limit) {
            lines.append("")
            lines.append("\(paint("\(gap.count)×", .bold)) \(gap.question)")
            lines += gap.examples.dropFirst().prefix(3).map { paint("     \($0)", .faint) }
            for (article, count) in gap.unhelpful.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                lines.append("     \(article.rawValue) did not help, \(count)×")
            }
        }
        if gaps.count > limit { lines.append("… and \(gaps.count - limit) more") }
        if !articles.fallen.isEmpty {
            lines += ["", paint("\(articles.fallen.count) articles help less than they did", .bold)]
            lines += articles.fallen.prefix(limit).map { row in
                "     \(row.article.rawValue) helped \(row.recent.helped) of \(row.recent.judged) in the last 30 days, "
                    + "\(row.earlier.helped) of \(row.earlier.judged) before"
            }
        }
        guard !stale.items.isEmpty else { return lines.joined(separator: "\n") }
        lines += ["", paint("\(stale.items.count) articles to look at again", .bold)]
        for item in stale.items.prefix(limit) {
            let reason =
                item.isOver ? "no longer holds" : item.reviewBy.map { "was due on \($0)" } ?? "has no review day"
            lines.append("     \(item.article.rawValue) \(reason)\(item.owner.map { ", \($0)" } ?? "")")
        }
        if stale.items.count > limit { lines.append("… and \(stale.items.count - limit) more") }
        return lines.joined(separator: "\n")
    }

    private struct Form: Encodable {
        struct Gap: Encodable {
            let question: String
            let examples: [String]
            let count: Int
            let conversations: Int
            let unanswered: Int
            let unhelpful: [String: Int]
            let first: Int64
            let last: Int64
            let draft: String
        }

        struct Stale: Encodable {
            let article: String
            let owner: String?
            let reviewBy: String?
            let isOver: Bool
        }

        struct Article: Encodable {
            let article: String
            let helped: Int
            let judged: Int
            let helpedBefore: Int
            let judgedBefore: Int
            let hasFallen: Bool
        }

        let questions: Int
        let gaps: [Gap]
        let stale: [Stale]
        let articles: [Article]
    }

    /// One object for programs; moments in milliseconds since 1970.
    public func json(stale: StaleReport, articles: ArticleReport) -> String {
        let form = Form(
            questions: questions,
            gaps: gaps.map { gap in
                Form.Gap(
                    question: gap.question, examples: gap.examples, count: gap.count, conversations: gap.conversations,
                    unanswered: gap.unanswered,
                    unhelpful: Dictionary(
                        gap.unhelpful.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
                    first: gap.first.milliseconds, last: gap.last.milliseconds, draft: gap.draft)
            },
            stale: stale.items.map {
                Form.Stale(article: $0.article.rawValue, owner: $0.owner, reviewBy: $0.reviewBy, isOver: $0.isOver)
            },
            articles: articles.rows.map {
                Form.Article(
                    article: $0.article.rawValue, helped: $0.recent.helped, judged: $0.recent.judged,
                    helpedBefore: $0.earlier.helped, judgedBefore: $0.earlier.judged, hasFallen: $0.hasFallen)
            })
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(form)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
