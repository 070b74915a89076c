internal import Foundation

/// A text with the label people gave it: one line of an evaluation file.
public struct EvaluationRow: Hashable, Sendable, Codable {
    public let text: String
    /// Absent in files of texts that belong nowhere.
    public let intent: String?

    public init(text: String, intent: String?) {
        self.text = text
        self.intent = intent
    }

    /// Reads one JSON object a line; empty lines are skipped.
    ///
    /// - Throws: `EvaluationProblem` with the line that is none.
    public static func rows(of jsonLines: String) throws(EvaluationProblem) -> [EvaluationRow] {
        let decoder = JSONDecoder()
        var rows: [EvaluationRow] = []
        for line in NumberedLines.of(jsonLines) {
            guard let row = try? decoder.decode(EvaluationRow.self, from: Data(line.text.utf8)) else {
                throw .notARow(line: line.number)
            }
            rows.append(row)
        }
        return rows
    }
}

/// Why nothing could be evaluated.
public enum EvaluationProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case notARow(line: Int)
    case unlabelled(text: String)
    case tooFewIntents
    case nothingToTest
    case tooFewForFolds(folds: Int, phrases: Int)

    public var description: String {
        switch self {
        case .notARow(let line): "line \(line) is no JSON object with \"text\" and \"intent\""
        case .unlabelled(let text): "'\(text.prefix(60))' has no \"intent\""
        case .tooFewIntents: "there must be at least two intents to train on"
        case .nothingToTest: "there is nothing to test on"
        case .tooFewForFolds(let folds, let phrases):
            "\(phrases) phrases cannot be cut into \(folds) parts; from 2 to as many as there are phrases"
        }
    }
}
