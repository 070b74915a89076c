internal import Foundation

/// A message with how people felt that it sounds: one line of an evaluation file.
public struct SentimentRow: Hashable, Sendable, Codable {
    public let text: String
    /// How good it sounds, on any scale where more is better.
    public let valence: Double?
    public let frustrated: Bool?

    public init(text: String, valence: Double? = nil, frustrated: Bool? = nil) {
        self.text = text
        self.valence = valence
        self.frustrated = frustrated
    }

    /// Reads one JSON object a line; empty lines are skipped.
    ///
    /// - Throws: `SentimentProblem` with the line that is none, or that has no judgement.
    public static func rows(of jsonLines: String) throws(SentimentProblem) -> [SentimentRow] {
        let decoder = JSONDecoder()
        var rows: [SentimentRow] = []
        // Not `isNewline`: JSON allows the Unicode line separators inside a text.
        let lines = jsonLines.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard let row = try? decoder.decode(SentimentRow.self, from: Data(line.utf8)),
                row.valence != nil || row.frustrated != nil
            else { throw .notARow(line: index + 1) }
            rows.append(row)
        }
        return rows
    }
}

/// Why no feelings could be evaluated.
public enum SentimentProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case notARow(line: Int)
    case nothingToTest

    public var description: String {
        switch self {
        case .notARow(let line):
            "line \(line) is no JSON object with \"text\" and a number \"valence\" or a truth value \"frustrated\""
        case .nothingToTest: "there is nothing to test on"
        }
    }
}
