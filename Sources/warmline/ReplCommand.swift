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
        discussion: """
            The same engine as the service, with a virtual clock. The back end answers as the talks say; where they say
            nothing you are asked. `:help` lists the commands, Tab completes them, the arrow keys bring lines back.
            """)

    @OptionGroup var source: PlaybookOptions

    func run() throws {
        let folder = source.folder
        let loaded = try folder.load()
        guard let present = loaded.playbook else {
            StandardError.write(DiagnosticPrinter.text(loaded.diagnostics, folder: source.playbook))
            throw ExitCode(1)
        }
        let edition = try Edition(present)
        var repl = Repl(
            machine: edition.machine, talks: loaded.talks, now: .present,
            paint: Paint(isOn: StandardOutput.isTerminal), files: files, listener: Listener(edition.understander))
        var terminal = TerminalLine()
        StandardOutput.write(repl.begin())
        while let line = terminal.read(
            prompt: repl.prompt, width: repl.promptWidth, completions: { [repl] in repl.completions(of: $0) })
        {
            let (text, next) = repl.take(line)
            if !text.isEmpty { StandardOutput.write(text) }
            switch next {
            case .goOn: break
            case .quit: return
            case .reload: StandardOutput.write(Self.reload(folder, into: &repl))
            }
        }
    }

    /// A folder that cannot be read just now, half written by an editor, ends nothing.
    private static func reload(_ folder: PlaybookFolder, into repl: inout Repl) -> String {
        do {
            let loaded = try folder.load()
            let edition = try loaded.playbook.map { try Edition($0) }
            let silent = Listener { _, _, _ in .nothing }
            return repl.reload(
                loaded, machine: edition?.machine, listener: edition.map { Listener($0.understander) } ?? silent)
        } catch {
            return "The playbook cannot be read: \(error)"
        }
    }

    private var files: Repl.Files {
        let folder = source.playbook
        let place: @Sendable (String) -> String = { path in
            ["/", "./", "../"].contains { path.hasPrefix($0) } ? path : "\(folder)/\(path)"
        }
        return Repl.Files(
            read: { try? String(contentsOfFile: place($0), encoding: .utf8) },
            write: { path, text in
                do {
                    let parent = URL(fileURLWithPath: place(path)).deletingLastPathComponent()
                    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                    try text.write(toFile: place(path), atomically: true, encoding: .utf8)
                    return nil
                } catch {
                    return error.localizedDescription
                }
            })
    }
}
