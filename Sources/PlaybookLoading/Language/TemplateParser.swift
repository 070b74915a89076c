import PlaybookModel

/// Reads texts with holes: `{amount|money}`; `{{` and `}}` stand for one brace each.
enum TemplateParser {
    static func parse(_ scalar: Scalar) throws(SyntaxFault) -> TemplateDraft {
        let scalars = Array(scalar.text.unicodeScalars)
        var pieces: [TemplateDraft.Piece] = []
        var text = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if (scalars[index] == "{" && next == "{") || (scalars[index] == "}" && next == "}") {
                text.append(scalars[index])
                index += 2
            } else if scalars[index] == "{" {
                if !text.isEmpty { pieces.append(.text(String(text))) }
                text = String.UnicodeScalarView()
                let hole = try hole(scalars, from: index)
                pieces.append(
                    .hole(
                        try ExpressionParser.parse(scalar, in: hole.expression),
                        try format(scalars, hole.format), scalar.place(at: index)))
                index = hole.end
            } else {
                text.append(scalars[index])
                index += 1
            }
        }
        if !text.isEmpty { pieces.append(.text(String(text))) }
        return TemplateDraft(pieces: pieces, place: scalar.place)
    }

    private struct Hole {
        let expression: Range<Int>
        /// `nil`: none is written.
        let format: Range<Int>?
        /// After the closing brace.
        let end: Int
    }

    private static func hole(_ scalars: [Unicode.Scalar], from start: Int) throws(SyntaxFault) -> Hole {
        var index = start + 1
        var quote: Unicode.Scalar?
        var bar: Int?
        while index < scalars.count {
            let scalar = scalars[index]
            if let open = quote {
                if scalar == "\\" { index += 1 }
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == "|", bar == nil {
                bar = index
            } else if scalar == "}" {
                return Hole(
                    expression: start + 1..<(bar ?? index), format: bar.map { $0 + 1..<index }, end: index + 1)
            } else if scalar == "{" {
                break
            }
            index += 1
        }
        throw SyntaxFault(
            message: "this hole is not closed", suggestion: "end it with }, or write {{ for a brace", offset: start)
    }

    private static func format(
        _ scalars: [Unicode.Scalar], _ range: Range<Int>?
    ) throws(SyntaxFault) -> Template.Format? {
        guard let range else { return nil }
        var view = String.UnicodeScalarView()
        let trimmed = scalars[range].drop { $0 == " " }
        view.append(contentsOf: trimmed.reversed().drop { $0 == " " }.reversed())
        let name = String(view)
        guard let format = Template.Format(rawValue: name) else {
            let known = Template.Format.allCases.map(\.rawValue)
            throw SyntaxFault(
                message: "unknown format '\(name)'",
                suggestion: nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "known: " + known.joined(separator: ", "),
                offset: min(trimmed.startIndex, range.upperBound))
        }
        return format
    }
}
