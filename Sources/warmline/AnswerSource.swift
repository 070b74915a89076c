internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookModel
internal import Switchboard
internal import Understanding
internal import Vocabulary

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
    func prepared(_ language: LanguageModel) throws -> (AnswerEvaluation, Playbook) {
        let questions = try test.map { path in try Self.read(path, AnswerQuestion.rows) }
        let folder = PlaybookFolder(path: playbook)
        let asked =
            if let corpus {
                AnswerCorpus(try Self.read(corpus, AnswerCorpusRow.rows)).playbook
            } else {
                try folder.checkedPlaybook()
            }
        let evaluation =
            try questions.map { AnswerEvaluation(questions: $0) } ?? Self.ownQuestions(of: asked, in: folder, language)
        guard !evaluation.questions.isEmpty else {
            StandardError.write("\(test ?? playbook): there are no questions to ask")
            throw ExitCode(1)
        }
        return (evaluation, asked)
    }

    /// Trains what decides whether the articles are asked at all.
    private static func ownQuestions(
        of playbook: Playbook, in folder: PlaybookFolder, _ language: LanguageModel
    ) throws -> AnswerEvaluation {
        let understander = try Edition(playbook, model: language).understander
        let tests = try folder.questionFiles().map { try PlaybookFolder.knowledgeTest($0, of: playbook) }
        return AnswerEvaluation(playbook: playbook, asking: tests) {
            understander.interpret($0, at: .present).band != .act
        }
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
