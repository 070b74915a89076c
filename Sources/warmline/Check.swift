internal import ArgumentParser
internal import Console

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove a playbook before anything runs.",
        discussion: """
            Every name resolves, every slot is filled before it is used, every path ends, waits or hands over, every
            irreversible call stands behind a confirm. What is wrong is shown with the steps that lead to it. Exit code
            1 when anything is wrong.

            'warmline check --graph refund' draws a flow as a Mermaid flowchart, '--graph all' every flow.
            """)

    @Argument(help: "The playbook's folder.")
    var folder: String = "Intents"

    @Option(help: "text, json or sarif; with --graph: mermaid.")
    var format: Format?

    @Option(help: ArgumentHelp("Draw this flow, or 'all', instead of the complaints.", valueName: "flow"))
    var graph: String?

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case json
        case sarif
        case mermaid
    }

    func validate() throws {
        if graph != nil, let format, format != .mermaid {
            throw ValidationError("A flow is drawn as mermaid, not as \(format.rawValue).")
        }
        if graph == nil, format == .mermaid {
            throw ValidationError("Say which flow to draw: --graph FLOW, or --graph all.")
        }
    }

    func run() throws {
        let loaded = try PlaybookFolder(path: folder).load()
        let paint = Paint(isOn: StandardOutput.isTerminal)
        let result =
            if let graph {
                CheckCommand.graph(graph, of: loaded, folder: folder, paint: paint)
            } else {
                CheckCommand.run(loaded, format: console, folder: folder, paint: paint)
            }
        if result.exitCode == 2 {
            StandardError.write(result.output)
        } else {
            StandardOutput.write(result.output)
        }
        if result.exitCode != 0 { throw ExitCode(result.exitCode) }
    }

    private var console: CheckCommand.Format {
        switch format {
        case .json: .json
        case .sarif: .sarif
        case .text, .mermaid, nil: .text
        }
    }
}
