internal import ArgumentParser
internal import ArticleSearch
internal import Console
internal import Foundation
internal import PlaybookModel
internal import Vocabulary

/// Finds where to answer from articles, where to offer a choice and where to say that there is no answer.
struct Tune: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the bar for answering from articles, on the shop's own questions.",
        discussion: """
            The bar is the lowest confidence from which on so many of the answers are right. Questions are
            {"text", "answers": [id…]}, one a line, an empty list where nothing answers; without --test, those of the
            playbook's x.questions.yaml, and of its held-out phrases those that no intent is sure of. Prints what
            belongs into assistant.yaml, changes nothing. Exit code 1 when no bar is good enough.

              warmline tune --test asked.jsonl --precision 0.95
            """)

    @OptionGroup var source: AnswerSource

    @Option(help: "The share of answers that have to be right.")
    var precision = 0.9

    @OptionGroup var model: ModelOptions

    func validate() throws {
        guard (0...1).contains(precision) else { throw ValidationError("--precision is from 0 to 1.") }
    }

    func run() throws {
        let language = try model.languageModel()
        var (evaluation, playbook) = try source.prepared(language)
        evaluation.precision = precision
        StandardError.write("with \(language.words)")
        let index = try ArticleSearchIndex(playbook: playbook, at: .present, encoder: language.encoder)
        let advice = AnswerAdvice(
            evaluation.run(index, of: playbook), present: playbook.assistant.thresholds)
        StandardError.write(advice.words)
        guard let lines = advice.lines else { throw ExitCode(1) }
        StandardOutput.write(lines)
    }
}
