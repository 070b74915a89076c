import Foundation
import HelpCentre
import PlaybookModel
import Testing
import Vocabulary

struct HelpCentreTests {
    private static func article(
        _ name: ArticleName, _ title: String, _ markdown: String = "Words.", topic: String? = "Orders",
        audience: String = "public", locale: String = "en-GB", translates: ArticleName? = nil, from: String? = nil,
        until: String? = nil
    ) -> Article {
        Article(
            name: name, title: title, aliases: [], audience: audience, locale: locale, translates: translates,
            validFrom: from, validUntil: until, reviewBy: nil, owner: "support", topic: topic, markdown: markdown,
            sections: [Article.Section(heading: "", passages: [markdown])],
            place: SourcePlace(file: "knowledge/\(name.rawValue).md", line: 1, column: 1))
    }

    private static let articles = [
        article("returns", "Our return policy", "Thirty days.\n\n## Fees\n\nNone."),
        article("abroad", "Shipping <abroad> & \"customs\"", topic: "Delivery"),
        article("staff", "How to refuse a refund", audience: "agents"),
        article("old", "Christmas 2024", until: "2024-12-31"), article("soon", "Summer hours", from: "2025-06-01"),
        article("plain", "Without a topic", topic: nil),
    ]

    private static func playbook(_ articles: [Article]) -> Playbook {
        Playbook(
            version: "v-7",
            assistant: Assistant(
                name: "Finch", company: "Alder & Finch", locale: "en-GB", timeZone: "Europe/London", currency: "GBP",
                thresholds: Assistant.Thresholds(act: 0.5, clarify: 0.3, article: 0.5),
                limits: Assistant.Limits(
                    linesPerTurn: 6, stackDepth: 3, messageLength: 4_000, reminder: .minutes(10))),
            intents: [], flows: [:], responses: [:], actions: [:], articles: articles, entities: [],
            routing: RoutingPlan(
                teams: [], defaultTeam: "people", priorities: [:], urgentWords: [:], frustration: 0.7))
    }

    private static func centre(
        _ articles: [Article] = articles, on day: String = "2025-05-07", locale: String = ""
    ) -> HelpCentre {
        HelpCentre(
            playbook(articles),
            in: HelpCentre.Surroundings(
                address: "https://help.example", today: day, locale: locale,
                search: { question, _, limit in
                    // Finds everything, the hidden ones too: the centre has to hold its own door.
                    articles.prefix(limit).enumerated().map { place, article in
                        ArticleHit(
                            article: article.name, title: article.title, section: place == 0 ? "Fees" : "",
                            passage: "About <b>\(question)</b>", confidence: question == "nothing" ? 0.01 : 0.9)
                    }
                }, changed: { "2025-05-0\($0.name == "abroad" ? 6 : 1)T08:00:00Z" }))
    }

    private static func text(_ path: String, _ question: String? = nil, centre: HelpCentre = centre()) -> String {
        String(decoding: centre.page(at: path, question: question)?.body ?? [], as: UTF8.self)
    }

    @Test func `the index lists what anybody may read today, by topic`() throws {
        let page = try #require(Self.centre().page(at: "/help/", question: nil))
        #expect(page.status == 200)
        #expect(page.type == "text/html; charset=utf-8")
        let html = String(decoding: page.body, as: UTF8.self)
        let order = ["Delivery", "/help/abroad", "Orders", "/help/returns", "More", "/help/plain"]
            .map { html.range(of: $0)?.lowerBound }
        #expect(order.allSatisfy { $0 != nil })
        #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted())
    }

