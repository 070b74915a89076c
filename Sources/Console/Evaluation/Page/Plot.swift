/// The pieces every plot is made of: inline SVG with a title and a description, coloured by the page's style.
enum Plot {
    static func svg(
        _ name: String, title: String, description: String, width: Int, height: Int, minimum: Int? = nil,
        _ body: [String]
    ) -> String {
        let style = minimum.map { " style=\"min-width:\($0)px\"" } ?? ""
        return """
            <svg viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="\(name)-t \(name)-d"\(style)>
            <title id="\(name)-t">\(Markup.escaped(title))</title>
            <desc id="\(name)-d">\(Markup.escaped(description))</desc>
            \(body.joined(separator: "\n"))
            </svg>
            """
    }

    static func text(
        _ words: String, x: Double, y: Double, anchor: String = "start", style: String = "", turned: Int? = nil
    ) -> String {
        let turn = turned.map { " transform=\"rotate(\($0) \(place(x)) \(place(y)))\"" } ?? ""
        let styled = style.isEmpty ? "" : " class=\"\(style)\""
        return "<text x=\"\(place(x))\" y=\"\(place(y))\" text-anchor=\"\(anchor)\"\(styled)\(turn)>"
            + "\(Markup.escaped(words))</text>"
    }

    /// - Parameter tip: shown where a pointer rests on it.
    static func box(
        x: Double, y: Double, width: Double, height: Double, style: String, opacity: Double? = nil, tip: String = ""
    ) -> String {
        let alpha = opacity.map { " fill-opacity=\"\(Figure.number($0, 2))\"" } ?? ""
        let title = tip.isEmpty ? "" : "<title>\(Markup.escaped(tip))</title>"
        return "<rect x=\"\(place(x))\" y=\"\(place(y))\" width=\"\(place(max(width, 0)))\" "
            + "height=\"\(place(max(height, 0)))\" class=\"\(style)\"\(alpha)>\(title)</rect>"
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String = "grid") -> String {
        "<line x1=\"\(place(x1))\" y1=\"\(place(y1))\" x2=\"\(place(x2))\" y2=\"\(place(y2))\" class=\"\(style)\"/>"
    }

    static func place(_ value: Double) -> String {
        Figure.number(value, 1)
    }

    /// Names too long for their place end in an ellipsis.
    static func short(_ name: String, _ limit: Int) -> String {
        name.count <= limit ? name : name.prefix(limit - 1) + "…"
    }
}
