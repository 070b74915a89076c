internal import ArgumentParser
internal import Console
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Switchboard
internal import Understanding
internal import Vocabulary

struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", abstract: "Talk to a playbook, and see what the bot thinks.",
        discussion: "The same engine as the service, with a virtual clock and no back end. `:help` lists the commands.")

    @Option(help: "The playbook's folder.")
    var playbook: String = "Intents"

    func run() throws {
        let folder = PlaybookFolder(path: playbook)
        let loaded = try folder.load()
        guard let present = loaded.playbook else {
            StandardError.write(DiagnosticPrinter.text(loaded.diagnostics, folder: playbook))
            throw ExitCode(1)
        }
        var repl = Repl(
            playbook: present, talks: loaded.talks, now: .present,
            paint: Paint(isOn: StandardOutput.isTerminal),
            listener: Listener(try Edition(present).understander))
        StandardOutput.write(repl.begin())
        while true {
            if StandardOutput.isTerminal { StandardOutput.prompt(repl.prompt) }
            guard let line = readLine() else { return }
            let (text, next) = repl.take(line)
            if !text.isEmpty { StandardOutput.write(text) }
            switch next {
            case .goOn: break
            case .quit: return
            case .reload: StandardOutput.write(try Self.reload(folder, into: &repl))
            }
        }
    }

    private static func reload(_ folder: PlaybookFolder, into repl: inout Repl) throws -> String {
        let loaded = try folder.load()
        let understander = try loaded.playbook.map { try Edition($0).understander }
        let silent = Listener { _, _, _ in .nothing }
        return repl.reload(loaded, listener: understander.map { Listener($0) } ?? silent)
    }
}
