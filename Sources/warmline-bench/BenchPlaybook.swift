internal import ArgumentParser
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Understanding
internal import Vocabulary

/// A folder's playbook, for measuring on.
enum BenchPlaybook {
    static func load(_ folder: String) throws -> Playbook {
        guard let book = try loaded(folder).playbook else {
            throw ValidationError("The playbook has errors; `warmline check \(folder)` lists them.")
        }
        return book
    }

    /// With its talks, or what is wrong with it.
    static func loaded(_ folder: String) throws -> LoadedPlaybook {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter(PlaybookLoader.reads).sorted()
        let files = try paths.map { path in
            SourceFile(path: path, text: try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8))
        }
        return PlaybookLoader(patternProblem: Pattern.problem).load(files, version: "bench")
    }
}
