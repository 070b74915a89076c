internal import ArgumentParser
internal import Console
internal import Dialog
internal import Foundation
internal import PlaybookModel
internal import Switchboard
internal import Vocabulary

extension Evaluate {
    struct Dialogs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How a playbook does on recorded conversations between customers and people.",
            discussion: """
                One JSON dialog a line: {"id", "task", "ev": [{"u"}, {"w", "act"}, {"q", "c"}, …]} or {"id", "flow",
                "turns": [{"by": "customer", "agent" or "action", "text", "action", "values"}, …]}. The playbook's
                intents are named as the tasks are, its calls and their inputs as the recorded ones.

                intent: is the right flow chosen after one, two and three customer turns?
                track: the recorded person asks; at each of their actions, does the bot know what they knew?
                live: the bot asks, the recorded customer is the script; is the last call the recorded one?

                Opening lines of --train become phrases of the intents. Without --test, one dialog in --dev is held
                apart from --train by its id and tested on. Exit code 1 when something that was asked for is missed.

                  warmline evaluate dialogs --mode intent --train star.jsonl --dev 5 --playbook Star
                  warmline evaluate dialogs --mode track --train star.jsonl --test more.jsonl --playbook Star --json
                """)

        @Option(help: "intent, track or live.", transform: Self.mode)
        var mode: DialogEvaluation.Mode = .track

        @Option(help: "Recorded dialogs to learn phrases and questions from.")
        var train: String

        @Option(help: "Recorded dialogs to be judged on.")
        var test: String?

        @Option(help: "Without --test: one dialog in so many is held apart, by a hash of its id.")
        var dev: Int = 5

        @Option(help: "Only dialogs about this; may be repeated. All that the playbook has a flow for when left out.")
        var task: [String] = []

        @Option(help: "An argument in free words, which is not compared; may be repeated.")
        var leaveOut: [String] = []

        @OptionGroup var source: PlaybookOptions

        @OptionGroup var output: OutputOptions

        @OptionGroup var model: ModelOptions

        func validate() throws {
            guard (2...1_000).contains(dev) else { throw ValidationError("--dev is a number from 2 to 1000.") }
        }

        func run() throws {
            let rows = try Self.dialogs(train)
            let split = DialogSplit(rows, oneIn: dev)
            let learned = test == nil ? split.train : rows
            let judged = try test.map(Self.dialogs) ?? split.dev
            let book = try source.folder.checkedPlaybook()
            // Phrases matter where intents are understood; elsewhere the task is given.
            let taught = mode == .track ? book : OpeningLines(learned).teaching(book)
            let edition = try Edition(taught, model: mode == .track ? .unwanted : model.languageModel())
            var evaluation = DialogEvaluation(
                mode, machine: edition.machine, listener: Listener(edition.understander), train: learned, test: judged)
            evaluation.only = Set(task)
            evaluation.leftOut = leaveOut
            let result = evaluation.run(progress: tellProgress)
            let report = DialogReport(result, paint: Paint(isOn: StandardOutput.isTerminal))
            StandardOutput.write(output.json ? report.json : report.text)
        }

        private static func mode(_ text: String) throws -> DialogEvaluation.Mode {
            guard let mode = DialogEvaluation.Mode(rawValue: text) else {
                throw ValidationError("'\(text)' is none of intent, track and live.")
            }
            return mode
        }

        private func tellProgress(done: Int, of count: Int) {
            guard done % 100 == 0, StandardError.isTerminal else { return }
            StandardError.write("dialog \(done) of \(count)")
        }

        /// A line that is no dialog is an error with exit code 1.
        private static func dialogs(_ path: String) throws -> [RecordedDialog] {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("There is no file '\(path)'.")
            }
            do throws(RecordedDialogFault) {
                return try RecordedDialogReader().dialogs(of: text)
            } catch {
                StandardError.write("\(path):\(error.description)")
                throw ExitCode(1)
            }
        }
    }
}
