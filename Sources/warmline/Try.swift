internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Switchboard
internal import Understanding
internal import Vocabulary

struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run scripted talks against a playbook.",
        discussion: """
            Time is virtual and the back end answers as the talk says. Without files, every talk of the playbook runs.
            Rasa's end-to-end test files (`test_cases:`) are read, too; what has no counterpart fails and says so.
            Files named x.questions.yaml ask the articles: questions by the article that has to answer.
            Exit code 1 when a talk goes otherwise than written, or coverage is below what is asked for.

              warmline try
              warmline try Intents/talks/refund_fails.yaml
              warmline try --coverage-at-least 0.95 --junit talks.xml
            """)

    @Argument(help: "Talks; all of the playbook's when none is named.")
    var files: [String] = []

    @Option(help: "The playbook's folder.")
    var playbook: String = "Intents"

    @Option(help: "Write the results as JUnit XML, too.")
    var junit: String?

    @Flag(help: "Tell which steps of flows and which responses the talks come past, by file, and which none does.")
    var coverage = false

    @Option(help: "Exit code 1 when a smaller share (0 to 1) of the steps or of the responses is reached.")
    var coverageAtLeast: Double?

    func validate() throws {
        if let share = coverageAtLeast, !(0...1).contains(share) {
            throw ValidationError("--coverage-at-least is a share from 0 to 1, as 0.95.")
        }
    }

    func run() throws {
        let folder = PlaybookFolder(path: playbook)
        let sources = try folder.files()
        let loaded = PlaybookFolder.load(sources)
        guard let present = loaded.playbook else {
            StandardError.write(DiagnosticPrinter.text(loaded.diagnostics, folder: playbook))
            throw ExitCode(1)
        }
        var talks = files.isEmpty ? loaded.talks : []
        var cases: [RasaCase] = []
        var knowledge = files.isEmpty ? try folder.questionFiles() : []
        for file in files {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw ValidationError("There is no file '\(file)'.")
            }
            if KnowledgeTestReader.reads(file) {
                knowledge.append(SourceFile(path: file, text: text))
            } else if RasaTestReader.reads(text) {
                cases += try Self.cases(in: text, file: file)
            } else {
                talks.append(try Self.talk(in: SourceFile(path: file, text: text), among: sources))
            }
        }
        let edition = try Edition(present)
        let (result, xml) = TryCommand.run(
            talks, cases: cases, knowledge: try knowledge.map { try Self.asked($0, of: edition) },
            machine: edition.machine,
            measure: TryCommand.Measure(isShown: coverage, atLeast: coverageAtLeast),
            paint: Paint(isOn: StandardOutput.isTerminal), listener: Listener(edition.understander))
        StandardOutput.write(result.output)
        if let junit { try xml.write(toFile: junit, atomically: true, encoding: .utf8) }
        if result.exitCode != 0 { throw ExitCode(result.exitCode) }
    }

    private static func asked(_ file: SourceFile, of edition: Edition) throws -> TalkReport {
        let test = try PlaybookFolder.knowledgeTest(file, of: edition.playbook)
        return test.run(bar: edition.playbook.assistant.thresholds.article) { question, readers, limit in
            edition.understander.articles(for: question, readers: readers, limit: limit, at: .present)
        }
    }

    private static func talk(in file: SourceFile, among sources: [SourceFile]) throws -> Talk {
        let (talk, diagnostics) = PlaybookFolder.loader.talk(in: file, among: sources)
        guard let talk else {
            StandardError.write(DiagnosticPrinter.text(diagnostics))
            throw ExitCode(1)
        }
        return talk
    }

    private static func cases(in text: String, file: String) throws -> [RasaCase] {
        switch RasaTestReader.cases(in: text, file: file) {
        case .success(let cases): return cases
        case .failure(let fault):
            StandardError.write("\(fault.place.file):\(fault.place.line): \(fault.message)")
            throw ExitCode(1)
        }
    }
}
