internal import PlaybookModel
internal import Understanding

/// Picks, in an article already chosen, the passage that stands nearest to the question.
struct PassageFinder: Sendable {
    struct Passage: Sendable {
        let section: String
        let text: String
    }

    private let passages: [Passage]
    /// Which of them are an article's.
    private let ranges: [Range<Int>]
    private let index: PhraseIndex

    init(_ articles: [Article]) {
        var passages: [Passage] = []
        var ranges: [Range<Int>] = []
        for article in articles {
            let start = passages.count
            for section in article.sections {
                passages += section.passages.map { Passage(section: section.heading, text: $0) }
            }
            ranges.append(start..<passages.count)
        }
        self.passages = passages
        self.ranges = ranges
        index = PhraseIndex(passages.map { "\($0.section) \($0.text)" })
    }

    /// The nearest passage of each of the articles; the first where none is near.
    func best(in articles: [Int], for text: String) -> [Passage] {
        let similarities = index.similarities(to: text)
        return articles.map { article in
            let range = ranges[article]
            let best = range.max { (similarities[$0], $1) < (similarities[$1], $0) }
            return best.map { passages[$0] } ?? Passage(section: "", text: "")
        }
    }
}
