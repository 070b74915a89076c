import ArticleSearch
import PlaybookModel
import Testing
import Understanding
import Vocabulary

struct ArticleSearchTests {
    /// 7 May 2025.
    private static let now = Timestamp(milliseconds: 1_746_619_200_000)

    static func article(
        _ name: ArticleName, _ title: String, _ aliases: [String], _ sections: [Article.Section],
        audience: String = "public", locale: String = "en-GB", translates: ArticleName? = nil, from: String? = nil,
        until: String? = nil
    ) -> Article {
        Article(
            name: name, title: title, aliases: aliases, audience: audience, locale: locale, translates: translates,
            validFrom: from, validUntil: until, reviewBy: nil, owner: nil, markdown: "", sections: sections,
            place: SourcePlace(file: "knowledge/x.md", line: 1, column: 1))
    }

    private static let articles = [
        article(
            "descaling", "Descaling step by step", ["how do I descale my machine", "remove limescale"],
            [
                Article.Section(heading: "", passages: ["Scale slows the water down and spoils the taste."]),
                Article.Section(
                    heading: "What you need", passages: ["Citric acid powder and a litre of water are all it takes."]),
                Article.Section(heading: "How often", passages: ["Every two months in a hard water area."]),
            ]),
        article(
            "refunds", "How long refunds take", ["when do I get my money back", "refund not received"],
            [Article.Section(heading: "", passages: ["A refund takes three to five working days to reach a card."])]),
        article(
            "abroad", "Shipping abroad and customs", ["do you ship to my country", "international delivery"],
            [Article.Section(heading: "Customs", passages: ["Outside the country, duty is yours to pay."])]),
        article("staff", "How to refuse a refund", ["refund rules for agents"], [], audience: "agents"),
        article("old", "Christmas delivery dates", ["last posting day"], [], until: "2024-12-31"),
        article("coming", "Summer opening hours", ["are you open in summer"], [], from: "2025-06-01"),
    ]

    private func index(_ articles: [Article] = articles) throws -> ArticleSearchIndex {
        try ArticleSearchIndex(playbook: Self.playbook(articles), at: Self.now)
    }

    static func playbook(_ articles: [Article], zone: String = "Europe/London") -> Playbook {
        Playbook(
            version: "test",
            assistant: Assistant(
                name: "Finch", company: "Alder & Finch", locale: "en-GB", timeZone: zone,
                currency: "GBP", thresholds: Assistant.Thresholds(act: 0.5, clarify: 0.3, article: 0.5),
                limits: Assistant.Limits(
                    linesPerTurn: 6, stackDepth: 3, messageLength: 4_000, reminder: .minutes(10))),
            intents: [], flows: [:], responses: [:], actions: [:], articles: articles, entities: [],
            routing: RoutingPlan(
                teams: [], defaultTeam: "people", priorities: [:], urgentWords: [:], frustration: 0.7))
    }

    @Test(arguments: [
        ("how do I descale my machine", "descaling"), ("descalling machine", "descaling"),
        ("how to get rid of lime scale", "descaling"), ("how long does a refund take", "refunds"),
        ("when will I get my mony back", "refunds"), ("international shiping", "abroad"), ("customs duty", "abroad"),
    ])
    func `the right article is found, slips forgiven`(question: String, article: String) throws {
        #expect(try index().search(question, limit: 3).first?.article.rawValue == article)
    }

    @Test func `the first is less sure where another is as good, whether or not that one is wanted`() throws {
        let (question, first) = ("descaling step by step", Self.articles[0])
        let pair = [first, Self.article("twin", first.title, first.aliases, first.sections)]
        let both = try index(pair).search(question, limit: 2)
        #expect(both.map(\.article) == ["descaling", "twin"])
        #expect(try index(pair).search(question, limit: 1) == [both[0]])
        let alone = try index([first]).search(question, limit: 1)
        #expect(try both[0].confidence < #require(alone.first).confidence)
    }

    @Test func `the passage that answers is given with its heading`() throws {
        let hit = try #require(try index().search("how often should I descale", limit: 1).first)
        #expect(hit.article == "descaling")
        #expect(hit.section == "How often")
        #expect(hit.passage == "Every two months in a hard water area.")
        #expect(hit.title == "Descaling step by step")
    }

    @Test func `an alias is a sure answer and small talk none`() throws {
        let index = try index()
        #expect(try #require(index.search("when do I get my money back", limit: 1).first).confidence > 0.8)
        #expect(index.search("nice weather today", limit: 3).allSatisfy { $0.confidence < 0.3 })
        #expect(index.search("zzzz", limit: 3).isEmpty)
    }

    @Test func `only what is public and holds today is shown`() throws {
        let index = try index()
        for question in ["refund rules for agents", "last posting day", "are you open in summer"] {
            #expect(!index.search(question, limit: 10).contains { ["staff", "old", "coming"].contains($0.article) })
        }
    }

    @Test func `best first, each article once, no more than asked for`() throws {
        let hits = try index().search("refund shipping machine descale customs", limit: 2)
        #expect(hits.count == 2)
        #expect(Set(hits.map(\.article)).count == 2)
        #expect(hits[0].confidence >= hits[1].confidence)
        #expect(try index().search("refund", limit: 0).isEmpty)
    }

    @Test(arguments: [
        "\" OR title:*", "NEAR(a b)", "'; DROP TABLE article; --", "((((", "a*b^2", "-refund", "{title}: x",
    ])
    func `what a visitor types is never an operator`(text: String) throws {
        let index = try index()
        _ = index.search(text, limit: 3)
        #expect(index.search("how long refunds take", limit: 1).first?.article == "refunds")
    }

    @Test func `a long question is cut and an empty index finds nothing`() throws {
        #expect(try index().search(String(repeating: "refund ", count: 20_000), limit: 1).first?.article == "refunds")
        #expect(try index([]).search("refund", limit: 3).isEmpty)
    }

    @Test func `interpretations carry the articles found with the spelling put right`() throws {
        let base = try index()
        let understander = Understander(
            playbook: Playbook(
                version: "test",
                assistant: Assistant(
                    name: "Finch", company: "A", locale: "en-GB", timeZone: "Europe/London", currency: "GBP",
                    thresholds: Assistant.Thresholds(act: 0.5, clarify: 0.3, article: 0.5),
                    limits: Assistant.Limits(linesPerTurn: 6, stackDepth: 3, messageLength: 100, reminder: .hours(1))),
                intents: [], flows: [:], responses: [:], actions: [:], articles: Self.articles, entities: [],
                routing: RoutingPlan(
                    teams: [], defaultTeam: "people", priorities: [:], urgentWords: [:], frustration: 0.7)),
            articles: base)
        let hits = understander.interpret("hi, international delivrey?", at: Self.now).articles
        #expect(hits.first?.article == "abroad")
    }
}
