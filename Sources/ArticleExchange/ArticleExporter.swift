public import PlaybookModel

/// All articles of a playbook as files that others can read.
public struct ArticleExporter: Sendable {
    public enum Form: String, CaseIterable, Sendable {
        /// What the playbook itself is made of; importing it again loses nothing.
        case markdown
        /// A page an article.
        case html
        /// One table: an article a row.
        case csv
    }

    private let render: @Sendable (Article) -> String

    /// - Parameter render: an article's Markdown as safe HTML.
    public init(render: @escaping @Sendable (Article) -> String) {
        self.render = render
    }

    /// Texts by their paths.
    public func files(of playbook: Playbook, as form: Form) -> [String: String] {
        let drafts = playbook.articles.map { (article: $0, file: ArticleFile($0, of: playbook.assistant)) }
        switch form {
        case .markdown:
            return Dictionary(drafts.map { ($0.file.path, $0.file.text) }, uniquingKeysWith: { first, _ in first })
        case .html:
            let pages = drafts.map { ("\($0.file.name).html", page($0.article, $0.file)) }
            return Dictionary(pages, uniquingKeysWith: { first, _ in first })
        case .csv:
            return ["articles.csv": table(drafts.map(\.file))]
        }
    }

    /// The front matter goes along, so that what is for agents alone is still so when the page comes back.
    private func page(_ article: Article, _ file: ArticleFile) -> String {
        let title = Self.markup(article.title)
        let matter = Self.markup(file.frontMatter)
        return """
            <!doctype html>
            <html lang="\(Self.markup(article.locale))">
            <head><meta charset="utf-8"><title>\(title)</title><meta name="warmline" content="\(matter)"></head>
            <body>
            <h1>\(title)</h1>
            \(render(article))</body>
            </html>

            """
    }

    private func table(_ files: [ArticleFile]) -> String {
        var rows = [
            [
                "id", "title", "aliases", "topic", "audience", "locale", "translates", "valid_from", "valid_until",
                "review_by", "owner", "body",
            ]
        ]
        rows += files.map { file in
            [
                file.name, file.title, file.aliases.joined(separator: "|"), file.topic ?? "", file.audience,
                file.locale ?? "", file.translates ?? "", file.validFrom ?? "", file.validUntil ?? "",
                file.reviewBy ?? "", file.owner ?? "", file.body.trimmed,
            ]
        }
        return rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// By RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe (`security.md`, 32).
    static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { ",\"\n\r;".contains($0) || $0.isNewline }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private static func markup(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
