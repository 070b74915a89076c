public import PlaybookLoading
import PlaybookModel
import Vocabulary

/// `warmline check`: what a loaded playbook's diagnostics look like.
public enum CheckCommand {
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case text
        case json
        case sarif
    }

    /// - Parameter folder: as the user named it; put in front of file names in text and SARIF.
    public static func run(
        _ loaded: LoadedPlaybook, format: Format, folder: String, paint: Paint = .none
    ) -> CommandResult {
        let diagnostics = loaded.diagnostics
        let errors = diagnostics.count { $0.severity == .error }
        let exitCode: Int32 = errors > 0 ? 1 : 0
        switch format {
        case .json: return CommandResult(output: DiagnosticJSON.text(diagnostics), exitCode: exitCode)
        case .sarif: return CommandResult(output: Sarif.text(diagnostics, folder: folder), exitCode: exitCode)
        case .text:
            var lines = diagnostics.isEmpty ? [] : [DiagnosticPrinter.text(diagnostics, folder: folder, paint: paint)]
            lines.append(summary(loaded, errors: errors, warnings: diagnostics.count - errors, paint))
            return CommandResult(output: lines.joined(separator: "\n"), exitCode: exitCode)
        }
    }

    /// `warmline check --graph`: one flow, or `all`, as a Mermaid flowchart; for a playbook with errors, those.
    public static func graph(
        _ name: String, of loaded: LoadedPlaybook, folder: String, paint: Paint = .none
    ) -> CommandResult {
        guard let playbook = loaded.playbook else { return run(loaded, format: .text, folder: folder, paint: paint) }
        guard name != "all" else {
            return CommandResult(output: FlowDiagram.mermaid(of: playbook), exitCode: 0)
        }
        guard let diagram = FlowDiagram.mermaid(of: FlowName(name), in: playbook) else {
            let known = playbook.flows.keys.map(\.rawValue).sorted().joined(separator: ", ")
            return CommandResult(output: "There is no flow '\(name)'. There are: all, \(known)", exitCode: 2)
        }
        return CommandResult(output: diagram, exitCode: 0)
    }

    private static func summary(_ loaded: LoadedPlaybook, errors: Int, warnings: Int, _ paint: Paint) -> String {
        guard let playbook = loaded.playbook else {
            return paint("\(counted(errors, "error")), \(counted(warnings, "warning"))", .red)
        }
        let parts = [
            counted(playbook.intents.count, "intent"), counted(playbook.flows.count, "flow"),
            counted(playbook.articles.count, "article"), counted(loaded.talks.count, "talk"),
        ]
        let faults = warnings == 0 ? "no fault found" : counted(warnings, "warning")
        return paint(parts.joined(separator: ", ") + ": " + faults, warnings == 0 ? .green : .yellow)
    }

    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
