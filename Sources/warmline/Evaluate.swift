internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookModel

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well things are understood.", subcommands: [Intents.self])

    struct Intents: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accuracy, calibration and rejection on messages never trained on.",
            discussion: """
                Rows are {"text": …, "intent": …}, one a line. Without --train, the playbook's examples are trained on
                and its held_out phrases tested.
                """)

        @Option(help: "Rows to train on.")
        var train: String?

        @Option(help: "Rows to test on.")
        var test: String?

        @Option(help: "Rows that belong to none of the intents.")
        var outOfScope: String?

        @Option(help: "The label in the rows that means: none of them.")
        var noMatchLabel: String?

        @Option(help: "Train on so many examples of each intent, drawn with the seed.")
        var perIntent: Int?

        @Option(help: "For drawing examples and making typos.")
        var seed: UInt64 = 1

        @Flag(help: "Make one or two edits in every test message.")
        var typos = false

        @Flag(help: "One JSON object on standard output.")
        var json = false

        @Option(help: "The playbook's folder, when there is no --train.")
        var playbook: String = "Intents"

        func run() throws {
            var evaluation = try prepared()
            evaluation.noMatchLabel = noMatchLabel
            evaluation.perIntent = perIntent
            evaluation.seed = seed
            evaluation.typos = typos
            if let outOfScope { evaluation.outOfScope = try Self.rows(outOfScope) }
            let result: IntentResult
            do throws(EvaluationProblem) {
                result = try evaluation.run()
            } catch {
                StandardError.write(error.description)
                throw ExitCode(1)
            }
            StandardOutput.write(json ? result.json : result.report)
        }

        private func prepared() throws -> IntentEvaluation {
            switch (train, test) {
            case (let train?, let test?):
                IntentEvaluation(train: try Self.rows(train), test: try Self.rows(test))
            case (nil, nil): IntentEvaluation(playbook: try PlaybookFolder(path: playbook).checkedPlaybook())
            default: throw ValidationError("--train and --test go together.")
            }
        }

        private static func rows(_ path: String) throws -> [EvaluationRow] {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("There is no file '\(path)'.")
            }
            do throws(EvaluationProblem) {
                return try EvaluationRow.rows(of: text)
            } catch {
                StandardError.write("\(path): \(error.description)")
                throw ExitCode(1)
            }
        }
    }
}
