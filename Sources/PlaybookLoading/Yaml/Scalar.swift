import PlaybookModel

/// A YAML scalar that knows where each of its characters stands in the file.
struct Scalar {
    enum Style {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    let text: String
    let style: Style
    let place: SourcePlace
    let source: SourceText

    var isPlain: Bool { style == .plain }
    var word: Word { Word(text: text, place: place) }
    /// An empty value, or YAML's `null`.
    var isNothing: Bool { isPlain && ["", "~", "null"].contains(text) }

    /// Where the scalar value's character at this offset (in Unicode scalars) stands.
    func place(at offset: Int) -> SourcePlace {
        guard offset > 0 || style != .plain else { return place }
        var walk = ScalarWalk(self)
        return walk.place(after: offset)
    }
}

/// Walks a scalar's value and its notation side by side: quotes, escapes, folded lines, block indentation.
private struct ScalarWalk {
    private let scalar: Scalar
    private var line: Int
    private var column: Int
    private var current: [Unicode.Scalar]
    private let indentation: Int

    init(_ scalar: Scalar) {
        self.scalar = scalar
        let source = scalar.source
        line = scalar.place.line - source.lineOffset
        column = scalar.place.column - 1
        switch scalar.style {
        case .plain:
            indentation = 0
        case .singleQuoted, .doubleQuoted:
            indentation = 0
            column += 1
        case .literal, .folded:
            line += 1
            var first = line
            while first < source.lineCount, source.scalars(ofLine: first).allSatisfy({ $0 == " " }) {
                first += 1
            }
            indentation = source.scalars(ofLine: first).prefix { $0 == " " }.count
            column = indentation
        }
        current = source.scalars(ofLine: line)
    }

    mutating func place(after count: Int) -> SourcePlace {
        var skipped = 0
        for scalar in scalar.text.unicodeScalars.prefix(count) {
            if skipped > 0 {
                skipped -= 1
                continue
            }
            skipped = step(over: scalar)
        }
        return scalar.source.place(line: line, column: column + 1)
    }

    /// Returns how many further scalars of the value the same piece of notation stands for.
    private mutating func step(over value: Unicode.Scalar) -> Int {
        switch scalar.style {
        case .literal, .folded:
            if value == "\n" || column >= current.count {
                moveToNextLine()
                column = indentation
            } else {
                column += 1
            }
            return 0
        case .plain, .singleQuoted:
            if isFold(value) { return fold() }
            let isDoubledQuote = scalar.style == .singleQuoted && value == "'"
            column += isDoubledQuote ? 2 : 1
            return 0
        case .doubleQuoted:
            if isFold(value) { return fold() }
            guard column < current.count, current[column] == "\\" else {
                column += 1
                return 0
            }
            column += escapeLength
            return 0
        }
    }

    private var escapeLength: Int {
        guard column + 1 < current.count else { return 1 }
        return switch current[column + 1] {
        case "x": 4
        case "u": 6
        case "U": 10
        default: 2
        }
    }

    private func isFold(_ value: Unicode.Scalar) -> Bool {
        guard value == " " || value == "\n", line < scalar.source.lineCount else { return false }
        return current.dropFirst(column).allSatisfy { $0 == " " || $0 == "\t" }
    }

    private mutating func fold() -> Int {
        var blankLines = -1
        repeat {
            moveToNextLine()
            column = current.prefix { $0 == " " || $0 == "\t" }.count
            blankLines += 1
        } while column == current.count && line < scalar.source.lineCount
        return max(0, blankLines - 1)
    }

    private mutating func moveToNextLine() {
        line += 1
        current = scalar.source.scalars(ofLine: line)
    }
}
