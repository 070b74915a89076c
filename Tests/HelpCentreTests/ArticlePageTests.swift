import HelpCentre
import Testing

/// Markdown becomes markup that can do no harm.
struct ArticlePageTests {
    @Test(arguments: [
        ("A *b* **c** `d`", "<p>A <em>b</em> <strong>c</strong> <code>d</code></p>\n"),
        ("## Fees & more", "<h2 id=\"fees-more\">Fees &amp; more</h2>\n"),
        ("# One\n\n# One", "<h2 id=\"one\">One</h2>\n<h2 id=\"one-2\">One</h2>\n"),
        (
            "[x](https://a.example/?a=1&b=2)",
            "<p><a rel=\"noopener noreferrer nofollow\" href=\"https://a.example/?a=1&amp;b=2\">x</a></p>\n"
        ),
        ("[x](returns.md#fees) [y](/club)", "<p><a href=\"/help/returns#fees\">x</a> <a href=\"/club\">y</a></p>\n"),
        ("~~old~~", "<p><del>old</del></p>\n"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("", ""),
    ])
    func `CommonMark is rendered`(markdown: String, html: String) {
        #expect(ArticlePage(markdown: markdown).html == html)
    }

    @Test func `tables can be scrolled by keyboard`() {
        let html = ArticlePage(markdown: "| a | b |\n|---|--:|\n| 1 | 2 |").html
        #expect(html.contains("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>"))
        #expect(html.contains("<td align=\"right\">2</td>"))
        #expect(html.hasSuffix("</table></div>\n") || html.hasSuffix("</table></div>"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick=\"x()\">b</b>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))", "[x](data:text/html,x)",
        "[x](vbscript:x)", "![x](javascript:alert(1))", "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]",
        "[x](//evil.example)", "[x](\\\\evil.example)", "## <img src=x onerror=alert(1)>",
        "[a](x\"onmouseover=alert(1))",
        "![\"onerror=alert(1)](https://a.example/x.png)", "<style>*{}</style>", "<iframe src=\"//x\"></iframe>",
        "&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;", "[x](&#106;avascript:alert(1))", "<!-- <script> -->",
        "`<script>`", "```html\n<script>alert(1)</script>\n```", "| <script> |\n|---|\n| <svg/onload=alert(1)> |",
        "[x](https://a.example \"\\\"onclick=alert(1)\")", "[x](file:///etc/passwd)", "[x](ftp://a.example)",
    ])
    func `nothing a writer types becomes markup or a dangerous address`(markdown: String) {
        let html = ArticlePage(markdown: markdown).html
        for bad in ["<script", "<style", "<iframe", "<svg", "javascript:", "vbscript:", "data:", "file:", "ftp:"] {
            #expect(!Self.tags(of: html).contains { $0.lowercased().contains(bad) }, "\(html)")
        }
        for tag in Self.tags(of: html) {
            #expect(Self.harmless.contains { tag.hasPrefix($0) }, "\(tag)")
            #expect(!tag.contains("href=\"//"))
            // No attribute beside the ones that are rendered: a quote of the writer's cannot end a value.
            #expect(!Self.attributes(of: tag).contains { $0.hasPrefix("on") }, "\(tag)")
        }
    }

    @Test func `headings are known, at most one level below the title`() {
        let page = ArticlePage(markdown: "# Top\n\n### *Third* `x`\n\n## Search\n\n## ...")
        #expect(page.headings.map(\.level) == [2, 3, 2, 2])
        #expect(page.headings.map(\.text) == ["Top", "Third x", "Search", "..."])
        #expect(page.headings.map(\.anchor) == ["top", "third-x", "section-search", "section-"])
    }

    @Test func `texts that were built to hurt are rendered soon`() {
        for text in [
            String(repeating: "[", count: 50_000), String(repeating: "**a", count: 20_000),
            String(repeating: "> ", count: 20_000), String(repeating: "<", count: 50_000),
            String(repeating: "|a", count: 20_000) + "\n" + String(repeating: "|-", count: 20_000),
            String(repeating: "x", count: 2 << 20),
        ] {
            #expect(ArticlePage(markdown: text).html.utf8.count < 8 << 20)
        }
    }

    private static let harmless = [
        "<p>", "</", "<em>", "<strong>", "<code", "<pre>", "<a ", "<img ", "<h", "<table>", "<thead>", "<tbody>",
        "<tr>",
        "<th", "<td", "<ul>", "<li>", "<ol", "<blockquote>", "<br", "<del>", "<div class=\"wide\"",
    ]

    private static func tags(of html: String) -> [String] {
        html.split(separator: "<").compactMap { part in
            part.firstIndex(of: ">").map { "<" + part[...$0] }
        }
        .filter { html.contains($0) }
    }

    /// Names of attributes, with what stands in quotes taken out.
    private static func attributes(of tag: String) -> [Substring] {
        tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset.isMultiple(of: 2) }
            .flatMap { $0.element.split(separator: " ") }
    }
}
