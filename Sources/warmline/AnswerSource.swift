internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookModel

/// What is asked, and of which articles.
struct AnswerSource: ParsableArguments {
    @Option(help: "Texts of articles, instead of the playbook's.")
    var corpus: String?

    @Option(help: "Questions with the articles that answer them.")
    var test: String?

    @Option(help: "The playbook's folder, when there is no --corpus.")
    var playbook: String = "Intents"

    func validate() throws {
        if corpus != nil, test == nil { throw ValidationError("--corpus needs --test.") }
    }

    /// The questions, and the playbook they are asked of. A row that is none is an error with exit code 1.
    func prepared() throws -> (AnswerEvaluation, Playbook) {
        let questions = try test.map { path in try Self.read(path, AnswerQuestion.rows) }
        let asked: Playbook
        if let corpus {
            asked = AnswerCorpus(try Self.read(corpus, AnswerCorpusRow.rows)).playbook
        } else {
            asked = try PlaybookFolder(path: playbook).checkedPlaybook()
        }
        let evaluation = questions.map { AnswerEvaluation(questions: $0) } ?? AnswerEvaluation(playbook: asked)
        guard !evaluation.questions.isEmpty else {
            StandardError.write("\(test ?? playbook): there are no questions to ask")
            throw ExitCode(1)
        }
        return (evaluation, asked)
    }

    private static func read<Row>(
        _ path: String, _ rows: (String) throws(AnswerRowProblem) -> [Row]
    ) throws -> [Row] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("There is no file '\(path)'.")
        }
        do throws(AnswerRowProblem) {
            return try rows(text)
        } catch {
            StandardError.write("\(path):\(error.description)")
            throw ExitCode(1)
        }
    }
}
