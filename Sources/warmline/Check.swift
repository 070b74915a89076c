internal import ArgumentParser
internal import Console

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove a playbook before anything runs.",
        discussion: """
            Every name resolves, every slot is filled before it is used, every path ends, waits or hands over, every
            irreversible call stands behind a confirm. Exit code 1 when anything is wrong.
            """)

    @Argument(help: "The playbook's folder.")
    var folder: String = "Intents"

    @Option(help: "text, json or sarif.")
    var format: Format = .text

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case json
        case sarif
    }

    func run() throws {
        let console: CheckCommand.Format =
            switch format {
            case .text: .text
            case .json: .json
            case .sarif: .sarif
            }
        let result = CheckCommand.run(
            try PlaybookFolder(path: folder).load(), format: console, folder: folder,
            paint: Paint(isOn: StandardOutput.isTerminal))
        StandardOutput.write(result.output)
        if result.exitCode != 0 { throw ExitCode(result.exitCode) }
    }
}
