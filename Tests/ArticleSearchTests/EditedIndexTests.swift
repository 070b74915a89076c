import ArticleSearch
import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// An index that was made from an earlier one answers as one made anew does, to the last bit.
struct EditedIndexTests {
    /// Articles that change at random, the same way with every run.
    private struct Shelf {
        private var draws: UInt64
        private var born = 0
        private let words: [String]
        private(set) var articles: [Article] = []

        init(seed: UInt64, words: Int, articles: Int) {
            draws = seed
            let parts = ["par", "cel", "re", "fund", "ket", "tle", "des", "cale", "or", "der", "vou", "cher"]
            self.words = (0..<words).map { number in
                parts[number % 12] + parts[number / 12 % 12] + (number < 144 ? "" : parts[number / 144 % 12])
            }
            for _ in 0..<articles { add() }
        }

        mutating func draw(_ bound: Int) -> Int {
            draws = draws &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(draws >> 33) % max(bound, 1)
        }

        /// Some words far oftener than others.
        mutating func text(_ length: Int) -> String {
            (0..<length).map { _ in words[draw(draw(words.count) + 1)] }.joined(separator: " ")
        }

        private mutating func article(_ name: ArticleName) -> Article {
            let sections = (0..<draw(3)).map { _ in
                Article.Section(heading: draw(3) == 0 ? "" : text(2), passages: (0..<draw(3)).map { _ in text(12) })
            }
            return ArticleSearchTests.article(name, text(3), (0..<draw(4)).map { _ in text(4) }, sections)
        }

        private mutating func add() {
            born += 1
            articles.insert(article(ArticleName("a\(born)")), at: draw(articles.count + 1))
        }

        /// An addition, a removal, a swap, an article that changes its audience alone, or its text alone, or all of it.
        mutating func change() {
            let place = draw(articles.count)
            switch articles.isEmpty ? 0 : draw(7) {
            case 0: add()
            case 1: articles.remove(at: place)
            case 2: articles.swapAt(place, draw(articles.count))
            case 3:
                let old = articles[place]
                articles[place] = ArticleSearchTests.article(
                    old.name, old.title, old.aliases, old.sections,
                    audience: old.audience == "public" ? "agents" : "public")
            case 4:
                let old = articles[place]
                articles[place] = ArticleSearchTests.article(
                    old.name, old.title, old.aliases, article(old.name).sections)
            default: articles[place] = article(articles[place].name)
            }
        }

        mutating func removeAll() { articles = [] }
    }

    private func index(_ articles: [Article], after earlier: ArticleSearchIndex? = nil) throws -> ArticleSearchIndex {
        try ArticleSearchIndex(
            playbook: ArticleSearchTests.playbook(articles), at: Timestamp(milliseconds: 0), after: earlier)
    }

    private func expectSame(_ one: ArticleSearchIndex, _ other: ArticleSearchIndex, _ questions: [String]) {
        for question in questions {
            let (hits, expected) = (one.search(question, limit: 10), other.search(question, limit: 10))
            #expect(hits == expected, "\(question)")
        }
        #expect(one.byteCount == other.byteCount)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `after any edits every question finds what it finds in an index made anew`(seed: UInt64) throws {
        var shelf = Shelf(seed: seed, words: 300, articles: 25)
        var edited = try index(shelf.articles)
        for _ in 0..<40 {
            for _ in 0...shelf.draw(3) { shelf.change() }
            edited = try index(shelf.articles, after: edited)
            let questions = (0..<12).map { _ in shelf.text(1 + shelf.draw(5)) }
            expectSame(edited, try index(shelf.articles), questions)
        }
        shelf.removeAll()
        let empty = try index(shelf.articles, after: edited)
        #expect(empty.search("parcel refund", limit: 3).isEmpty)
        for _ in 0..<3 { shelf.change() }
        expectSame(try index(shelf.articles, after: empty), try index(shelf.articles), [shelf.text(3)])
    }

    /// Beyond a thousand pieces what is common tells nothing, and beyond 2,500 articles a question is made narrower:
    /// one edit may change on which side something lies.
    @Test func `among very many articles too`() throws {
        var shelf = Shelf(seed: 4, words: 40, articles: 2_600)
        var edited = try index(shelf.articles)
        for _ in 0..<4 {
            for _ in 0..<25 { shelf.change() }
            edited = try index(shelf.articles, after: edited)
        }
        let questions = (0..<40).map { _ in shelf.text(1 + shelf.draw(5)) }
        expectSame(edited, try index(shelf.articles), questions)
    }

    @Test func `of very many that answer alike the first are found, wherever they stood before`() throws {
        let alike = (0..<260).map { ArticleSearchTests.article(ArticleName("a\($0)"), "parcel refund", [], []) }
        let turned = Array(alike.reversed())
        let edited = try index(turned, after: try index(alike))
        expectSame(edited, try index(turned), ["where is the refund for my parcel"])
    }

    @Test func `the earlier index goes on as it was`() throws {
        var shelf = Shelf(seed: 5, words: 60, articles: 30)
        let questions = (0..<20).map { _ in shelf.text(3) }
        let earlier = try index(shelf.articles)
        let before = questions.map { earlier.search($0, limit: 5) }
        for _ in 0..<30 { shelf.change() }
        _ = try index(shelf.articles, after: earlier)
        #expect(questions.map { earlier.search($0, limit: 5) } == before)
    }
}
