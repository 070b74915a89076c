/// Lines that fit a terminal of 100 columns.
enum Wrapping {
    static let columns = 100

    /// Cuts at blanks where a line would grow too long; what follows is set in by `hanging` columns.
    static func lines(_ text: String, indent: Int = 0, hanging: Int = 4) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = margin
        var isEmpty = true
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, line.count + 1 + word.count > columns {
                lines.append(line)
                line = margin + String(repeating: " ", count: hanging)
                isEmpty = true
            }
            line += isEmpty ? String(word) : " " + word
            isEmpty = false
        }
        return lines + [line]
    }
}
