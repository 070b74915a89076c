/// Writes Markdown from the elements of a page. Letters that Markdown would take for marks are escaped.
struct MarkdownWriter {
    private var blocks: [String] = []
    private var line = ""
    /// What stands before the first line of the next block, and before its others: quotes and lists.
    private var prefixes: [(first: String, others: String)] = []
    private var counters: [Int?] = []
    /// For each list, whether one of its items is open: the next one closes it.
    private var isInItem: [Bool] = []
    private var links: [String] = []
    private var row: [String]?
    private var isFirstRow = false
    private var isCode = false
    private var level = 0
    /// An item has begun and none of its text is written yet.
    private var marker: String?

    var finished: String {
        var copy = self
        copy.endBlock()
        return copy.blocks.joined(separator: "\n\n")
    }

    mutating func add(_ text: String) {
        if isCode {
            line += text
            return
        }
        let starts = text.first?.isWhitespace == true
        let ends = text.last?.isWhitespace == true
        let words = text.split(whereSeparator: \.isWhitespace).map { Self.escaped($0) }
        if (starts || words.isEmpty), !line.isEmpty, line.last?.isWhitespace != true { line += " " }
        guard !words.isEmpty else { return }
        line += words.joined(separator: " ")
        if ends { line += " " }
    }

    mutating func open(_ name: Substring, _ attributes: [Substring: String]) {
        switch name {
        case "p", "div", "section", "article", "main", "header", "figure", "figcaption", "dl", "dd", "table", "details":
            endBlock()
        case "h1", "h2", "h3", "h4", "h5", "h6":
            endBlock()
            level = max(2, Int(name.dropFirst()) ?? 2)
        case "dt", "summary":
            endBlock()
            line = "**"
        case "ul", "ol":
            endBlock()
            counters.append(name == "ol" ? 1 : nil)
            isInItem.append(false)
        case "li":
            if isInItem.last == true { close("li") }
            endBlock()
            if !isInItem.isEmpty { isInItem[isInItem.count - 1] = true }
            let number = counters.last ?? nil
            marker = number.map { "\($0). " } ?? "- "
            if let number, !counters.isEmpty { counters[counters.count - 1] = number + 1 }
            prefixes.append((marker ?? "", String(repeating: " ", count: (marker ?? "").count)))
        case "blockquote":
            endBlock()
            prefixes.append(("> ", "> "))
        case "pre":
            endBlock()
            isCode = true
        case "strong", "b": line += "**"
        case "em", "i": line += "*"
        case "code" where !isCode: line += "`"
        case "br": line += isCode ? "\n" : "  \n"
        case "hr":
            endBlock()
            blocks.append("---")
        case "a":
            links.append(attributes["href"] ?? "")
            line += "["
        case "img":
            let address = attributes["src"] ?? ""
            if !address.isEmpty {
                line += "![\(Self.escaped((attributes["alt"] ?? "")[...]))](\(Self.address(address)))"
            }
        case "tr":
            isFirstRow = row == nil && !(blocks.last?.hasPrefix("|") ?? false)
            row = []
        case "td", "th": line = ""
        default: break
        }
    }

    mutating func close(_ name: Substring) {
        switch name {
        case "p", "div", "section", "article", "main", "header", "figure", "figcaption", "dl", "dd", "details", "h1",
            "h2", "h3", "h4", "h5", "h6":
            endBlock()
        case "dt", "summary":
            line = line.trimmed + "**"
            endBlock()
        case "ul", "ol":
            if isInItem.popLast() == true { close("li") }
            endBlock()
            if !counters.isEmpty { counters.removeLast() }
        case "li", "blockquote":
            if name == "li", !isInItem.isEmpty { isInItem[isInItem.count - 1] = false }
            endBlock()
            if !prefixes.isEmpty { prefixes.removeLast() }
            marker = nil
        case "pre":
            let code = line
            line = ""
            isCode = false
            put("```\n\(code.replacing("```", with: "'''").trimmedLines)\n```")
        case "strong", "b": line += "**"
        case "em", "i": line += "*"
        case "code" where !isCode: line += "`"
        case "a":
            guard let address = links.popLast() else { return }
            line += "](\(Self.address(address)))"
        case "td", "th":
            row?.append(line.trimmed.replacing("|", with: "\\|").replacing("\n", with: " "))
            line = ""
        case "tr":
            guard let cells = row, !cells.isEmpty else {
                row = nil
                return
            }
            var text = "| \(cells.joined(separator: " | ")) |"
            if isFirstRow { text += "\n|\(String(repeating: " --- |", count: cells.count))" }
            if !isFirstRow, let last = blocks.popLast() { text = last + "\n" + text }
            blocks.append(text)
            row = nil
        case "table": line = ""
        default: break
        }
    }

    private mutating func endBlock() {
        guard row == nil else { return }
        let text = line.trimmed
        line = ""
        defer { level = 0 }
        guard !text.isEmpty else { return }
        put(level > 0 ? String(repeating: "#", count: level) + " " + text.oneLine : text)
    }

    /// A block under the quotes and items that are open.
    private mutating func put(_ text: String) {
        let first = prefixes.enumerated().map { place, prefix in
            let isItem = place == prefixes.count - 1 && marker != nil
            return isItem || prefix.first == "> " ? prefix.first : prefix.others
        }
        let others = prefixes.map(\.others).joined()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var block = ""
        for (number, line) in lines.enumerated() {
            block += (number == 0 ? first.joined() : "\n" + others) + line
        }
        // Items stand close to each other.
        if marker != nil, let last = blocks.last, Self.isItem(last), !prefixes.isEmpty {
            blocks[blocks.count - 1] = last + "\n" + block
        } else {
            blocks.append(block)
        }
        marker = nil
    }

    private static func isItem(_ block: String) -> Bool {
        let start = block.drop { $0 == " " || $0 == ">" }
        return start.hasPrefix("- ") || start.drop(while: \.isNumber).hasPrefix(". ") && start.first?.isNumber == true
    }

    /// Marks that would mean something to Markdown.
    private static func escaped(_ word: Substring) -> String {
        var result = ""
        for (place, character) in word.enumerated() {
            if "\\`*_[]<>".contains(character) || place == 0 && ["#", "+", "-", "~"].contains(character) {
                result.append("\\")
            }
            result.append(character)
        }
        let digits = word.prefix(while: \.isNumber)
        guard !digits.isEmpty, digits.count < word.count, word.dropFirst(digits.count) == "." else { return result }
        return digits + "\\."
    }

    private static func address(_ address: String) -> String {
        let bare = address.filter { !$0.isWhitespace }
        return bare.contains("(") || bare.contains(")") ? "<\(bare.filter { $0 != "<" && $0 != ">" })>" : bare
    }
}

extension String {
    /// Without empty lines at the ends.
    fileprivate var trimmedLines: String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false)
        while lines.first?.trimmed.isEmpty == true { lines.removeFirst() }
        while lines.last?.trimmed.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
