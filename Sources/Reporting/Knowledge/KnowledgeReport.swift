internal import Insight
public import PlaybookModel
public import Store
public import Understanding
public import Vocabulary

/// Where the knowledge base is at fault: what it does not know, what helps less than it did, what nobody has looked at
/// for long.
public struct KnowledgeReport: Sendable {
    public let gaps: GapReport
    public let articles: ArticleReport
    public let stale: StaleReport
    public let at: Timestamp

    init(
        _ listening: KnowledgeListening, of playbook: Playbook, encoder: (any SentenceEncoder)?, atLeast: Int = 1,
        at now: Timestamp
    ) {
        gaps = GapReport(listening.asked, encoder: encoder, atLeast: atLeast)
        articles = ArticleReport(listening.judged, now: now)
        stale = StaleReport(playbook, today: Self.day(of: now, in: playbook).notation)
        at = now
    }

    /// Of a store that is only read, from its first event.
    ///
    /// - Parameters:
    ///   - encoder: knows what questions mean; without it letters have to do.
    ///   - atLeast: gaps asked for less often are left out.
    public init(
        of store: any ConversationStore, playbook: Playbook, encoder: (any SentenceEncoder)?, atLeast: Int,
        now: Timestamp
    ) async throws(StoreError) {
        var listening = KnowledgeListening()
        while true {
            let page = try await store.log(after: listening.position, limit: 2_000)
            if page.isEmpty { break }
            listening.take(page)
        }
        self.init(listening, of: playbook, encoder: encoder, atLeast: atLeast, at: now)
    }

    /// The shop's day.
    static func day(of now: Timestamp, in playbook: Playbook) -> CivilDate {
        let wall = ZoneOffsets(named: playbook.assistant.timeZone).wall(at: now)
        return CivilDate(of: Timestamp(milliseconds: wall))
    }

    /// For a terminal.
    ///
    /// - Parameter limit: lines of each kind.
    public func text(limit: Int = 20) -> String {
        var lines = ["\(gaps.gaps.count) gaps in \(gaps.questions) questions that were not answered well"]
        for gap in gaps.gaps.prefix(limit) {
            lines += ["", "\(gap.count)× \(gap.question)"]
            lines += gap.examples.dropFirst().prefix(3).map { "     \($0)" }
            lines += gap.unhelpfulFirst.map { "     \($0.article.rawValue) did not help, \($0.count)×" }
        }
        lines += Self.more(gaps.gaps.count, than: limit)
        if !articles.fallen.isEmpty {
            lines += ["", "\(articles.fallen.count) articles help less than they did"]
            lines += articles.fallen.prefix(limit).map { row in
                "     \(row.article.rawValue) helped \(row.recent.helped) of \(row.recent.judged) in the last 30 days, "
                    + "\(row.earlier.helped) of \(row.earlier.judged) before"
            }
        }
        guard !stale.items.isEmpty else { return lines.joined(separator: "\n") }
        lines += ["", "\(stale.items.count) articles to look at again"]
        for item in stale.items.prefix(limit) {
            let reason =
                item.isOver ? "no longer holds" : item.reviewBy.map { "was due on \($0)" } ?? "has no review day"
            lines.append("     \(item.article.rawValue) \(reason)\(item.owner.map { ", \($0)" } ?? "")")
        }
        lines += Self.more(stale.items.count, than: limit)
        return lines.joined(separator: "\n")
    }

    private static func more(_ count: Int, than limit: Int) -> [String] {
        count > limit ? ["… and \(count - limit) more"] : []
    }
}
