import PlaybookLoading
import Vocabulary

/// Lines that were expected beside lines that were said.
struct LineDifference {
    typealias Expected = TalkTurn.ExpectedLine

    let expected: [Expected]
    let said: [BotLine]

    /// Do they agree, each with each, in order?
    var isEmpty: Bool {
        guard expected.last != .rest else {
            return said.count >= expected.count - 1 && zip(expected.dropLast(), said).allSatisfy(matches)
        }
        return expected.count == said.count && zip(expected, said).allSatisfy(matches)
    }

    /// Both in one column, with the fewest lines marked `-` and `+`.
    var lines: [String] {
        let common = longestMatches()
        var lines: [String] = []
        var row = 0
        var column = 0
        while row < expected.count || column < said.count {
            if row < expected.count, column < said.count, matches(expected[row], said[column]) {
                lines.append("  bot: " + words(said[column]))
                row += 1
                column += 1
            } else if row < expected.count, column == said.count || common[row + 1][column] >= common[row][column + 1] {
                lines.append("- bot: " + words(expected[row]))
                row += 1
            } else {
                lines.append("+ bot: " + words(said[column]))
                column += 1
            }
        }
        return lines
    }

    /// Cell (row, column): matches in the longest common course of what begins there.
    private func longestMatches() -> [[Int]] {
        var table = Array(repeating: Array(repeating: 0, count: said.count + 1), count: expected.count + 1)
        for row in expected.indices.reversed() {
            for column in said.indices.reversed() {
                table[row][column] =
                    matches(expected[row], said[column])
                    ? table[row + 1][column + 1] + 1 : max(table[row + 1][column], table[row][column + 1])
            }
        }
        return table
    }

    private func matches(_ expected: Expected, _ line: BotLine) -> Bool {
        switch expected {
        case .any, .rest: true
        case .line(let response, let text):
            (response == nil || response == line.response) && (text.map { line.text.contains($0) } ?? true)
        }
    }

    private func words(_ expected: Expected) -> String {
        switch expected {
        case .any: "any"
        case .rest: "rest"
        case .line(let response?, nil): response.rawValue
        case .line(let response?, let text?): "\(response) with \"\(text)\""
        case .line(nil, let text): "a line with \"\(text ?? "")\""
        }
    }

    private func words(_ line: BotLine) -> String {
        "\(line.response?.rawValue ?? line.citation.map { "from article \($0.article)" } ?? "?") \"\(line.text)\""
    }
}
