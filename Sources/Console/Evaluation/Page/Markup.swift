/// Text on its way into a page.
enum Markup {
    /// Escaped for content and for attributes in double quotes. What HTML has no place for becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n", "\r": result.append(" ")
            case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A table that scrolls sideways where it must, with a caption and column headers; cells are markup already.
    /// - Parameters:
    ///   - numeric: columns that hold figures.
    ///   - stacks: on a phone each row becomes a card, its cells below each other with their column's name.
    static func table(
        _ caption: String, headers: [String], numeric: Set<Int> = [], rows: [[String]], isCaptionHidden: Bool = false,
        stacks: Bool = false
    ) -> String {
        let head = headers.enumerated().map { index, name in
            "<th scope=\"col\"\(numeric.contains(index) ? " class=\"n\"" : "")>\(escaped(name))</th>"
        }
        // Cells shown as blocks stop being a table for screen readers, unless they say that they are.
        let role = { (name: String) in stacks ? " role=\"\(name)\"" : "" }
        let body = rows.map { row in
            let cells = row.enumerated().map { index, cell in
                if index == 0 { return "<th scope=\"row\"\(role("rowheader"))>\(cell)</th>" }
                let label = stacks ? " data-label=\"\(escaped(headers[index]))\"" : ""
                return "<td\(numeric.contains(index) ? " class=\"n\"" : "")\(role("cell"))\(label)>\(cell)</td>"
            }
            return "<tr\(role("row"))>\(cells.joined())</tr>"
        }
        let tableClass = stacks ? " class=\"stacks\" role=\"table\"" : ""
        let captionClass = isCaptionHidden ? " class=\"hidden\"" : ""
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(escaped(caption))"><table\(tableClass)>
            <caption\(captionClass)>\(escaped(caption))</caption>
            <thead><tr>\(head.joined())</tr></thead>
            <tbody>
            \(body.joined(separator: "\n"))
            </tbody></table></div>
            """
    }

    /// One section of the page; nothing at all when there is nothing in it.
    static func section(_ title: String, lead: String, _ body: String) -> String {
        guard !body.isEmpty else { return "" }
        let paragraph = lead.isEmpty ? "" : "<p class=\"lead\">\(escaped(lead))</p>\n"
        return "<section>\n<h2>\(escaped(title))</h2>\n\(paragraph)\(body)\n</section>\n"
    }
}
