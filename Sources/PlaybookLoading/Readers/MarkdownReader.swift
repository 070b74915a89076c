import PlaybookModel

/// The part of Markdown an article needs: headings, paragraphs, lists, quotes, tables and fenced code become
/// sections with plain passages. A list is one passage, so that an answer shows it whole.
enum MarkdownReader {
    static func sections(of markdown: String) -> [Article.Section] {
        var builder = SectionBuilder()
        var fence: Substring?
        var isComment = false
        for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            if let open = fence {
                if trimmed.hasPrefix(open) { fence = nil } else { builder.add(String(trimmed), as: .code) }
            } else if isComment {
                isComment = !trimmed.contains("-->")
            } else if trimmed.hasPrefix("<!--") {
                isComment = !trimmed.contains("-->")
            } else if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
                builder.endPassage()
                fence = trimmed.prefix(3)
            } else if trimmed.isEmpty || isRule(trimmed) {
                builder.pause()
            } else if let heading = heading(trimmed) {
                builder.begin(heading)
            } else if let item = item(trimmed) {
                builder.add(InlineMarkdown.plain(item), as: .item)
            } else if trimmed.hasPrefix("|") {
                if let row = row(trimmed) { builder.add(row, as: .item) }
            } else {
                let text = trimmed.drop { $0 == ">" || $0 == " " }
                builder.add(InlineMarkdown.plain(text), as: .prose)
            }
        }
        return builder.finish()
    }

    private static func heading(_ line: Substring) -> String? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
        let text = line.dropFirst(level + 1).reversed().drop { $0 == "#" || $0 == " " }.reversed()
        return InlineMarkdown.plain(String(text)[...])
    }

    private static func isRule(_ line: Substring) -> Bool {
        let marks = line.filter { $0 != " " }
        guard marks.count >= 3, let first = marks.first, "-*_".contains(first) else { return false }
        return marks.allSatisfy { $0 == first }
    }

    private static func item(_ line: Substring) -> Substring? {
        for bullet in ["- ", "* ", "+ "] where line.hasPrefix(bullet) {
            return line.dropFirst(2)
        }
        let digits = line.prefix(while: \.isNumber).count
        let rest = line.dropFirst(digits)
        guard (1...3).contains(digits), rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
        return line.prefix(digits) + ". " + rest.dropFirst(2)
    }

    /// Cells of a table's row; `nil` for the line under its head.
    private static func row(_ line: Substring) -> String? {
        guard line.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        return line.split(separator: "|").map { InlineMarkdown.plain($0.trimmed) }.filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}

/// Collects lines into passages and passages into sections.
private struct SectionBuilder {
    enum Kind {
        case prose
        case item
        case code
    }

    private var sections: [Article.Section] = []
    private var heading = ""
    private var passages: [String] = []
    private var passage = ""
    private var kind = Kind.prose
    private var paused = false

    mutating func add(_ text: String, as kind: Kind) {
        // Items with empty lines between them are still one list.
        let continues = kind == .item && self.kind == .item
        // A line that hangs below an item belongs to it.
        let hangs = kind == .prose && self.kind == .item && !paused
        if !passage.isEmpty, !continues, !hangs, paused || kind != self.kind { endPassage() }
        if passage.isEmpty { self.kind = kind }
        paused = false
        guard !text.isEmpty else { return }
        if !passage.isEmpty { passage += kind == .prose ? " " : "\n" }
        passage += text
    }

    mutating func pause() {
        paused = true
    }

    mutating func endPassage() {
        if !passage.isEmpty { passages.append(passage) }
        passage = ""
        paused = false
    }

    mutating func begin(_ heading: String) {
        endSection()
        self.heading = heading
    }

    private mutating func endSection() {
        endPassage()
        if !heading.isEmpty || !passages.isEmpty {
            sections.append(Article.Section(heading: heading, passages: passages))
        }
        passages = []
    }

    mutating func finish() -> [Article.Section] {
        endSection()
        return sections
    }
}

/// Takes emphasis, code marks, links, images and escapes off a line.
enum InlineMarkdown {
    static func plain(_ line: Substring) -> String {
        let text = Array(line)
        var plain = ""
        var index = 0
        while index < text.count {
            let character = text[index]
            switch character {
            case "\\" where index + 1 < text.count && text[index + 1].isPunctuation:
                plain.append(text[index + 1])
                index += 2
            case "`":
                index += 1
            case "*", "~":
                let alone = isSpace(text, index - 1) && isSpace(text, index + 1)
                if alone { plain.append(character) }
                index += 1
            case "_":
                if isWord(text, index - 1) && isWord(text, index + 1) { plain.append(character) }
                index += 1
            case "!" where index + 1 < text.count && text[index + 1] == "[":
                index += 1
            case "[":
                guard let link = link(text, index) else {
                    plain.append(character)
                    index += 1
                    continue
                }
                plain += InlineMarkdown.plain(String(link.label)[...])
                index = link.end
            case "<":
                guard let close = text[index...].firstIndex(of: ">"), close - index < 200,
                    isWord(text, index + 1) || text[index + 1] == "/"
                else {
                    plain.append(character)
                    index += 1
                    continue
                }
                let inner = String(text[index + 1..<close])
                if inner.contains("://") || inner.contains("@") { plain += inner }
                index = close + 1
            default:
                plain.append(character)
                index += 1
            }
        }
        return plain[...].trimmed.description
    }

    private static func link(_ text: [Character], _ start: Int) -> (label: ArraySlice<Character>, end: Int)? {
        guard let close = text[start...].firstIndex(of: "]"), close + 1 < text.count, text[close + 1] == "(",
            let end = text[close...].firstIndex(of: ")")
        else { return nil }
        return (text[start + 1..<close], end + 1)
    }

    private static func isSpace(_ text: [Character], _ index: Int) -> Bool {
        !text.indices.contains(index) || text[index].isWhitespace
    }

    private static func isWord(_ text: [Character], _ index: Int) -> Bool {
        text.indices.contains(index) && (text[index].isLetter || text[index].isNumber)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
