public import Vocabulary

/// How content visitors are with each article's answers, and whose answers have got worse.
public struct ArticleReport: Hashable, Sendable {
    public struct Tally: Hashable, Sendable {
        public internal(set) var helped = 0
        public internal(set) var judged = 0

        /// Of those who judged it, the share it helped; 0 when nobody did.
        public var share: Double { judged > 0 ? Double(helped) / Double(judged) : 0 }
    }

    public struct Row: Hashable, Sendable {
        public let article: ArticleName
        /// In the window up to now, and before it.
        public internal(set) var recent = Tally()
        public internal(set) var earlier = Tally()

        /// It helps clearly less than before: by a fifth of all, and by more than chance would do in one of twenty
        /// cases (two shares compared by their pooled normal approximation).
        public var hasFallen: Bool {
            guard recent.judged >= ArticleReport.fewest, earlier.judged >= ArticleReport.fewest,
                earlier.share - recent.share >= ArticleReport.fall
            else { return false }
            let count = Double(recent.judged + earlier.judged)
            let pooled = Double(recent.helped + earlier.helped) / count
            let variance = pooled * (1 - pooled) * (1 / Double(recent.judged) + 1 / Double(earlier.judged))
            return earlier.share - recent.share >= ArticleReport.certainty * variance.squareRoot()
        }
    }

    /// Those that have fallen first, then the least helpful.
    public let rows: [Row]
    public var fallen: [Row] { rows.filter(\.hasFallen) }

    public static let window = TimeSpan.days(30)
    private static let fewest = 5
    private static let fall = 0.2
    private static let certainty = 1.645

    public init(_ judgements: [ArticleJudgement], now: Timestamp) {
        var rows: [ArticleName: Row] = [:]
        for judgement in judgements {
            let period: WritableKeyPath<Row, Tally> = now - judgement.at <= Self.window ? \.recent : \.earlier
            var row = rows[judgement.article] ?? Row(article: judgement.article)
            row[keyPath: period].judged += 1
            if judgement.hasHelped { row[keyPath: period].helped += 1 }
            rows[judgement.article] = row
        }
        self.rows = rows.values.sorted { left, right in
            (left.hasFallen ? 0 : 1, left.recent.share, left.article)
                < (right.hasFallen ? 0 : 1, right.recent.share, right.article)
        }
    }
}
