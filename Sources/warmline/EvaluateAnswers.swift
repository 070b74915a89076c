internal import ArgumentParser
internal import ArticleSearch
internal import Console
internal import Foundation
internal import Vocabulary

extension Evaluate {
    struct Answers: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How often the right article is found, and whether it is known when there is none.",
            discussion: """
                A corpus has rows {"id", "text"[, "title"]}: several of one id are questions that the article answers,
                or its parts. Questions are {"text", "answers": [id…]}, an empty list where nothing answers. Without
                --corpus the playbook's articles are asked: --test, or else its own questions.

                  warmline evaluate answers --corpus faq.jsonl --test asked.jsonl
                  warmline evaluate answers --playbook Intents --typos --no-model
                """)

        @OptionGroup var source: AnswerSource

        @Flag(help: "Make one or two slips in every question.")
        var typos = false

        @Option(help: "For making slips.")
        var seed: UInt64 = 1

        @Option(help: "The share of answers that have to be right at the bars that are looked for.")
        var precision = 0.9

        @Flag(help: "One JSON object on standard output.")
        var json = false

        @OptionGroup var model: ModelOptions

        func validate() throws {
            guard (0...1).contains(precision) else { throw ValidationError("--precision is from 0 to 1.") }
        }

        func run() throws {
            let language = try model.languageModel()
            var (evaluation, playbook) = try source.prepared(language)
            evaluation.typos = typos
            evaluation.seed = seed
            evaluation.precision = precision
            if StandardError.isTerminal { StandardError.write("with \(language.words)") }
            let index = try ArticleSearchIndex(playbook: playbook, at: .present, encoder: language.encoder)
            let result = evaluation.run(index, of: playbook) { done, count in
                if StandardError.isTerminal { StandardError.write("\(done) of \(count) questions asked") }
            }
            let paint = Paint(isOn: StandardOutput.isTerminal)
            StandardOutput.write(json ? result.json : AnswerReport(result, paint: paint).text)
        }
    }
}
