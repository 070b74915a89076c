/// Questions and answers in a table: an article a row. The first row names the columns.
struct TableImport {
    let path: String

    private static let meanings: [String: [String]] = [
        "title": ["title", "question", "q", "name", "subject"], "body": ["answer", "body", "content", "text", "a"],
        "id": ["id", "slug"], "aliases": ["aliases", "questions", "alternatives", "variants"],
        "topic": ["topic", "category", "section"], "audience": ["audience", "visibility"],
        "locale": ["locale", "language", "lang"], "translates": ["translates", "translation_of"],
        "owner": ["owner", "author"], "valid_from": ["valid_from"], "valid_until": ["valid_until"],
        "review_by": ["review_by", "review_date"],
    ]

    func articles(in text: String, _ losses: inout [ImportLoss]) -> [(draft: ArticleFile, line: Int)] {
        let rows = DelimitedText(text).rows
        guard let head = rows.first else { return [] }
        var columns: [String: Int] = [:]
        for (column, title) in head.cells.enumerated() {
            let name = title.trimmed.lowercased()
            guard let meaning = Self.meanings.first(where: { $0.value.contains(name) })?.key, columns[meaning] == nil
            else {
                losses.append(ImportLoss(path, line: 1, "there is no place for the column '\(title)'"))
                continue
            }
            columns[meaning] = column
        }
        guard columns["title"] != nil, columns["body"] != nil else {
            losses.append(
                ImportLoss(path, line: 1, "a column 'question' and a column 'answer' are needed", isArticle: true))
            return []
        }
        return rows.dropFirst().compactMap { row in
            guard row.cells.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
            return article(row, columns, head.cells.count, &losses).map { ($0, row.line) }
        }
    }

    private func article(
        _ row: DelimitedText.Row, _ columns: [String: Int], _ width: Int, _ losses: inout [ImportLoss]
    ) -> ArticleFile? {
        func cell(_ meaning: String) -> String? {
            guard let column = columns[meaning], row.cells.indices.contains(column) else { return nil }
            let text = Self.withoutGuard(row.cells[column].trimmed)
            return text.isEmpty ? nil : text
        }
        if row.cells.count > width {
            losses.append(ImportLoss(path, line: row.line, "there are more cells than columns"))
        }
        guard let title = cell("title") else {
            losses.append(ImportLoss(path, line: row.line, "there is no question", isArticle: true))
            return nil
        }
        let body = cell("body") ?? ""
        let isMarkup = body.contains("</") || body.contains("<br") || body.contains("<p>")
        var draft = ArticleFile(
            name: cell("id") ?? title, title: title, body: isMarkup ? PageReader(body).markdown : body)
        draft.aliases = (cell("aliases") ?? "").split { $0 == "|" || $0 == "\n" }.map(\.trimmed)
            .filter { !$0.isEmpty }
        draft.topic = cell("topic")
        draft.audience = cell("audience") ?? "public"
        draft.locale = cell("locale")
        draft.translates = cell("translates")
        draft.owner = cell("owner")
        draft.validFrom = day("valid_from", cell("valid_from"), row, &losses)
        draft.validUntil = day("valid_until", cell("valid_until"), row, &losses)
        draft.reviewBy = day("review_by", cell("review_by"), row, &losses)
        return draft
    }

    /// Spreadsheets, and our own export, put an apostrophe before what is no formula.
    private static func withoutGuard(_ text: String) -> String {
        let isGuarded = text.first == "'" && text.dropFirst().first.map { "=+-@".contains($0) } ?? false
        return isGuarded ? String(text.dropFirst()) : text
    }

    private func day(
        _ name: String, _ text: String?, _ row: DelimitedText.Row, _ losses: inout [ImportLoss]
    ) -> String? {
        guard let text else { return nil }
        guard MarkdownImport.isDay(text) else {
            losses.append(ImportLoss(path, line: row.line, "'\(name)' is no day as 2026-01-31"))
            return nil
        }
        return text
    }
}

/// Rows of cells by RFC 4180, with the delimiter that the first row uses most.
struct DelimitedText {
    struct Row {
        /// Where it begins, from 1.
        let line: Int
        var cells: [String]
    }

    let rows: [Row]

    init(_ text: String) {
        let head = text.prefix { $0 != "\n" }
        let delimiter = [",", ";", "\t"].max { left, right in
            head.count { String($0) == left } < head.count { String($0) == right }
        }
        var rows: [Row] = []
        var row = Row(line: 1, cells: [])
        var cell = ""
        var isQuoted = false
        var line = 1
        var characters = text.makeIterator()
        var next = characters.next()
        while let character = next {
            next = characters.next()
            if character == "\n" { line += 1 }
            switch character {
            case "\"" where isQuoted && next == "\"":
                cell.append("\"")
                next = characters.next()
            case "\"" where isQuoted: isQuoted = false
            case "\"" where cell.isEmpty: isQuoted = true
            case _ where isQuoted: cell.append(character)
            case "\n":
                row.cells.append(cell)
                rows.append(row)
                row = Row(line: line, cells: [])
                cell = ""
            case _ where String(character) == delimiter:
                row.cells.append(cell)
                cell = ""
            default: cell.append(character)
            }
        }
        if !cell.isEmpty || !row.cells.isEmpty {
            row.cells.append(cell)
            rows.append(row)
        }
        self.rows = rows
    }
}
