public import PlaybookLoading
public import PlaybookModel

/// `warmline try`: talks, run and told.
public enum TryCommand {
    /// - Returns: the text for the terminal, and the same as JUnit XML.
    public static func run(
        _ talks: [Talk], playbook: Playbook, paint: Paint = .none, listener: Listener
    ) -> (result: CommandResult, junit: String) {
        let runner = TalkRunner(playbook: playbook, listener: listener)
        let reports = talks.map(runner.run)
        let failed = reports.count { !$0.passed }
        let summary =
            failed == 0
            ? paint("\(CheckCommand.counted(reports.count, "talk")), all as written", .green)
            : paint("\(failed) of \(CheckCommand.counted(reports.count, "talk")) went otherwise", .red)
        let text = (reports.map { $0.text(paint) } + [summary]).joined(separator: "\n")
        return (CommandResult(output: text, exitCode: failed == 0 ? 0 : 1), JUnit.xml(reports))
    }
}
