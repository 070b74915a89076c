/// What a renderer of CommonMark leaves to do: anchors on headings, tables that scroll, links that tell nothing to where
/// they lead. In what it renders every `<` of the writer's is escaped, so a tag found here is the renderer's own.
enum PageMarkup {
    static func finished(_ html: String, _ headings: [ArticlePage.Heading]) -> String {
        var result = ""
        result.reserveCapacity(html.utf8.count + headings.count * 40)
        var rest = html[...]
        var next = 0
        while let start = rest.firstIndex(of: "<") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.firstIndex(of: ">") else { break }
            let tag = rest[...end]
            rest = rest[rest.index(after: end)...]
            switch tag {
            case "<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>":
                guard next < headings.count else {
                    result += tag
                    continue
                }
                result += "<h\(headings[next].level) id=\"\(Markup.text(headings[next].anchor))\">"
                next += 1
            case "</h1>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>":
                result += next > 0 ? "</h\(headings[next - 1].level)>" : String(tag)
            case "<table>":
                result += "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>"
            case "</table>":
                result += "</table></div>"
            case _ where tag.hasPrefix("<a href=\""):
                let isOutside = LinkRule.isOutside(tag.dropFirst(9))
                result += isOutside ? "<a rel=\"noopener noreferrer nofollow\"" + tag.dropFirst(2) : String(tag)
            case _ where tag.hasPrefix("<img "):
                result += "<img loading=\"lazy\"" + tag.dropFirst(4)
            default:
                result += tag
            }
        }
        return result + rest
    }
}
