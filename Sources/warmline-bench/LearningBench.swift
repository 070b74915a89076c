internal import ArgumentParser
internal import ChatClient
internal import Console
internal import Foundation

/// How long visitors wait while very many articles come into a service that runs: read and indexed by words, then
/// learned by meaning, all beside the conversations.
struct LearningBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning",
        abstract: "Visitors' waits before, while and after a service takes in very many articles.",
        discussion: """
            Articles of about 60 words are put together from the words of a corpus ({"id", "text"[, "title"]}, one a
            line) and written into the playbook of a service that visitors talk to. Prints one JSON line. Exits 1 when
            a message was not answered, or the articles were never found.
            """)

    @Option(help: "Rows whose words are used.")
    var corpus: String

    @Option(help: "How many articles come.")
    var articles = 10_000

    @Option(help: "The playbook that they come into.")
    var playbook = "Intents"

    @Option(help: "Visitors who talk at one time.")
    var visitors = 4

    @Option(help: "Seconds that are timed before and after.")
    var quiet = 10

    @Option(help: "Seconds that learning may take.")
    var patience = 540

    private struct Report: Encodable {
        let bench = "learning"
        let articles: Int
        let before: VisitorWaits.Figures
        /// From the first file written until the articles are found by their words.
        let secondsToWords: Double?
        let whileIndexed: VisitorWaits.Figures
        /// From then until their meaning is learned; absent without a model, or where patience ended before.
        let secondsToMeaning: Double?
        let whileLearned: VisitorWaits.Figures
        let after: VisitorWaits.Figures
        let errors: [String]
        let residentBytes: Int
    }

    func validate() throws {
        guard (1...100_000).contains(articles), (1...64).contains(visitors), (1...600).contains(quiet) else {
            throw ValidationError("--articles is 1 to 100000, --visitors 1 to 64, --quiet 1 to 600.")
        }
    }

    func run() throws {
        let words = try AnswerCorpusRow.rows(of: try String(contentsOfFile: corpus, encoding: .utf8)).map(\.text)
        let folder = try ScratchFolder()
        let intents = "\(folder.path)/Intents"
        try FileManager.default.copyItem(atPath: playbook, toPath: intents)
        // A cache of its own: what was learned before is learned again.
        let service = try ServiceProcess(
            arguments: [
                "serve", "--playbook", intents, "--store", "\(folder.path)/learning.db", "--listen", "127.0.0.1:0",
                "--log-level", "error", "--messages-per-ten-seconds", "1000000",
            ], environment: ["XDG_CACHE_HOME": folder.path])
        defer { service.kill9() }
        let crowd = VisitorWaits(port: service.port, visitors: visitors)
        Thread.sleep(forTimeInterval: Double(quiet))
        let before = crowd.since()

        let target = "\(intents)/knowledge/many"
        let begun = ContinuousClock.now
        try write(Answers.passages(articles, from: words), to: target, by: "\(folder.path)/many")
        let last = "/v1/help/articles/many-\(articles - 1)"
        let isFound = waits { (try? HTTPPeer.get(port: service.port, path: last).status) == 200 }
        let indexed = ContinuousClock.now
        let whileIndexed = crowd.since()
        let cache = "\(folder.path)/warmline/articles"
        let isLearned = isFound && hasModel && waits { Self.bytes(in: cache) > articles * 300 }
        let learned = ContinuousClock.now
        let whileLearned = crowd.since()
        Thread.sleep(forTimeInterval: Double(quiet))
        let report = Report(
            articles: articles, before: before, secondsToWords: isFound ? (indexed - begun) / .seconds(1) : nil,
            whileIndexed: whileIndexed, secondsToMeaning: isLearned ? (learned - indexed) / .seconds(1) : nil,
            whileLearned: whileLearned, after: crowd.since(), errors: crowd.stop(),
            residentBytes: service.residentBytes)
        print(try report.line())
        guard isFound, report.errors.isEmpty else { throw ExitCode(1) }
    }

    private var hasModel: Bool {
        ProcessInfo.processInfo.environment["WARMLINE_MODEL"].map { !$0.isEmpty } ?? false
    }

    /// Beside the playbook first, then moved there whole.
    private func write(_ texts: [String], to target: String, by draft: String) throws {
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
        for (number, text) in texts.enumerated() {
            let title = text.split(separator: " ").prefix(8).joined(separator: " ").filter { $0 != "\"" && $0 != "\\" }
            let page = "---\ntitle: \"\(number) \(title)\"\n---\n\(text)\n"
            try Data(page.utf8).write(to: URL(fileURLWithPath: "\(draft)/many-\(number).md"))
        }
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: draft, toPath: target)
    }

    private func waits(for isThere: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(patience)
        while ContinuousClock.now < deadline {
            if isThere() { return true }
            Thread.sleep(forTimeInterval: 0.1)
        }
        return false
    }

    private static func bytes(in folder: String) -> Int {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }
}
