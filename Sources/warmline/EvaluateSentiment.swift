internal import ArgumentParser
internal import Console
internal import Foundation

extension Evaluate {
    struct Sentiment: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How well valence and frustration agree with what people heard.",
            discussion: """
                Rows are {"text": …, "valence": number} or {"text": …, "frustrated": true or false} or both, one a line.
                The report names the messages that were read worst, with the words that made the numbers.

                  warmline evaluate sentiment --test judged.jsonl
                  warmline evaluate sentiment --test judged.jsonl --json
                """)

        @Option(help: "Messages that people have judged.")
        var test: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            guard let text = try? String(contentsOfFile: test, encoding: .utf8) else {
                throw ValidationError("There is no file '\(test)'.")
            }
            do throws(SentimentProblem) {
                let result = try SentimentEvaluation(try SentimentRow.rows(of: text)).run()
                let paint = Paint(isOn: StandardOutput.isTerminal)
                StandardOutput.write(output.json ? result.json : SentimentReport(result, paint: paint).text)
            } catch {
                StandardError.write("\(test): \(error.description)")
                throw ExitCode(1)
            }
        }
    }
}
