import Foundation
public import PlaybookModel

/// Diagnostics for programs.
public enum DiagnosticJSON {
    private struct Row: Encodable {
        let file: String
        let line: Int
        let column: Int
        let severity: String
        let rule: String
        let message: String
        let suggestion: String?
        let path: [Hop]
    }

    private struct Hop: Encodable {
        let file: String
        let line: Int
        let column: Int
        let step: String
    }

    /// `[{"file","line","column","severity","rule","message","suggestion","path":[{"file","line","column","step"}]}]`
    public static func text(_ diagnostics: [Diagnostic]) -> String {
        JSONText.of(
            diagnostics.map {
                Row(
                    file: $0.place.file, line: $0.place.line, column: $0.place.column,
                    severity: $0.severity.rawValue, rule: $0.rule, message: $0.message, suggestion: $0.suggestion,
                    path: $0.path.map {
                        Hop(file: $0.place.file, line: $0.place.line, column: $0.place.column, step: $0.words)
                    })
            }, lines: true)
    }
}

/// Values as JSON text with sorted keys, so that the same value is always the same text.
enum JSONText {
    static func of(_ value: some Encodable, lines: Bool) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            lines ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        // Numbers that JSON cannot say are the only way this fails.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let bytes = try? encoder.encode(value) else { return "null" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
