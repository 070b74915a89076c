internal import ArgumentParser
internal import Foundation
internal import PlaybookModel
internal import RasaImport
internal import Understanding

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring a bot over from elsewhere.", subcommands: [Rasa.self, Articles.self])

    struct Rasa: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turn the files of a Rasa bot into a playbook.",
            discussion: """
                Reads every YAML file under the folder: NLU data with entities, synonyms, regexes and lookups, the
                domain, rules and stories, over any number of files. Writes a playbook that `warmline check` loads, one
                file an intent; the folder must be empty or not there yet, nothing is ever overwritten. What has no
                counterpart is listed with its place.

                  warmline import rasa my-bot --to Intents
                  warmline evaluate intents --playbook Intents --folds 5
                """)

        @Argument(help: "The bot's folder.")
        var folder: String

        @Option(help: "Where the playbook goes; empty or not there yet.")
        var to: String = "Intents"

        @Option(help: "What the bot is called; its folder's name when left out.")
        var name: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let source = try RasaFolder(path: folder)
            try PlaybookTarget.checkEmpty(to)
            let files = try source.files()
            let importer = RasaImporter(name: name ?? source.name) { pattern in
                do throws(PatternError) {
                    _ = try Pattern(compiling: pattern)
                    return nil
                } catch {
                    return error.description
                }
            }
            let imported: ImportedPlaybook
            do throws(RasaFaults) {
                imported = try importer.run(on: files)
            } catch {
                for fault in error.faults {
                    StandardError.write(
                        "\(folder)/\(fault.place.file):\(fault.place.line):\(fault.place.column): \(fault.message)")
                }
                throw ExitCode(1)
            }
            try PlaybookTarget.write(imported.files, to: to)
            let report = ImportReport(imported)
            StandardOutput.write(output.json ? report.json : report.text)
        }
    }
}

/// The files of a bot on disk.
private struct RasaFolder {
    let path: String

    init(path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("There is no folder '\(path)'.")
        }
        self.path = path
    }

    var name: String { URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent }

    /// YAML with its text; code by its name alone, so that the report can say that it is not read. Hidden folders and
    /// trained models are no part of a bot.
    func files() throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let parts = name.split(separator: "/")
            guard !parts.contains(where: { $0.hasPrefix(".") }), parts.first != "models", let last = parts.last
            else { continue }
            if last.hasSuffix(".yml") || last.hasSuffix(".yaml") {
                let data = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
                guard let text = String(data: data, encoding: .utf8) else {
                    StandardError.write("\(path)/\(name):1:1: the file is not UTF-8")
                    throw ExitCode(1)
                }
                files[name] = text
            } else if last.hasSuffix(".py"), last != "__init__.py" {
                files[name] = ""
            }
        }
        return files
    }
}

/// Where an imported playbook goes: a folder that nothing can be lost in.
private enum PlaybookTarget {
    static func checkEmpty(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue, try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
            throw ValidationError("'\(path)' is not an empty folder; nothing is overwritten.")
        }
    }

    /// Everything is written beside it first and moved at the end, so that there is never half a playbook.
    static func write(_ files: [String: String], to path: String) throws {
        let target = URL(fileURLWithPath: path).standardizedFileURL
        let parent = target.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        let draft = parent.appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
        do {
            for (name, text) in files {
                let file = draft.appendingPathComponent(name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            try checkEmpty(path)
            // An empty folder gives way; one that is not, by now, refuses.
            if FileManager.default.fileExists(atPath: target.path) { try removeEmpty(target) }
            try FileManager.default.moveItem(at: draft, to: target)
        } catch {
            try? FileManager.default.removeItem(at: draft)
            throw error
        }
    }

    private static func removeEmpty(_ folder: URL) throws {
        guard rmdir(folder.path) == 0 else {
            throw ValidationError("'\(folder.path)' is not an empty folder; nothing is overwritten.")
        }
    }
}
