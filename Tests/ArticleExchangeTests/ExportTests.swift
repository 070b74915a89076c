import ArticleExchange
import PlaybookModel
import Testing
import Vocabulary

struct ExportTests {
    private static let playbook = Playbook(
        version: "v",
        assistant: Assistant(
            name: "Finch", company: "A", locale: "en-GB", timeZone: "UTC", currency: "GBP",
            thresholds: Assistant.Thresholds(act: 0.5, clarify: 0.3, article: 0.5),
            limits: Assistant.Limits(linesPerTurn: 6, stackDepth: 3, messageLength: 4_000, reminder: .minutes(10))),
        intents: [], flows: [:], responses: [:], actions: [:],
        articles: [
            Article(
                name: "fees", title: "Fees: \"none\" <at> all, ever", aliases: ["what does it cost?", "- a dash"],
                audience: "agents", locale: "de", translates: "sums", validFrom: "2026-01-01",
                validUntil: "2026-12-31",
                reviewBy: "2026-06-01", owner: "billing", topic: "Money",
                markdown: "None.\n\n## Cards\n\n- a\n- b, \"c\"\n",
                sections: [Article.Section(heading: "", passages: ["None."])],
                place: SourcePlace(file: "knowledge/fees.md", line: 1, column: 1)),
            Article(
                name: "sums", title: "=1+1", aliases: [], audience: "public", locale: "en-GB", validFrom: nil,
                validUntil: nil, reviewBy: nil, owner: nil, markdown: "+1 & <2", sections: [],
                place: SourcePlace(file: "knowledge/sums.md", line: 1, column: 1)),
        ], entities: [],
        routing: RoutingPlan(teams: [], defaultTeam: "people", priorities: [:], urgentWords: [:], frustration: 0.7))

    private static let exporter = ArticleExporter { "<p>\($0.name.rawValue)</p>\n" }

    @Test(arguments: [ArticleExporter.Form.markdown, .csv])
    func `what is exported comes back as it was`(form: ArticleExporter.Form) throws {
        let result = ArticleImporter().run(on: Self.exporter.files(of: Self.playbook, as: form))
        #expect(result.losses.isEmpty)
        #expect(result.articles.map(\.name) == ["fees", "sums"])
        #expect(result.articles.first?.translates == "sums")
        for (article, back) in zip(Self.playbook.articles, result.articles) {
            #expect(back.text == ArticleFile(article, of: Self.playbook.assistant).text)
        }
    }

    @Test func `a page that comes back is for the same readers, in the same language`() throws {
        let result = ArticleImporter().run(on: Self.exporter.files(of: Self.playbook, as: .html))
        #expect(result.losses.isEmpty)
        for (article, back) in zip(Self.playbook.articles, result.articles) {
            var wanted = ArticleFile(article, of: Self.playbook.assistant)
            (wanted.body, wanted.locale) = (back.body, article.locale)
            #expect(back == wanted)
        }
    }

    @Test func `a cell is never a formula`() {
        let csv = Self.exporter.files(of: Self.playbook, as: .csv)["articles.csv"] ?? ""
        #expect(csv.contains("sums,'=1+1,"))
        #expect(csv.contains("'+1 & <2"))
    }

    @Test func `a page holds title and text`() {
        let pages = Self.exporter.files(of: Self.playbook, as: .html)
        #expect(pages.keys.sorted() == ["fees.html", "sums.html"])
        #expect(
            pages["fees.html"]?.contains("<h1>Fees: &quot;none&quot; &lt;at&gt; all, ever</h1>\n<p>fees</p>") == true)
    }
}
