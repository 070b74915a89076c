import PlaybookModel

/// The text of a file, by lines, to find the place of a character inside a scalar.
struct SourceText {
    let file: String
    /// Lines before the YAML begins (front matter of an article).
    let lineOffset: Int
    private let lines: [Substring]

    init(file: String, text: String, lineOffset: Int = 0) {
        self.file = file
        self.lineOffset = lineOffset
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    func place(line: Int, column: Int) -> SourcePlace {
        SourcePlace(file: file, line: line + lineOffset, column: column)
    }

    /// Scalars of a line of the YAML text, counted from 1; empty past the end.
    func scalars(ofLine line: Int) -> [Unicode.Scalar] {
        lines.indices.contains(line - 1) ? Array(lines[line - 1].unicodeScalars) : []
    }

    var lineCount: Int { lines.count }
}
