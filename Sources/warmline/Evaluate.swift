internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookModel

struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well things are understood.",
        subcommands: [Intents.self, Sentiment.self, Answers.self, Dialogs.self])

    struct Intents: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accuracy, calibration and rejection on messages never trained on.",
            discussion: """
                Rows are {"text": …, "intent": …}, one a line. Without --train, the playbook's examples are trained on
                and its held_out phrases tested.

                With --folds K the examples test themselves: they are cut into K parts, and each part is read by a
                classifier that learned the others. The report says first what to mend: intents that overlap, phrases
                misread with confidence and the phrase that pulled each of them. Exit code 1 when --at-least is missed.

                  warmline evaluate intents --folds 5 --html report.html
                  warmline evaluate intents --at-least 0.9
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

        @Option(help: "Cross-validation in so many parts, drawn with the seed; there is no --test then.")
        var folds: Int?

        @Option(help: "Exit code 1 when a smaller share is right; from 0 to 1.")
        var atLeast: Double?

        @Option(help: "Write the report as one web page with plots, too.")
        var html: String?

        @OptionGroup var output: OutputOptions

        @OptionGroup var source: PlaybookOptions

        @OptionGroup var model: ModelOptions

        func validate() throws {
            if let folds, !(2...100).contains(folds) { throw ValidationError("--folds is a number from 2 to 100.") }
            if let perIntent, perIntent < 1 { throw ValidationError("--per-intent is at least 1.") }
            if let atLeast, !(0...1).contains(atLeast) { throw ValidationError("--at-least is from 0 to 1.") }
            switch (train != nil, test != nil, folds != nil) {
            case (_, true, true): throw ValidationError("--folds tests the examples themselves; leave --test out.")
            case (false, true, false): throw ValidationError("--test needs --train.")
            case (true, false, false): throw ValidationError("--train needs --test or --folds.")
            case (true, true, false), (true, false, true), (false, false, _): break
            }
        }

        func run() throws {
            var evaluation = try prepared()
            evaluation.noMatchLabel = noMatchLabel
            evaluation.perIntent = perIntent
            evaluation.seed = seed
            evaluation.typos = typos
            evaluation.folds = folds
            evaluation.encoder = try model.languageModel().encoder
            if let outOfScope { evaluation.outOfScope = try Self.rows(outOfScope) }
            let result: IntentResult
            do throws(EvaluationProblem) {
                result = try evaluation.run(progress: tellProgress)
            } catch {
                StandardError.write(error.description)
                throw ExitCode(1)
            }
            if let html { try Self.write(IntentPage(result, title: title).html, to: html) }
            let paint = Paint(isOn: StandardOutput.isTerminal)
            StandardOutput.write(output.json ? result.json : IntentReport(result, paint: paint).text)
            if let atLeast, result.accuracy < atLeast {
                StandardError.write("\(result.accuracy) right, at least \(atLeast) was asked for")
                throw ExitCode(1)
            }
        }

        private var title: String {
            URL(fileURLWithPath: train ?? source.playbook).lastPathComponent
        }

        private func tellProgress(done: Int, of count: Int) {
            guard count > 1, StandardError.isTerminal else { return }
            StandardError.write("part \(done) of \(count) read")
        }

        private func prepared() throws -> IntentEvaluation {
            guard let train else {
                return IntentEvaluation(playbook: try source.folder.checkedPlaybook())
            }
            return IntentEvaluation(train: try Self.rows(train), test: try test.map(Self.rows) ?? [])
        }

        private static func write(_ text: String, to path: String) throws {
            do {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
            } catch {
                throw ValidationError("'\(path)' cannot be written.")
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
