/// A file of one JSON object a line.
enum NumberedLines {
    /// Lines that are not blank with their numbers from 1, whichever way they are ended: a line feed, a carriage return
    /// before it, or the end of the file. A line feed is never part of JSON text, so bytes may be cut.
    static func of(_ text: String) -> [(number: Int, text: Substring)] {
        var lines: [(number: Int, text: Substring)] = []
        let scalars = text.unicodeScalars
        for (index, line) in scalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = Substring(line)
            if !line.allSatisfy(\.isWhitespace) { lines.append((number: index + 1, text: line)) }
        }
        return lines
    }
}
