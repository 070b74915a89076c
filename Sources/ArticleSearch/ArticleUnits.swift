internal import PlaybookModel

/// The pieces of the knowledge base that a question is compared with: titles, alias questions and headings, then
/// every passage under its heading. Questions come first: where there is room for some only, they tell most.
struct ArticleUnits: Sendable {
    struct Passage: Sendable {
        let section: String
        let text: String
    }

    private(set) var texts: [String] = []
    /// Which article each piece is of.
    private(set) var owners: [Int32] = []
    private(set) var passages: [Passage] = []
    /// Which of the passages are an article's.
    private(set) var ranges: [Range<Int>] = []
    /// Where among the pieces each article's title, alias questions and headings stand.
    private var questionRanges: [Range<Int>] = []
    /// Where among the pieces the first passage stands.
    private(set) var firstPassage = 0

    init(_ articles: [Article]) {
        for (index, article) in articles.enumerated() {
            let start = texts.count
            let headings = article.sections.map(\.heading)
            for question in [article.title] + article.aliases + headings where !question.isEmpty {
                texts.append(question)
                owners.append(Int32(index))
            }
            questionRanges.append(start..<texts.count)
        }
        firstPassage = texts.count
        for (index, article) in articles.enumerated() {
            let start = passages.count
            for section in article.sections {
                for passage in section.passages {
                    passages.append(Passage(section: section.heading, text: passage))
                    texts.append(section.heading.isEmpty ? passage : "\(section.heading): \(passage)")
                    owners.append(Int32(index))
                }
            }
            ranges.append(start..<passages.count)
        }
    }

    /// For each piece its number among the pieces of an earlier edition, or nothing where its article is new there.
    func numbers(in earlier: ArticleUnits?, _ kept: KeptArticles) -> [Int?] {
        var numbers = [Int?](repeating: nil, count: texts.count)
        guard let earlier else { return numbers }
        for (article, before) in kept.before.enumerated() {
            guard let before else { continue }
            for (unit, number) in zip(questionRanges[article], earlier.questionRanges[before]) {
                numbers[unit] = number
            }
            for (place, number) in zip(ranges[article], earlier.ranges[before]) {
                numbers[firstPassage + place] = earlier.firstPassage + number
            }
        }
        return numbers
    }

    /// The greatest number among each article's pieces, at least 0.
    ///
    /// - Parameter questionShare: what the numbers of titles, alias questions and headings are multiplied by.
    func best(_ similarities: [Float], articles: Int, questionShare: Float = 1) -> [Float] {
        var best = [Float](repeating: 0, count: articles)
        for unit in similarities.indices {
            let owner = Int(owners[unit])
            let weighed = unit < firstPassage ? similarities[unit] * questionShare : similarities[unit]
            if weighed > best[owner] { best[owner] = weighed }
        }
        return best
    }
}
