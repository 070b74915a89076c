internal import Yams

/// A page of Markdown, with or without front matter of any maker.
struct MarkdownImport {
    let path: String

    func articles(in text: String, _ losses: inout [ImportLoss]) -> [ArticleFile] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var draft = ArticleFile(name: ArticleImporter.baseName(path), title: "", body: "")
        draft.topic = ArticleImporter.topic(path)
        if lines.first?.trimmed == "---", let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" }) {
            let matter = lines[1..<end].joined(separator: "\n")
            lines.removeFirst(end + 1)
            guard take(matter, into: &draft, &losses) else { return [] }
        }
        let first = lines.firstIndex { !$0.trimmed.isEmpty }
        if let first, lines[first].hasPrefix("# ") {
            let heading = lines[first].dropFirst(2).trimmed
            if draft.title.isEmpty { draft.title = heading }
            // The title stands above the article anyway.
            if draft.title == heading { lines.removeSubrange(...first) }
        }
        if draft.title.isEmpty {
            draft.title = Self.title(from: draft.name)
            losses.append(ImportLoss(path, line: 1, "it has no title; it becomes '\(draft.title)'"))
        }
        draft.body = lines.joined(separator: "\n")
        return [draft]
    }

    /// Keys of front matter by what they mean here.
    func take(_ matter: String, into draft: inout ArticleFile, _ losses: inout [ImportLoss]) -> Bool {
        guard let node = try? Yams.compose(yaml: matter), let mapping = node.mapping else {
            if !matter.trimmed.isEmpty { losses.append(ImportLoss(path, line: 2, "the front matter is no YAML map")) }
            return true
        }
        for (key, value) in mapping {
            let line = (key.mark?.line ?? 1) + 1
            let name = key.string?.lowercased() ?? ""
            let text = value.string?.trimmed
            switch name {
            case "title", "name", "question": draft.title = text ?? ""
            case "id", "slug": draft.name = text ?? draft.name
            case "aliases", "questions", "alternate_questions": draft.aliases = Self.list(value)
            case "topic", "category", "section", "categories":
                let topics = Self.list(value)
                draft.topic = topics.first ?? draft.topic
                if topics.count > 1 {
                    losses.append(ImportLoss(path, line: line, "it has one topic, '\(topics[0])'; the others are lost"))
                }
            case "audience", "visibility": draft.audience = text ?? "public"
            case "locale", "lang", "language": draft.locale = text
            case "translates", "translation_of": draft.translates = text
            case "valid_from", "valid_until", "review_by", "review_date":
                guard let text, Self.isDay(text) else {
                    losses.append(ImportLoss(path, line: line, "'\(name)' is no day as 2026-01-31"))
                    continue
                }
                if name == "valid_from" { draft.validFrom = text }
                if name == "valid_until" { draft.validUntil = text }
                if name.hasPrefix("review") { draft.reviewBy = text }
            case "owner", "author": draft.owner = text
            case "draft", "unpublished":
                guard value.bool == true else { continue }
                losses.append(ImportLoss(path, line: line, "it is a draft, and left out", isArticle: true))
                return false
            default:
                losses.append(ImportLoss(path, line: line, "there is no place for '\(name)'"))
            }
        }
        return true
    }

    private static func list(_ node: Node) -> [String] {
        if let text = node.string { return text.trimmed.isEmpty ? [] : [text.trimmed] }
        return node.sequence.map { $0.compactMap { $0.string?.trimmed }.filter { !$0.isEmpty } } ?? []
    }

    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }

    /// `opening_hours` is "Opening hours".
    static func title(from name: String) -> String {
        let words = String(name.map { $0 == "_" || $0 == "-" ? " " : $0 })
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
