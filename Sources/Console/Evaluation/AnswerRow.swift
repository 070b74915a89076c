internal import Foundation

/// A text of the knowledge base with the name of its article: one line of a corpus. Several rows of one name are
/// questions that the article answers, or its parts.
public struct AnswerCorpusRow: Hashable, Sendable {
    public let id: String
    public let text: String
    public let title: String?

    public init(id: String, text: String, title: String? = nil) {
        self.id = id
        self.text = text
        self.title = title
    }
}

/// A question with the names of the articles that answer it: one line of a test.
public struct AnswerQuestion: Hashable, Sendable {
    public let text: String
    /// Empty where nothing does.
    public let answers: [String]
    /// Where it stands, for reports.
    public let line: Int

    public init(text: String, answers: [String], line: Int = 0) {
        self.text = text
        self.answers = answers
        self.line = line
    }
}

/// A line that is no row, with where it stands.
public struct AnswerRowProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let words: String

    public init(line: Int, words: String) {
        self.line = line
        self.words = words
    }

    public var description: String { "\(line): \(words)" }
}

extension AnswerCorpusRow: Decodable {
    enum CodingKeys: CodingKey {
        case id, text, title
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(ArticleID.self, forKey: .id).text
        text = try fields.decode(String.self, forKey: .text)
        title = try fields.decodeIfPresent(String.self, forKey: .title)
    }

    /// Reads one JSON object a line; empty lines are skipped.
    public static func rows(of jsonLines: String) throws(AnswerRowProblem) -> [AnswerCorpusRow] {
        try JSONLines.rows(of: jsonLines, #"no JSON object with "id" and "text""#) { row, _ in row }
    }
}

extension AnswerQuestion {
    private struct Line: Decodable {
        let text: String
        let answers: [ArticleID]
    }

    /// Reads one JSON object a line; empty lines are skipped.
    public static func rows(of jsonLines: String) throws(AnswerRowProblem) -> [AnswerQuestion] {
        try JSONLines.rows(of: jsonLines, #"no JSON object with "text" and a list "answers""#) { (row: Line, line) in
            AnswerQuestion(text: row.text, answers: row.answers.map(\.text), line: line)
        }
    }
}

/// A name, written as text or as a number.
private struct ArticleID: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int.self) {
            text = String(number)
        } else {
            text = try value.decode(String.self)
        }
    }
}

private enum JSONLines {
    static func rows<Line: Decodable, Row>(
        of text: String, _ complaint: String, _ row: (Line, Int) -> Row
    ) throws(AnswerRowProblem) -> [Row] {
        let decoder = JSONDecoder()
        var rows: [Row] = []
        // A line may end as on Windows; a separator of Unicode's may stand inside a JSON text.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard let value = try? decoder.decode(Line.self, from: Data(line.utf8)) else {
                throw AnswerRowProblem(line: index + 1, words: complaint)
            }
            rows.append(row(value, index + 1))
        }
        return rows
    }
}
