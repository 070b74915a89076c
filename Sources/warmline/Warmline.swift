internal import ArgumentParser

/// The front door. Each subcommand has a file of its own and only wires rooms together.
@main
struct Warmline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warmline",
        abstract: "Customer support chat that answers, acts, and knows when to hand over to a person.",
        discussion: """
            Start with `warmline demo`. What the bot knows stands in a folder of YAML and Markdown files, the
            playbook: `warmline check` proves it, `warmline repl` talks to it, `warmline try` runs its scripted talks.

            Exit codes: 0 good, 1 the thing checked is bad, 2 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Demo.self, ReplCommand.self, Check.self, Try.self, ReplayCommand.self, Parse.self,
            Evaluate.self, Tune.self, ModelCommand.self,
            Import.self, Export.self, Agent.self, TerminalDeskCommand.self, SimulateCommand.self, GapsCommand.self,
            TripwiresCommand.self, IncidentCommand.self, OutreachCommand.self,
            ReportCommand.self, AlertsCommand.self,
            ApprovalsCommand.self, AuditCommand.self, WebhooksCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            // ArgumentParser says 64 for wrong usage; ours is 2.
            let code = exitCode(for: error)
            guard code == .validationFailure else { exit(withError: error) }
            StandardError.write(fullMessage(for: error))
            exit(withError: ExitCode(2))
        }
    }
}
