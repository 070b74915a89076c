import PlaybookModel

/// Reads texts with holes: `{amount|money}`, `{count|plural one {# item} other {# items}}`; `{{` and `}}` stand for
/// one brace each.
struct TemplateParser {
    private static let deepest = 4

    private let scalar: Scalar
    private let scalars: [Unicode.Scalar]

    static func parse(_ scalar: Scalar) throws(SyntaxFault) -> TemplateDraft {
        let parser = TemplateParser(scalar: scalar, scalars: Array(scalar.text.unicodeScalars))
        return try parser.parse(0..<parser.scalars.count, number: nil, depth: 0)
    }

    /// `number`: what `#` stands for, inside the forms of a plural.
    private func parse(_ range: Range<Int>, number: Syntax?, depth: Int) throws(SyntaxFault) -> TemplateDraft {
        var pieces: [TemplateDraft.Piece] = []
        var text = String.UnicodeScalarView()
        var index = range.lowerBound
        func finishText() {
            if !text.isEmpty { pieces.append(.text(String(text))) }
            text = String.UnicodeScalarView()
        }
        while index < range.upperBound {
            let next = index + 1 < range.upperBound ? scalars[index + 1] : nil
            if (scalars[index] == "{" && next == "{") || (scalars[index] == "}" && next == "}") {
                text.append(scalars[index])
                index += 2
            } else if scalars[index] == "{" {
                finishText()
                let hole = try hole(from: index, before: range.upperBound)
                pieces.append(try piece(hole, at: index, depth: depth))
                index = hole.end
            } else if let number, scalars[index] == "#" {
                finishText()
                pieces.append(.hole(number, .number, scalar.place(at: index)))
                index += 1
            } else {
                text.append(scalars[index])
                index += 1
            }
        }
        finishText()
        return TemplateDraft(pieces: pieces, place: scalar.place)
    }

    private struct Hole {
        let expression: Range<Int>
        /// `nil`: none is written.
        let format: Range<Int>?
        /// After the closing brace.
        let end: Int
    }

    private func hole(from start: Int, before end: Int) throws(SyntaxFault) -> Hole {
        var index = start + 1
        var quote: Unicode.Scalar?
        var bar: Int?
        var depth = 0
        while index < end {
            let scalar = scalars[index]
            if let open = quote {
                if scalar == "\\" { index += 1 }
                if scalar == open { quote = nil }
            } else if bar == nil, scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == "|", bar == nil {
                bar = index
            } else if scalar == "{", bar != nil {
                depth += 1
            } else if scalar == "}", depth > 0 {
                depth -= 1
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

    private func piece(_ hole: Hole, at start: Int, depth: Int) throws(SyntaxFault) -> TemplateDraft.Piece {
        let expression = try ExpressionParser.parse(scalar, in: hole.expression)
        let place = scalar.place(at: start)
        guard let format = hole.format else { return .hole(expression, nil, place) }
        var cursor = skipSpaces(from: format.lowerBound, before: format.upperBound)
        let word = word(from: cursor, before: format.upperBound)
        let wordStart = cursor
        cursor = skipSpaces(from: cursor + word.unicodeScalars.count, before: format.upperBound)
        guard let kind = Template.Cases.Kind(rawValue: word) else {
            guard cursor == format.upperBound, let format = Template.Format(rawValue: word) else {
                throw unknownFormat(cursor == format.upperBound ? word : string(format), at: wordStart)
            }
            return .hole(expression, format, place)
        }
        guard depth < Self.deepest else {
            throw SyntaxFault(message: "forms nest too deeply", suggestion: nil, offset: wordStart)
        }
        if cursor < format.upperBound, scalars[cursor] == ":" { cursor += 1 }
        let forms = try forms(
            cursor..<format.upperBound, kind, number: kind == .plural ? expression : nil, depth: depth + 1)
        guard forms.contains(where: { $0.form == "other" }) else {
            throw SyntaxFault(
                message: "a form for everything else is missing", suggestion: "end with other {…}", offset: wordStart)
        }
        return .cases(expression, kind, forms, place)
    }

    private static let pluralForms: Set<String> = ["zero", "one", "two", "few", "many", "other"]

    private func forms(
        _ range: Range<Int>, _ kind: Template.Cases.Kind, number: Syntax?, depth: Int
    ) throws(SyntaxFault) -> [(form: String, text: TemplateDraft)] {
        var forms: [(form: String, text: TemplateDraft)] = []
        var cursor = skipSpaces(from: range.lowerBound, before: range.upperBound)
        while cursor < range.upperBound {
            let name = word(from: cursor, before: range.upperBound)
            let start = skipSpaces(from: cursor + name.unicodeScalars.count, before: range.upperBound)
            guard !name.isEmpty, start < range.upperBound, scalars[start] == "{" else {
                throw SyntaxFault(
                    message: "a form is a word and its text", suggestion: "one {# item} other {# items}",
                    offset: cursor)
            }
            let isExact = name.hasPrefix("=") && Int(name.dropFirst()) != nil
            guard kind == .select || isExact || Self.pluralForms.contains(name) else {
                throw SyntaxFault(
                    message: "'\(name)' is no plural form",
                    suggestion: "known: =0 (any number), " + Self.pluralForms.sorted().joined(separator: ", "),
                    offset: cursor)
            }
            let end = try closing(of: start, before: range.upperBound)
            forms.append((name, try parse(start + 1..<end, number: number, depth: depth)))
            cursor = skipSpaces(from: end + 1, before: range.upperBound)
        }
        return forms
    }

    private func closing(of start: Int, before end: Int) throws(SyntaxFault) -> Int {
        var depth = 0
        for index in start..<end {
            if scalars[index] == "{" { depth += 1 }
            if scalars[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        throw SyntaxFault(message: "this form is not closed", suggestion: "end it with }", offset: start)
    }

    private func unknownFormat(_ name: String, at offset: Int) -> SyntaxFault {
        let known = Template.Format.allCases.map(\.rawValue) + Template.Cases.Kind.allCases.map(\.rawValue)
        return SyntaxFault(
            message: "unknown format '\(name)'",
            suggestion: nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? "known: " + known.joined(separator: ", "),
            offset: offset)
    }

    private func skipSpaces(from start: Int, before end: Int) -> Int {
        var index = start
        while index < end, scalars[index].properties.isWhitespace { index += 1 }
        return index
    }

    private func word(from start: Int, before end: Int) -> String {
        let isEnd: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "{" || $0 == ":" }
        return string(start..<(scalars[start..<end].firstIndex(where: isEnd) ?? end))
    }

    private func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }
}
