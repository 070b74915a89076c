import ArticleExchange
import Testing

/// What others have written comes in whole, or it is said what did not.
struct ImportTests {
    private static func run(_ files: [String: String]) -> ImportedArticles { ArticleImporter().run(on: files) }

    @Test func `Markdown keeps its words and its front matter finds its place`() throws {
        let result = Self.run([
            "getting-started/Opening Hours.md": """
            ---
            title: When are we open?
            questions: [opening times, "are you open: now"]
            category: [Shops, Other]
            author: anna
            review_date: 2027-01-31
            layout: post
            ---
            # When are we open?

            Monday to *Friday*.
            """
        ])
        let article = try #require(result.articles.first)
        #expect(article.name == "opening_hours")
        #expect(article.title == "When are we open?")
        #expect(article.aliases == ["opening times", "are you open: now"])
        #expect(article.topic == "Shops")
        #expect(article.owner == "anna")
        #expect(article.reviewBy == "2027-01-31")
        #expect(
            article.text == """
                ---
                title: When are we open?
                aliases:
                  - opening times
                  - "are you open: now"
                topic: Shops
                review_by: "2027-01-31"
                owner: anna
                ---
                Monday to *Friday*.

                """)
        #expect(
            result.losses.map(\.description) == [
                "getting-started/Opening Hours.md:4: it has one topic, 'Shops'; the others are lost",
                "getting-started/Opening Hours.md:7: there is no place for 'layout'",
            ])
    }

    @Test(arguments: [
        ("<h1>T</h1><p>One <b>two</b> <i>three</i>.</p><p>Four</p>", "One **two** *three*.\n\nFour"),
        ("<h1>T</h1><h2>Fees</h2>None", "## Fees\n\nNone"),
        ("<h1>T</h1><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>d", "- a\n- b\n  - c\n\nd"),
        ("<h1>T</h1><ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<h1>T</h1><a href='x.html?a=1&amp;b=2'>go</a> &eacute;&#8364;&#x41;", "[go](x.html?a=1&b=2) é€A"),
        (
            "<h1>T</h1><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2|3</td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1 | 2\\|3 |"
        ),
        ("<h1>T</h1><pre>x &lt; 1\n  y</pre>", "```\nx < 1\n  y\n```"),
        ("<h1>T</h1><blockquote><p>q</p></blockquote>", "> q"),
        ("<h1>T</h1>a * b [c] <span>_d_</span> # e", "a \\* b \\[c\\] \\_d\\_ \\# e"),
        ("<h1>T</h1><nav>menu</nav><script>if (a</script>x<!-- c --><style>p{}</style>y", "xy"),
        ("<h1>T</h1>&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script\\>alert(1)\\</script\\>"),
        ("<title>Z</title><h1>T</h1>x<br>y", "x  \ny"),
    ])
    func `a page becomes Markdown`(html: String, markdown: String) throws {
        let article = try #require(Self.run(["page.html": html]).articles.first)
        #expect(article.title == "T")
        #expect(article.body == markdown)
    }

    @Test func `what Markdown cannot say is counted`() {
        let result = Self.run([
            "p.html": "<html lang=de><title> A  page </title><iframe src=x></iframe><video></video>x"
        ])
        #expect(result.articles.first?.title == "A page")
        #expect(result.articles.first?.locale == "de")
        #expect(result.losses.map(\.words) == ["1 × <iframe> is left out", "1 × <video> is left out"])
    }

    @Test func `a table is an article a row, whatever stands between its cells`() {
        let result = Self.run([
            "faq.csv":
                "\u{FEFF}Question;Answer;Tags\r\n\"Do you ship; abroad?\";\"Yes.\r\nTo \"\"all\"\" of it.\";x\r\n;No;\r\n"
                + "Returns?;;\r\n;;\r\nFees?;<p>None <b>at all</b></p>;"
        ])
        #expect(result.articles.map(\.name) == ["do_you_ship_abroad", "fees"])
        #expect(result.articles.map(\.body) == ["Yes.\nTo \"all\" of it.", "None **at all**"])
        #expect(
            result.losses.map(\.description) == [
                "faq.csv:1: there is no place for the column 'Tags'", "faq.csv:4: there is no question",
                "faq.csv:5: 'Returns?' says nothing",
            ])
        #expect(result.losses.map(\.isArticle) == [false, true, true])
        #expect(Self.run(["x.csv": "a,b\n1,2"]).losses.last?.isArticle == true)
    }

    @Test func `names are told apart and nothing else is read`() {
        let result = Self.run([
            "a/Über uns.md": "# Über uns\n\nWords.", "b/uber-uns.md": "# X\n\nWords.", "b/uber_uns.md": "# Y\n\nWords.",
            "c/空.md": "# 空\n\nWords.", "d.txt": "no", ".hidden.md": "no", "e.md": "---\ndraft: true\n---\nx",
            "f.md": "# Only a title",
        ])
        #expect(result.articles.map(\.name) == ["uber_uns", "uber-uns", "uber_uns_2", "article"])
        #expect(result.losses.count(where: \.isArticle) == 2)
        #expect(!ArticleImporter.reads("d.txt"))
        #expect(!ArticleImporter.reads("x/.hidden.md"))
    }

    @Test(arguments: [
        "<", "<a", "<a href", "<a href=", "<a href=\"", "</", "<!", "<!--", "<script>", "&", "&#", "&#x110000;",
        "<p></p",
        "<table><tr>", "</li></ul>", "<li>", "<td>", "<<<<>>>>", "<pre>",
    ])
    func `broken pages are read as far as they go`(html: String) {
        _ = Self.run(["x.html": html, "y.html": "<h1>T</h1>words" + html])
        #expect(Self.run(["y.html": "<h1>T</h1>words"]).articles.first?.body == "words")
    }

    @Test func `pages that were built to hurt are read soon`() {
        for part in ["<div>", "<li>", "<!--", "<script>", "<a href='", "&", "<nav>", "<td>", "<b>x"] {
            _ = Self.run(["x.html": String(repeating: part, count: 20_000)])
        }
        _ = Self.run(["x.csv": "question,answer\n" + String(repeating: "\"", count: 100_001)])
    }
}
