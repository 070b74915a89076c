import Foundation
import PlaybookLoading
public import PlaybookModel

/// Diagnostics as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change.
public enum Sarif {
    /// - Parameter folder: of the playbook inside the repository, e.g. `Intents`; files are named below it.
    public static func text(_ diagnostics: [Diagnostic], folder: String) -> String {
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        let rules = Set(diagnostics.map(\.rule)).sorted()
        let log = Log(
            runs: [
                Run(
                    tool: Tool(
                        driver: Driver(
                            rules: rules.map { name in
                                Rule(
                                    id: name,
                                    shortDescription: Message(text: PlaybookRule(rawValue: name)?.about ?? name))
                            })),
                    results: diagnostics.map { result($0, prefix, rules) })
            ])
        return JSONText.of(log, lines: true)
    }

    private static func result(_ diagnostic: Diagnostic, _ prefix: String, _ rules: [String]) -> Result {
        var text = diagnostic.message
        if let suggestion = diagnostic.suggestion { text += "; \(suggestion)" }
        return Result(
            ruleId: diagnostic.rule, ruleIndex: rules.firstIndex(of: diagnostic.rule) ?? -1,
            level: diagnostic.severity.rawValue, message: Message(text: text),
            locations: [location(diagnostic.place, prefix)], codeFlows: codeFlows(diagnostic, prefix))
    }

    /// The counter-example, the fault itself as its last place; `nil` where nothing but the place proves the fault.
    private static func codeFlows(_ diagnostic: Diagnostic, _ prefix: String) -> [CodeFlow]? {
        guard !diagnostic.path.isEmpty else { return nil }
        let fault = PathStep(place: diagnostic.place, words: diagnostic.message)
        let hops = (diagnostic.path + [fault]).map { step in
            ThreadFlowLocation(
                location: location(step.place, prefix, Message(text: step.words)),
                importance: step == fault ? "essential" : "important")
        }
        return [CodeFlow(threadFlows: [ThreadFlow(locations: hops)])]
    }

    private static func location(_ place: SourcePlace, _ prefix: String, _ message: Message? = nil) -> Location {
        Location(
            physicalLocation: PhysicalLocation(
                artifactLocation: ArtifactLocation(uri: uri(prefix + place.file)),
                region: Region(startLine: place.line, startColumn: place.column)),
            message: message)
    }

    private static func uri(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    }

    // MARK: The part of the format in use

    private struct Log: Encodable {
        let schema = "https://json.schemastore.org/sarif-2.1.0.json"
        let version = "2.1.0"
        let runs: [Run]

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case version
            case runs
        }
    }

    private struct Run: Encodable {
        let tool: Tool
        /// Columns count Unicode scalars.
        let columnKind = "unicodeCodePoints"
        let results: [Result]
    }

    private struct Tool: Encodable {
        let driver: Driver
    }

    private struct Driver: Encodable {
        let name = "warmline check"
        let rules: [Rule]
    }

    private struct Rule: Encodable {
        let id: String
        let shortDescription: Message
    }

    private struct Message: Encodable {
        let text: String
    }

    private struct Result: Encodable {
        let ruleId: String
        let ruleIndex: Int
        let level: String
        let message: Message
        let locations: [Location]
        let codeFlows: [CodeFlow]?
    }

    private struct CodeFlow: Encodable {
        let threadFlows: [ThreadFlow]
    }

    private struct ThreadFlow: Encodable {
        let locations: [ThreadFlowLocation]
    }

    private struct ThreadFlowLocation: Encodable {
        let location: Location
        let importance: String
    }

    private struct Location: Encodable {
        let physicalLocation: PhysicalLocation
        let message: Message?
    }

    private struct PhysicalLocation: Encodable {
        let artifactLocation: ArtifactLocation
        let region: Region
    }

    private struct ArtifactLocation: Encodable {
        let uri: String
    }

    private struct Region: Encodable {
        let startLine: Int
        let startColumn: Int
    }
}
