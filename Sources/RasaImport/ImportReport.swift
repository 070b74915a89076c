internal import PlaybookModel

/// What an import tells, for people and for programs.
public struct ImportReport: Sendable {
    private let imported: ImportedPlaybook

    public init(_ imported: ImportedPlaybook) {
        self.imported = imported
    }

    /// What came over in one line, then every loss with its place, by kind.
    public var text: String {
        var lines = [summary]
        for kind in Loss.Kind.allCases {
            let losses = imported.losses.filter { $0.kind == kind }
            guard !losses.isEmpty else { continue }
            lines += ["", "\(kind.title) (\(losses.count))"]
            lines += losses.map { "  \($0.place.file):\($0.place.line): \($0.message)" }
        }
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        let lost = imported.losses.count { $0.kind != .added }
        return "\(imported.intents) intents with \(imported.phrases) phrases, \(imported.flows) flows in "
            + "\(imported.files.count) files; \(lost == 0 ? "nothing was lost" : "\(lost) things have no counterpart")"
    }

    /// One JSON object: `{intents, phrases, flows, files, losses: [{kind, file, line, column, message}]}`.
    public var json: String {
        let losses = imported.losses.map { loss in
            "{\"kind\":\(quoted(loss.kind.rawValue)),\"file\":\(quoted(loss.place.file)),\"line\":\(loss.place.line),"
                + "\"column\":\(loss.place.column),\"message\":\(quoted(loss.message))}"
        }
        let files = imported.files.keys.sorted().map(quoted)
        return "{\"intents\":\(imported.intents),\"phrases\":\(imported.phrases),\"flows\":\(imported.flows),"
            + "\"files\":[\(files.joined(separator: ","))],\"losses\":[\(losses.joined(separator: ","))]}"
    }

    private func quoted(_ text: String) -> String {
        // JSON's escapes are among those of a YAML text in double quotes.
        YamlText.quoted(text)
    }
}
