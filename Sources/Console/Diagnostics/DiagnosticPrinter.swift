public import PlaybookModel

/// Diagnostics for people: one a line, in the form editors and terminals jump to.
public enum DiagnosticPrinter {
    /// `file:line:column: error: message [rule]`, the suggestion and the path that proves it below, indented.
    /// - Parameter folder: of the playbook as the user named it; put in front of file names.
    public static func text(_ diagnostics: [Diagnostic], folder: String = "", paint: Paint = .none) -> String {
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        return diagnostics.map { text($0, prefix, paint) }.joined(separator: "\n")
    }

    private static func text(_ diagnostic: Diagnostic, _ prefix: String, _ paint: Paint) -> String {
        let severity =
            switch diagnostic.severity {
            case .error: paint("error", .red)
            case .warning: paint("warning", .yellow)
            }
        let place = paint(text(diagnostic.place, prefix), .bold)
        var lines = ["\(place): \(severity): \(diagnostic.message) \(paint("[\(diagnostic.rule)]", .faint))"]
        if let suggestion = diagnostic.suggestion { lines.append("  \(suggestion)") }
        lines += diagnostic.path.map { "  " + paint("via \(text($0.place, prefix)) \($0.words)", .faint) }
        return lines.joined(separator: "\n")
    }

    private static func text(_ place: SourcePlace, _ prefix: String) -> String {
        "\(prefix)\(place.file):\(place.line):\(place.column)"
    }
}
