internal import ArgumentParser
internal import ArticleSearch
internal import Console
internal import Encoder
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Understanding
internal import Vocabulary

/// Random conversations against a playbook, on every core.
struct FuzzBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Random conversations through the real machine: is there anything that must never happen?",
        discussion: """
            Intents, noise, buttons, failing and late actions, time jumps, people who take over and hand back, against
            every flow of a playbook. A seed always gives the same conversation. Every kind of fault is printed on
            standard error with its seed and its conversation, made as short as it gets; exit code 1 when there is one.

              warmline-bench fuzz
              warmline-bench fuzz --seed 4711 --conversations 1
              warmline-bench fuzz --conversations 10000 --listen --store /tmp/talks.db
            """)

    @Option(help: "The playbook.")
    var playbook = "Intents"

    @Option(help: "How many.")
    var conversations = 100_000

    @Option(help: "The first seed; the others follow it.")
    var seed: UInt64 = 1

    @Flag(help: "Understand every message for real, instead of drawing what might be understood.")
    var listen = false

    @OptionGroup var model: BenchModel

    @Option(help: "Write every conversation into this SQLite file, for `warmline replay`.")
    var store: String?

    func validate() throws {
        guard conversations > 0 else { throw ValidationError("--conversations is at least 1.") }
        if let store, FileManager.default.fileExists(atPath: store) {
            throw ValidationError("'\(store)' is there already.")
        }
    }

    func run() async throws {
        let loaded = try BenchPlaybook.loaded(playbook)
        guard let book = loaded.playbook else {
            throw ValidationError("The playbook has errors; `warmline check \(playbook)` lists them.")
        }
        var fuzz = Fuzz(playbook: book, talks: loaded.talks)
        if listen { fuzz.listener = try listener(book) }
        let clock = ContinuousClock()
        let started = clock.now
        let archive = try store.map { try FuzzArchive(path: $0) }
        let report = try await played(fuzz, into: archive)
        let seconds = (clock.now - started) / .seconds(1)
        await archive?.close()
        let coverage = Coverage(of: book, reached: report.reached)
        if !report.isClean { FileHandle.standardError.write(Data((report.text(shrinkingWith: fuzz) + "\n").utf8)) }
        print(try line(report, coverage, seconds))
        guard report.isClean else { throw ExitCode(1) }
    }

    private func listener(_ book: Playbook) throws -> Listener {
        let zone = TimeZone(identifier: book.assistant.timeZone)
        let understander = Understander(
            playbook: book, articles: try ArticleSearchIndex(playbook: book, at: FuzzArchive.firstDay),
            encoder: try model.encoder(),
            localOffset: { moment in
                let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
                return TimeSpan.seconds(Int64(zone?.secondsFromGMT(for: date) ?? 0))
            })
        return Listener(understander)
    }

    /// Conversations of one task.
    private static let share = 256

    private func played(_ fuzz: Fuzz, into archive: FuzzArchive?) async throws -> FuzzReport {
        let seeds = seed..<(seed + UInt64(conversations))
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return try await withThrowingTaskGroup(of: FuzzReport.self) { group in
            var report = FuzzReport()
            var begun = 0
            for start in stride(from: seeds.lowerBound, to: seeds.upperBound, by: Self.share) {
                // As many at once as there are cores: reports are kept small.
                if begun >= cores, let part = try await group.next() { report.merge(part) }
                begun += 1
                let end = min(start + UInt64(Self.share), seeds.upperBound)
                group.addTask { try await Self.share(fuzz, start..<end, into: archive) }
            }
            for try await part in group { report.merge(part) }
            return report
        }
    }

    @concurrent
    private static func share(
        _ fuzz: Fuzz, _ seeds: Range<UInt64>, into archive: FuzzArchive?
    ) async throws -> FuzzReport {
        var report = FuzzReport()
        for seed in seeds {
            let conversation = ConversationID("fuzz-\(seed)")
            let played = fuzz.run(seed: seed, conversation: conversation)
            report.take(played)
            try await archive?.keep(played.log, of: conversation)
        }
        return report
    }

    private func line(_ report: FuzzReport, _ coverage: Coverage, _ seconds: Double) throws -> String {
        struct Row: Encodable {
            let bench = "fuzz"
            let conversations: Int
            let moves: Int
            let events: Int
            let faults: [String: Int]
            let stepsReached: Double
            let responsesReached: Double
            let seconds: Double
        }
        return try Row(
            conversations: report.conversations, moves: report.moves, events: report.events, faults: report.faults,
            stepsReached: (coverage.steps.share * 1_000).rounded() / 1_000,
            responsesReached: (coverage.responses.share * 1_000).rounded() / 1_000,
            seconds: (seconds * 10).rounded() / 10
        ).line()
    }
}
