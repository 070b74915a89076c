internal import ArgumentParser
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Understanding
internal import Vocabulary

/// A folder's playbook, for measuring on.
enum BenchPlaybook {
    static func load(_ folder: String) throws -> Playbook {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter(PlaybookLoader.reads).sorted()
        let files = try paths.map { path in
            SourceFile(path: path, text: try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8))
        }
        let loaded = PlaybookLoader(patternProblem: Pattern.problem).load(files, version: "bench")
        guard let book = loaded.playbook else {
            throw ValidationError("The playbook has errors; `warmline check \(folder)` lists them.")
        }
        return book
    }
}