    @Test(arguments: [
        "/help/", "/help/search", "/help/sitemap.xml", "/help/feed.atom", "/help/returns", "/v1/help/search",
        "/help/staff", "/help/old", "/help/soon",
    ])
    func `what is for others or does not hold is nowhere`(path: String) {
        let text = Self.text(path, "refund")
        for hidden in ["refuse a refund", "Christmas", "Summer hours"] { #expect(!text.contains(hidden)) }
    }

    @Test func `articles come and go with the day`() {
        #expect(Self.text("/help/old", centre: Self.centre(on: "2024-12-31")).contains("Christmas"))
        #expect(Self.text("/help/soon", centre: Self.centre(on: "2025-06-01")).contains("Summer hours"))
        #expect(Self.centre(on: "2025-01-01").page(at: "/help/old", question: nil)?.status == 404)
        #expect(Self.centre().page(at: "/v1/help/articles/old", question: nil) == nil)
    }

    @Test func `an article has its address, its version and its sections`() {
        let html = Self.text("/help/returns")
        let version = Self.articles[0].version
        #expect(html.contains("<link rel=\"canonical\" href=\"https://help.example/help/returns\">"))
        #expect(html.contains("<h1>Our return policy</h1>"))
        #expect(html.contains("<h2 id=\"fees\">Fees</h2>"))
        #expect(html.contains("content=\"v-7\""))
        #expect(html.contains("content=\"\(version)\""))
        #expect(html.contains("2025-05-01"))
        #expect(Self.article("returns", "Our return policy", "Sixty days.").version != version)
    }

    @Test func `what is searched for is written, never markup`() {
        let html = Self.text("/help/search", "<script>\"x\"</script> & fees")
        #expect(!html.contains("<script>"))
        #expect(html.contains("value=\"&lt;script&gt;&quot;x&quot;&lt;/script&gt; &amp; fees\""))
        #expect(html.contains("/help/returns#fees"))
        #expect(html.contains("Shipping &lt;abroad&gt; &amp; &quot;customs&quot;"))
        #expect(html.contains("<mark>fees</mark>"))
        #expect(Self.text("/help/search", "nothing").contains("Nothing was found for “nothing”"))
        #expect(Self.text("/help/search", String(repeating: "x", count: 9_000)).utf8.count < 12_000)
        #expect(Self.text("/help/search").contains("How can we help?"))
    }

    @Test(
        arguments: [
            ("/help", 308, "/help/"), ("/help/returns/", 308, "/help/returns"), ("/help/nothing", 404, nil),
            ("/help/../etc", 404, nil), ("/help/returns", 200, nil),
        ] as [(String, Int, String?)])
    func `addresses are clean`(path: String, status: Int, location: String?) throws {
        let page = try #require(Self.centre().page(at: path, question: nil))
        #expect(page.status == status)
        #expect(page.location == location)
    }

    private static let translated = [
        article("returns", "Our return policy"),
        article("ruecksendung", "Zurücksenden", locale: "de", translates: "returns"),
        article("abroad", "Shipping abroad"),
    ]

    @Test func `each reader's index has their language, and the original where nobody has translated`() {
        func titles(_ locale: String) -> [Bool] {
            let html = Self.text("/help/", centre: Self.centre(Self.translated, locale: locale))
            return ["Our return policy<", "Zurücksenden<", "Shipping abroad<"].map(html.contains)
        }
        #expect(titles("de-AT") == [false, true, true])
        #expect(titles("fr") == [true, false, true])
        #expect(titles("") == [true, false, true])
    }

    @Test func `an article says where it stands in other languages, and in which it is`() {
        let centre = Self.centre(Self.translated, locale: "fr")
        let german = Self.text("/help/ruecksendung", centre: centre)
        #expect(german.contains("<html lang=\"de\">"))
        #expect(
            german.contains("<link rel=\"alternate\" hreflang=\"en-GB\" href=\"https://help.example/help/returns\">"))
        #expect(Self.text("/help/returns", centre: centre).contains("hreflang=\"de\" href=\"https://help.example"))
        #expect(!Self.text("/help/abroad", centre: centre).contains("hreflang"))
        #expect(Self.text("/help/search", "fees", centre: centre).contains("name=\"lang\" value=\"fr\""))
        #expect(!Self.text("/help/").contains("name=\"lang\""))
        let map = Self.text("/help/sitemap.xml", centre: centre)
        for path in ["returns", "ruecksendung", "abroad"] { #expect(map.contains("/help/\(path)</loc>")) }
    }

    @Test func `other places are none of the help centre's`() {
        #expect(Self.centre().page(at: "/helpful", question: nil) == nil)
        #expect(Self.centre().page(at: "/v1/help/nothing", question: nil) == nil)
        #expect(Self.centre([]).page(at: "/help/", question: nil)?.status == 200)
    }

    @Test func `the feed begins with the latest change and the map names every page`() throws {
        let feed = Self.text("/help/feed.atom")
        let first = try #require(feed.range(of: "/help/abroad"))
        let second = try #require(feed.range(of: "/help/returns"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(feed.contains("<updated>2025-05-06T08:00:00Z</updated>"))
        #expect(feed.contains("Alder &amp; Finch"))
        let map = Self.text("/help/sitemap.xml")
        #expect(map.contains("<loc>https://help.example/help/returns</loc><lastmod>2025-05-01T08:00:00Z</lastmod>"))
    }

    @Test func `a program gets an article as markup and what was found as a list`() {
        let json = Self.text("/v1/help/articles/returns")
        #expect(json.contains("\"html\":\"\\u003cp>Thirty days.\\u003c/p>\\n\\u003ch2 id=\\\"fees\\\">"))
        #expect(json.contains("\"headings\":[{\"level\":2,\"text\":\"Fees\",\"anchor\":\"fees\"}]"))
        let found = Self.text("/v1/help/search", "fees")
        #expect(found.contains("\"url\":\"/help/returns#fees\""))
        #expect(found.contains("\"version\":\"v-7\""))
    }
}
