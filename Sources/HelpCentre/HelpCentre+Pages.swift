internal import PlaybookModel
internal import Vocabulary

/// Pages for people.
extension HelpCentre {
    /// All articles by topic.
    var index: HelpPage {
        let topics = Topic.of(listed())
        var body = "<h1>How can we help?</h1>\n\(searchForm(""))<div id=\"topics\">\n"
        for topic in topics {
            let id = Markup.text(Outline.anchor(of: topic.name))
            body += "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(Markup.text(topic.name))</h2><ul>\n"
            for article in topic.articles { body += item(article) }
            body += "</ul></section>\n"
        }
        if topics.isEmpty { body += "<p>There is nothing to read here yet.</p>\n" }
        return html(
            "Help", body + "</div>\n", kind: "index",
            description: "Answers to what people ask \(playbook.assistant.company) most.", canonical: "/help/")
    }

    private func item(_ article: Article) -> String {
        "<li><a href=\"\(Self.path(of: article.name))\"\(language(of: article))>\(Markup.text(article.title))</a></li>\n"
    }

    func page(_ article: Article) -> HelpPage {
        let page = ArticlePage(article)
        var body = "<nav class=\"path\" aria-label=\"Breadcrumb\"><a href=\"/help/\">Help</a>"
        if let topic = article.topic {
            body += " <span aria-hidden=\"true\">/</span> "
            body += "<a href=\"/help/#\(Markup.text(Outline.anchor(of: topic)))\">\(Markup.text(topic))</a>"
        }
        body += "</nav>\n<article>\n<h1>\(Markup.text(article.title))</h1>\n"
        let contents = page.headings.filter { $0.level == 2 }
        if contents.count > 3 {
            body += "<nav class=\"contents\" aria-label=\"On this page\"><ul>\n"
            for heading in contents {
                body += "<li><a href=\"#\(Markup.text(heading.anchor))\">\(Markup.text(heading.text))</a></li>\n"
            }
            body += "</ul></nav>\n"
        }
        let day = surroundings.changed(article).prefix(10)
        body += "<div class=\"prose\">\n\(page.html)</div>\n<footer class=\"note\"><p>Last changed "
        body += "<time datetime=\"\(Markup.text(day))\">\(Markup.text(day))</time>"
        body += ", version <code>\(Markup.text(article.version))</code></p></footer>\n</article>\n"
        body += related(article)
        body += "<aside class=\"more\"><h2>Looking for something else?</h2>\n\(searchForm(""))</aside>\n"
        let summary = article.sections.flatMap(\.passages).first ?? article.title
        return html(
            article.title, body, kind: "reading", description: summary, canonical: Self.path(of: article.name),
            of: article)
    }

    /// Others on the same topic.
    private func related(_ article: Article) -> String {
        guard let topic = article.topic else { return "" }
        let others = listed { $0.topic == topic && $0.original != article.original }.prefix(6)
        guard !others.isEmpty else { return "" }
        return "<aside class=\"related\"><h2>More on \(Markup.text(topic.lowercased()))</h2><ul>\n"
            + others.map(item).joined() + "</ul></aside>\n"
    }

    func found(for question: String) -> HelpPage {
        let hits = found(question)
        let words = question.filter { !$0.isNewline }
        var body = "<h1>Search</h1>\n\(searchForm(words))<div id=\"topics\"><p class=\"count\" role=\"status\">"
        switch hits.count {
        case 0:
            body += "Nothing was found for “\(Markup.text(words))”. Try other words, or "
            body += "<a href=\"/help/\">look through all articles</a>."
        case 1: body += "One article for “\(Markup.text(words))”"
        default: body += "\(hits.count) articles for “\(Markup.text(words))”"
        }
        body += "</p>\n<ol class=\"hits\">\n"
        for hit in hits {
            body += "<li><h2><a href=\"\(Self.path(of: hit.article, anchor: anchor(of: hit)))\">"
            body += Markup.text(hit.title)
            if !hit.section.isEmpty { body += " <span>\(Markup.text(hit.section))</span>" }
            body += "</a></h2><p>\(Markup.marked(hit.passage, for: question))</p></li>\n"
        }
        return html(
            words.isEmpty ? "Search" : "\(words): search", body + "</ol></div>\n", kind: "search",
            description: "Search in the help articles", canonical: nil)
    }

    var missing: HelpPage {
        var page = html(
            "Not here",
            "<h1>This page is not here</h1>\n<p>It may have been renamed, or it is no longer true. Search for it, or "
                + "<a href=\"/help/\">look through all articles</a>.</p>\n\(searchForm(""))",
            kind: "search", description: "", canonical: nil)
        page.status = 404
        return page
    }

    private func searchForm(_ words: String) -> String {
        """
        <form class="find" role="search" action="/help/search" method="get">\(chosenLocale)
        <label for="search">Search the help articles</label>
        <div><input id="search" name="q" type="search" value="\(Markup.text(words))" maxlength="\(Self.questionLimit)" \
        autocomplete="off" spellcheck="true" enterkeyhint="search"><button>Search</button></div>
        <div id="results" hidden></div>
        </form>

        """
    }

    /// A whole document. Pages without a canonical address are not for search engines.
    private func html(
        _ title: String, _ body: String, kind: String, description: String, canonical: String?,
        of article: Article? = nil
    ) -> HelpPage {
        let assistant = playbook.assistant
        let company = Markup.text(assistant.company.isEmpty ? assistant.name : assistant.company)
        let summary = Markup.text(description.prefix(160))
        let place =
            canonical.map { "<link rel=\"canonical\" href=\"\(Markup.text(surroundings.address + $0))\">" }
            ?? "<meta name=\"robots\" content=\"noindex\">"
        let others = languages(of: article)
        let revision =
            article.map { "\n<meta name=\"warmline-article-version\" content=\"\(Markup.text($0.version))\">" } ?? ""
        return HelpPage(
            type: "text/html; charset=utf-8",
            """
            <!doctype html>
            <html lang="\(Markup.text(article.map(\.locale) ?? ownLocale))">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Markup.text(title)) · \(company) help</title>
            <meta name="description" content="\(summary)">
            <meta name="warmline-version" content="\(Markup.text(playbook.version.rawValue))">\(revision)
            \(place)\(others.map { "\n" + Self.alternate($0) }.joined())
            <link rel="alternate" type="application/atom+xml" title="Changes" href="/help/feed.atom">
            <link rel="stylesheet" href="/help/assets/help.css">
            <script type="module" src="/help/assets/help.js"></script>
            </head>
            <body class="\(kind)">
            <a class="skip" href="#main">Skip to the content</a>
            <header class="top"><a href="/help/"><b>\(company)</b> Help</a></header>
            <main id="main">
            \(body)</main>
            <footer class="bottom"><p><a href="/help/">All articles</a> <a href="/help/feed.atom">Changes as a feed</a>\
            \(others.map { " " + Self.link($0) }.joined())</p></footer>
            </body>
            </html>

            """)
    }
}

/// Articles under one heading of the index.
struct Topic {
    let name: String
    let articles: [Article]

    /// In the order of their names; what has no topic stands at the end, by itself under its own heading.
    static func of(_ articles: [Article]) -> [Topic] {
        let grouped = Dictionary(grouping: articles) { $0.topic ?? "" }
        let named = grouped.keys.filter { !$0.isEmpty }.sorted()
        let topics = named.map { Topic(name: $0, articles: grouped[$0] ?? []) }
        guard let rest = grouped[""] else { return topics }
        return topics + [Topic(name: topics.isEmpty ? "All articles" : "More", articles: rest)]
    }
}
