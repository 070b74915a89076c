/// A page of HTML: its title, and its text as Markdown.
struct PageImport {
    let path: String

    func articles(in text: String, _ losses: inout [ImportLoss]) -> [ArticleFile] {
        let page = PageReader(text)
        var draft = ArticleFile(name: ArticleImporter.baseName(path), title: "", body: page.markdown)
        draft.topic = ArticleImporter.topic(path)
        draft.locale = page.locale
        draft.title = page.heading ?? page.title ?? ""
        if let matter = page.frontMatter, !MarkdownImport(path: path).take(matter, into: &draft, &losses) { return [] }
        if draft.title.isEmpty {
            draft.title = MarkdownImport.title(from: draft.name)
            losses.append(ImportLoss(path, line: 1, "it has no title; it becomes '\(draft.title)'"))
        }
        for (element, count) in page.lost.sorted(by: { $0.key < $1.key }) {
            losses.append(ImportLoss(path, "\(count) × <\(element)> is left out"))
        }
        return [draft]
    }
}

/// Reads HTML as browsers do, forgivingly, and writes Markdown. Scripts, styles and what surrounds an article on its
/// page are left out; nothing of the page's markup reaches the Markdown.
struct PageReader {
    private(set) var title: String?
    /// The first heading of the first level, which is then not in the Markdown.
    private(set) var heading: String?
    private(set) var locale: String?
    /// What one of our own pages says of its article.
    private(set) var frontMatter: String?
    /// Elements that say something which Markdown cannot, and how many.
    private(set) var lost: [String: Int] = [:]
    private var writer = MarkdownWriter()
    /// Elements whose text is not the article's, innermost last.
    private var skipped: [Substring] = []
    private var isTitle = false
    private var isHeading = false

    var markdown: String { writer.finished }

    private static let skips: Set<Substring> = [
        "script", "style", "head", "nav", "footer", "aside", "form", "svg", "noscript", "template", "iframe", "object",
        "video", "audio", "canvas", "button", "select", "textarea",
    ]
    private static let losses: Set<Substring> = ["form", "svg", "iframe", "object", "video", "audio", "canvas"]
    private static let empty: Set<Substring> = ["br", "hr", "img", "input", "meta", "link", "col", "wbr", "source"]

    init(_ html: String) {
        for token in PageTokens(html) {
            switch token {
            case .text(let text): take(text)
            case .open(let name, let attributes, let closes): open(name, attributes, closes)
            case .close(let name): close(name)
            }
        }
    }

    private mutating func take(_ text: String) {
        if isTitle {
            title = (title ?? "") + text
            return
        }
        guard skipped.isEmpty else { return }
        if isHeading {
            heading = (heading ?? "") + text
            return
        }
        writer.add(text)
    }

    private mutating func open(_ name: Substring, _ attributes: [Substring: String], _ closes: Bool) {
        if name == "html" { locale = attributes["lang"].flatMap { $0.isEmpty ? nil : $0 } }
        if name == "meta", attributes["name"] == "warmline" { frontMatter = attributes["content"] }
        if name == "title", title == nil {
            isTitle = true
            return
        }
        if Self.skips.contains(name), !closes, !Self.empty.contains(name) {
            if skipped.isEmpty, Self.losses.contains(name) { lost[String(name), default: 0] += 1 }
            // A second <nav> in a <nav> would be closed by the first </nav>, so each counts.
            return skipped.append(name)
        }
        guard skipped.isEmpty else { return }
        if name == "h1", heading == nil {
            isHeading = true
            return
        }
        writer.open(name, attributes)
    }

    private mutating func close(_ name: Substring) {
        if name == "title", isTitle {
            isTitle = false
            title = title.map { $0.oneLine }
            return
        }
        if let place = skipped.lastIndex(of: name) {
            skipped.removeSubrange(place...)
            return
        }
        guard skipped.isEmpty else { return }
        if name == "h1", isHeading {
            isHeading = false
            heading = heading.map { $0.oneLine }
            return
        }
        writer.close(name)
    }
}

extension String {
    /// White space between words is one space each.
    var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
