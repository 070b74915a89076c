internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Switchboard

struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run scripted talks against a playbook.",
        discussion: """
            Time is virtual and the back end answers as the talk says. Without files, every talk of the playbook runs.
            Exit code 1 when a talk goes otherwise than written.
            """)

    @Argument(help: "Talks; all of the playbook's when none is named.")
    var files: [String] = []

    @Option(help: "The playbook's folder.")
    var playbook: String = "Intents"

    @Option(help: "Write the results as JUnit XML, too.")
    var junit: String?

    func run() throws {
        let folder = PlaybookFolder(path: playbook)
        let sources = try folder.files()
        let loaded = PlaybookFolder.load(sources)
        guard let present = loaded.playbook else {
            StandardError.write(DiagnosticPrinter.text(loaded.diagnostics, folder: playbook))
            throw ExitCode(1)
        }
        let talks = files.isEmpty ? loaded.talks : try files.map { try Self.talk(in: $0, among: sources) }
        let edition = try Edition(present)
        let (result, xml) = TryCommand.run(
            talks, playbook: present, paint: Paint(isOn: StandardOutput.isTerminal),
            listener: Listener(edition.understander))
        StandardOutput.write(result.output)
        if let junit { try xml.write(toFile: junit, atomically: true, encoding: .utf8) }
        if result.exitCode != 0 { throw ExitCode(result.exitCode) }
    }

    private static func talk(in path: String, among sources: [SourceFile]) throws -> Talk {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ValidationError("There is no file '\(path)'.")
        }
        let (talk, diagnostics) = PlaybookFolder.loader.talk(
            in: SourceFile(path: path, text: text), among: sources)
        guard let talk else {
            StandardError.write(DiagnosticPrinter.text(diagnostics))
            throw ExitCode(1)
        }
        return talk
    }
}
