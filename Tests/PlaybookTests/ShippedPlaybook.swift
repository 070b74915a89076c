import ArticleSearch
import Console
import Encoder
import Foundation
import PlaybookLoading
import PlaybookModel
import Testing
import Understanding
import Vocabulary

/// The playbook in `Intents/`, loaded and trained once for all tests.
struct ShippedPlaybook: Sendable {
    let playbook: Playbook
    let understander: Understander
    let talks: [Talk]

    static let loaded: LoadedPlaybook = {
        let files = (try? readFiles()) ?? []
        return PlaybookLoader(patternProblem: Pattern.problem).load(files, version: "shipped")
    }()

    private static let shipped: Result<ShippedPlaybook, any Error> = Result { try ShippedPlaybook() }

    static func get() throws -> ShippedPlaybook {
        try shipped.get()
    }

    private init() throws {
        let loaded = Self.loaded
        playbook = try #require(loaded.playbook, "\(DiagnosticPrinter.text(loaded.diagnostics, folder: "Intents"))")
        let articles = try ArticleSearchIndex(playbook: playbook, at: Talk.usualStart, encoder: Self.encoder)
        understander = Understander(playbook: playbook, articles: articles, encoder: Self.encoder)
        talks = loaded.talks
    }

    static let hasLanguageModel = encoder != nil

    /// The language model of this machine, when it has one: the talks go as written with it and without.
    private static var encoder: (any SentenceEncoder)? {
        switch ModelPlace() {
        case .none: nil
        case .file(let path): try? MiniLMEncoder(contentsOf: path)
        }
    }

    static func questionFiles() throws -> [SourceFile] {
        try readFiles(KnowledgeTestReader.reads)
    }

    private static func readFiles(_ isWanted: (String) -> Bool = PlaybookLoader.reads) throws -> [SourceFile] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Intents").resolvingSymlinksInPath().path()
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter(isWanted).map {
            SourceFile(path: $0, text: try String(contentsOfFile: folder + "/" + $0, encoding: .utf8))
        }
    }
}

/// A talk under its own name in the list of tests.
struct ShippedTalk: CustomTestStringConvertible, Sendable {
    let talk: Talk

    static let all = ShippedPlaybook.loaded.talks.map(ShippedTalk.init)

    var testDescription: String { "\(talk.title) (\(talk.place.file))" }

    /// How every talk goes, by its file: run once, for the test of each and for what they come past together.
    static func reports() throws -> [String: TalkReport] {
        try ran.get()
    }

    private static let ran: Result<[String: TalkReport], any Error> = Result {
        let shipped = try ShippedPlaybook.get()
        let runner = TalkRunner(playbook: shipped.playbook, listener: Listener(shipped.understander))
        return Dictionary(
            all.map { ($0.talk.place.file, runner.run($0.talk)) }, uniquingKeysWith: { first, _ in first })
    }
}
