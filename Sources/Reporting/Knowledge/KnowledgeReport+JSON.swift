internal import Vocabulary

extension KnowledgeReport {
    /// The document that `/api/v1/knowledge` and `warmline gaps --json` give.
    public var json: [UInt8] {
        JSONText.bytes(
            of: Document(
                at: at.rfc3339, questions: gaps.questions, gaps: gaps.gaps.map(Document.Gap.init),
                articles: articles.rows.map(Document.Row.init), stale: stale.items.map(Document.Item.init)))
    }

    private struct Document: Encodable {
        struct Gap: Encodable {
            let question: String
            let examples: [String]
            let count: Int
            let conversations: Int
            let unanswered: Int
            let unhelpful: [Count]
            let first: String
            let last: String
            /// A file's name, and the beginning of an article for it.
            let name: String
            let draft: String

            init(_ gap: GapReport.Gap) {
                (question, examples, count) = (gap.question, gap.examples, gap.count)
                (conversations, unanswered) = (gap.conversations, gap.unanswered)
                unhelpful = gap.unhelpfulFirst.map { Count(article: $0.article.rawValue, count: $0.count) }
                (first, last) = (gap.first.rfc3339, gap.last.rfc3339)
                (name, draft) = (gap.name, gap.draft)
            }
        }

        struct Count: Encodable {
            let article: String
            let count: Int
        }

        struct Row: Encodable {
            let article: String
            let helped: Int
            let judged: Int
            let helpedBefore: Int
            let judgedBefore: Int
            let hasFallen: Bool

            init(_ row: ArticleReport.Row) {
                article = row.article.rawValue
                (helped, judged) = (row.recent.helped, row.recent.judged)
                (helpedBefore, judgedBefore) = (row.earlier.helped, row.earlier.judged)
                hasFallen = row.hasFallen
            }

            enum CodingKeys: String, CodingKey {
                case article, helped, judged
                case helpedBefore = "helped_before"
                case judgedBefore = "judged_before"
                case hasFallen = "has_fallen"
            }
        }

        struct Item: Encodable {
            let article: String
            let owner: String?
            let reviewBy: String?
            let isOver: Bool

            init(_ item: StaleReport.Item) {
                (article, owner) = (item.article.rawValue, item.owner)
                (reviewBy, isOver) = (item.reviewBy, item.isOver)
            }

            enum CodingKeys: String, CodingKey {
                case article, owner
                case reviewBy = "review_by"
                case isOver = "is_over"
            }
        }

        let at: String
        let questions: Int
        let gaps: [Gap]
        let articles: [Row]
        let stale: [Item]
    }
}
