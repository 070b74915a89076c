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

    /// How near each passage stands to a text.
    func similarities(to text: String) -> [Double] {
        index.similarities(to: text)
    }

    /// The nearest passage of an article by those numbers; the first where none is near.
    func best(in article: Int, _ similarities: [Double]) -> Passage {
        let best = ranges[article].max { (similarities[$0], $1) < (similarities[$1], $0) }
        return best.map { passages[$0] } ?? Passage(section: "", text: "")
    }
}
