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
        let name = Word(text: baseName(of: file.path), place: start)
        checkName(name)
        let sections = MarkdownReader.sections(of: markdown)
        if sections.allSatisfy(\.passages.isEmpty) {
            complaints.error(
                .emptyArticle, at: SourcePlace(file: file.path, line: end + 1, column: 1),
                "the article says nothing", suggestion: "write at least one paragraph below the front matter")
        }
        return Article(
            name: ArticleName(name.text), title: map.text("title") ?? "", aliases: map.words("aliases").map(\.text),
            audience: map.text("audience") ?? "public", locale: map.text("locale") ?? "",
            validFrom: day(map, "valid_from"), validUntil: day(map, "valid_until"), reviewBy: day(map, "review_by"),
            owner: map.text("owner"), markdown: markdown, sections: sections, place: start)
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
