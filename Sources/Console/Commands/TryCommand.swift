public import Dialog
public import PlaybookLoading

/// `warmline try`: talks, run and told.
public enum TryCommand {
    /// What is said of coverage.
    public struct Measure: Hashable, Sendable {
        public let isShown: Bool
        /// Steps and responses, each: a lower share makes the exit code 1.
        public let atLeast: Double?

        public init(isShown: Bool, atLeast: Double?) {
            self.isShown = isShown || atLeast != nil
            self.atLeast = atLeast
        }

        public static let none = Measure(isShown: false, atLeast: nil)
    }

    /// - Parameters:
    ///   - cases: of Rasa's end-to-end test files.
    ///   - knowledge: what became of questions to the articles (`KnowledgeTest`).
    /// - Returns: the text for the terminal, and the same as JUnit XML.
    public static func run(
        _ talks: [Talk], cases: [RasaCase] = [], knowledge: [TalkReport] = [], machine: DialogMachine,
        measure: Measure = .none,
        paint: Paint = .none, listener: Listener
    ) -> (result: CommandResult, junit: String) {
        let runner = TalkRunner(machine: machine, listener: listener)
        let caseRunner = RasaCaseRunner(machine: machine, listener: listener)
        let reports = talks.map(runner.run) + cases.map(caseRunner.run) + knowledge
        let failed = reports.count { !$0.passed }
        let summary =
            failed == 0
            ? paint("\(CheckCommand.counted(reports.count, "talk")), all as written", .green)
            : paint("\(failed) of \(CheckCommand.counted(reports.count, "talk")) went otherwise", .red)
        var lines = reports.map { $0.text(paint) }
        var isCovered = true
        if measure.isShown {
            let reached = reports.reduce(into: Reached()) { $0.formUnion($1.reached) }
            let coverage = Coverage(of: machine.playbook, reached: reached)
            lines.append(coverage.text(paint))
            if let least = measure.atLeast, !coverage.reaches(least) {
                isCovered = false
                lines.append(paint("coverage is below \(Int((least * 100).rounded())) %", .red))
            }
        }
        lines.append(summary)
        return (
            CommandResult(output: lines.joined(separator: "\n"), exitCode: failed == 0 && isCovered ? 0 : 1),
            JUnit.xml(reports)
        )
    }
}
