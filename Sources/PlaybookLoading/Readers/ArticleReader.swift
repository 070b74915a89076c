import PlaybookModel
import Vocabulary

/// A page under `knowledge/`: front matter between two lines of `---`, then Markdown.
struct ArticleReader {
    let complaints: Complaints

    func read(_ file: SourceFile) -> Article? {
        let lines = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let start = SourcePlace(file: file.path, line: 1, column: 1)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            complaints.unreadable(
                .missingKey, at: start, "the article has no front matter",
                suggestion: "begin it with '---', 'title: …', '---'")
            return nil
        }
        let yaml = lines[1..<end].joined(separator: "\n")
        let markdown = lines[(end + 1)...].joined(separator: "\n")
        guard let root = YamlParser(complaints: complaints).parse(yaml, file: file.path, lineOffset: 1),
            let map = MapReader(root, as: PlaybookFormat.article, complaints)
        else { return nil }
        let name = map.word("id") ?? Word(text: baseName(of: file.path), place: start)
        checkName(name)
        checkTexts(map)
        let (validFrom, validUntil, reviewBy) = days(map)
        let translates = map["translates"] == nil ? nil : map.word("translates")
        let sections = MarkdownReader.sections(of: markdown)
        if sections.allSatisfy(\.passages.isEmpty) {
            complaints.error(
                .emptyArticle, at: SourcePlace(file: file.path, line: end + 1, column: 1),
                "the article says nothing", suggestion: "write at least one paragraph below the front matter")
        }
        return Article(
            name: ArticleName(name.text), title: map.text("title") ?? "", aliases: map.words("aliases").map(\.text),
            audience: map.text("audience") ?? "public", locale: map.text("locale") ?? "",
            translates: translates.map { ArticleName($0.text) }, validFrom: validFrom, validUntil: validUntil,
            reviewBy: reviewBy, owner: map.text("owner"), topic: map.text("topic"),
            markdown: markdown, sections: sections, place: start)
    }

    /// Words that are there must say something; a question asked twice is a slip.
    private func checkTexts(_ map: MapReader) {
        for key in ["title", "topic", "audience", "owner"] {
            guard map[key] != nil, let scalar = map.scalar(key), scalar.text.allSatisfy(\.isWhitespace) else {
                continue
            }
            complaints.error(.badValue, at: scalar.place, "'\(key)' is empty", suggestion: "say it, or leave it out")
        }
        if map["locale"] != nil, let locale = map.scalar("locale"), !Self.isLocale(locale.text) {
            complaints.error(
                .badValue, at: locale.place, "'\(locale.text)' is no locale", suggestion: "write it as en-GB or de")
        }
        var seen: Set<String> = []
        for alias in map.words("aliases") {
            let key = String(alias.text.lowercased().filter { $0.isLetter || $0.isNumber })
            if key.isEmpty {
                complaints.error(.badValue, at: alias.place, "an alias is a question in customers' words")
            } else if !seen.insert(key).inserted {
                complaints.error(
                    .badValue, at: alias.place, "the alias '\(alias.text)' stands here twice",
                    suggestion: "remove one of them")
            }
        }
    }

    /// A language with, if wanted, script and region, as BCP 47 has it.
    private static func isLocale(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return (2...3).contains(parts[0].count) && parts.count <= 3
            && parts.allSatisfy { (2...8).contains($0.count) } && parts[0].allSatisfy(\.isLetter)
            && text.allSatisfy { $0 == "-" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// The first and the last day it holds, and the day it is looked at again.
    private func days(_ map: MapReader) -> (validFrom: String?, validUntil: String?, reviewBy: String?) {
        let (from, until) = (day(map, "valid_from"), day(map, "valid_until"))
        if let from, let until, until < from, let place = map["valid_until"]?.place {
            complaints.error(
                .badValue, at: place, "'valid_until' lies before 'valid_from': the article never holds",
                suggestion: "\(from) or later")
        }
        return (from, until, day(map, "review_by"))
    }

    private func baseName(of path: String) -> String {
        String(path.split(separator: "/").last?.dropLast(3) ?? "")
    }

    private func checkName(_ name: Word) {
        let isSound =
            !name.text.isEmpty
            && name.text.unicodeScalars.allSatisfy {
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
            }
        guard !isSound else { return }
        complaints.error(
            .nameForm, at: name.place, "'\(name.text)' cannot be the name of an article",
            suggestion: "use small letters, digits, - and _ in the file's name")
    }

    private func day(_ map: MapReader, _ key: String) -> String? {
        guard map[key] != nil, let scalar = map.scalar(key) else { return nil }
        guard CivilDate(scalar.text) != nil else {
            complaints.error(
                .badValue, at: scalar.place, "'\(key)' is a day, '\(scalar.text)' is not",
                suggestion: "write it as 2026-01-31")
            return nil
        }
        return scalar.text
    }
}

extension Article {
    /// What says nothing of its locale is in the assistant's.
    func settled(in assistant: Assistant) -> Article {
        locale.isEmpty ? with(locale: assistant.locale) : self
    }
}
