internal import PlaybookModel
internal import Vocabulary

/// Pages for machines.
extension HelpCentre {
    /// By the protocol of sitemaps.org, which ends at 50,000 addresses.
    var sitemap: HelpPage {
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc>\(Markup.text(surroundings.address))/help/</loc></url>

            """
        for article in Self.inOrder(articles).prefix(49_999) {
            let place = Markup.text(surroundings.address + Self.path(of: article.name))
            xml += "<url><loc>\(place)</loc><lastmod>\(Markup.text(surroundings.changed(article)))</lastmod></url>\n"
        }
        return HelpPage(type: "application/xml; charset=utf-8", xml + "</urlset>\n")
    }

    /// The latest changes, by RFC 4287. An entry keeps its id when its article changes, and has a new moment.
    var feed: HelpPage {
        let latest = articles.map { (article: $0, changed: surroundings.changed($0)) }
            .sorted { ($1.changed, $0.article.name) < ($0.changed, $1.article.name) }.prefix(50)
        let company = Markup.text(playbook.assistant.company)
        let address = Markup.text(surroundings.address)
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <id>\(address)/help/</id>
            <title>\(company) help: changes</title>
            <updated>\(Markup.text(latest.first?.changed ?? "1970-01-01T00:00:00Z"))</updated>
            <author><name>\(company)</name></author>
            <link rel="self" href="\(address)/help/feed.atom"/>
            <link rel="alternate" type="text/html" href="\(address)/help/"/>

            """
        for (article, changed) in latest {
            let place = Markup.text(surroundings.address + Self.path(of: article.name))
            let summary = article.sections.flatMap(\.passages).first ?? ""
            xml += "<entry><id>\(place)</id><title>\(Markup.text(article.title))</title>"
            xml += "<updated>\(Markup.text(changed))</updated><link rel=\"alternate\" href=\"\(place)\"/>"
            xml += "<summary>\(Markup.text(summary))</summary>"
            xml += "<category term=\"version\" label=\"\(Markup.text(article.version))\"/></entry>\n"
        }
        return HelpPage(type: "application/atom+xml; charset=utf-8", xml + "</feed>\n")
    }

    // MARK: JSON

    /// `{question, version, hits: [{article, title, section, passage, url, confidence}]}`.
    func foundJSON(for question: String) -> HelpPage {
        let hits = found(question).prefix(8).map { hit in
            JSONText.object([
                ("article", JSONText.string(hit.article.rawValue)), ("title", JSONText.string(hit.title)),
                ("section", JSONText.string(hit.section)), ("passage", JSONText.string(hit.passage)),
                ("url", JSONText.string(Self.path(of: hit.article, anchor: anchor(of: hit)))),
                ("confidence", "\((hit.confidence * 100).rounded() / 100)"),
            ])
        }
        return HelpPage(
            type: "application/json",
            JSONText.object([
                ("question", JSONText.string(question)), ("version", JSONText.string(playbook.version.rawValue)),
                ("hits", "[\(hits.joined(separator: ","))]"),
            ]))
    }

    /// `{article, title, url, version, playbook, html, headings: [{level, text, anchor}]}`: safe to be set as markup
    /// within a frame that has no rights of its own.
    func articleJSON(_ article: Article) -> HelpPage {
        let page = ArticlePage(article)
        let headings = page.headings.map {
            JSONText.object([
                ("level", "\($0.level)"), ("text", JSONText.string($0.text)), ("anchor", JSONText.string($0.anchor)),
            ])
        }
        return HelpPage(
            type: "application/json",
            JSONText.object([
                ("article", JSONText.string(article.name.rawValue)), ("title", JSONText.string(article.title)),
                ("url", JSONText.string(Self.path(of: article.name))), ("version", JSONText.string(article.version)),
                ("playbook", JSONText.string(playbook.version.rawValue)), ("html", JSONText.string(page.html)),
                ("headings", "[\(headings.joined(separator: ","))]"),
            ]))
    }
}

/// JSON from text, by RFC 8259.
enum JSONText {
    static func object(_ fields: [(name: String, value: String)]) -> String {
        "{" + fields.map { "\(string($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }

    static func string(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            // Not needed by the RFC; a page that carries the JSON in a script is safe with it.
            case "<": json += "\\u003c"
            case "\u{2028}": json += "\\u2028"
            case "\u{2029}": json += "\\u2029"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    json.unicodeScalars.append(scalar)
                }
            }
        }
        return json + "\""
    }
}
