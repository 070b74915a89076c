internal import ArgumentParser
internal import ArticleSearch
internal import Console
internal import Foundation
internal import PlaybookModel
internal import Understanding
internal import Vocabulary

/// How long understanding one message takes, everything included: spelling, intents, entities, sentiment, articles;
/// and how much memory that needs.
struct ParseBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Time and memory to understand a message, on a playbook's held-out phrases or a file of texts.",
        discussion: """
            The file holds one JSON object a line with "text". Prints one JSON line. With --hold the exit code is 1
            when a bar is missed: with a language model the middle message takes at most 2 ms of the processor and the
            process holds at most 120 MB when it has loaded; without one, at most 0.3 ms.
            """)

    @OptionGroup var model: BenchModel

    @Option(help: "The playbook.")
    var playbook = "Intents"

    @Option(help: "Messages to read instead of the held-out phrases, as JSON lines with \"text\".")
    var messages: String?

    @Option(help: "How often to read them all.")
    var rounds = 5

    @Flag(help: "Leave the articles out.")
    var withoutArticles = false

    @Flag(help: "Exit code 1 when a bar is missed.")
    var hold = false

    private struct Line: Decodable {
        let text: String
    }

    private struct Report: Encodable {
        let bench = "parse"
        /// The language model, or nothing.
        let model: String?
        let messages: Int
        let p50Micros: Double
        let p95Micros: Double
        let p99Micros: Double
        /// Of the processor: the same on a machine that does nothing else.
        let p50ProcessorMicros: Double
        let p95ProcessorMicros: Double
        /// 50 kB without a space, and 50 kB of words.
        let hostileMicros: [Double]
        let trainSeconds: Double
        let intents: Int
        let phrases: Int
        /// Of the process: before anything was loaded, when everything was loaded and trained, when every message was
        /// read, and the most it ever held.
        let residentBytesBefore: Int?
        let residentBytes: Int?
        let residentBytesAfter: Int?
        let peakBytes: Int?
        let missed: [String]
    }

    func run() throws {
        let before = ProcessMemory.resident
        let book = try BenchPlaybook.load(playbook)
        let encoder = try model.encoder()
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let clock = ContinuousClock()
        let start = clock.now
        let understander = Understander(
            playbook: book, articles: withoutArticles ? nil : try ArticleSearchIndex(playbook: book, at: now),
            encoder: encoder)
        let training = clock.now - start
        let texts = try texts(of: book)
        guard !texts.isEmpty else { throw ValidationError("There are no messages to read.") }
        func micros(_ text: String) -> (wall: Double, processor: Double) {
            let (before, used) = (clock.now, ProcessorTime.micros)
            _ = understander.interpret(text, at: now)
            return ((clock.now - before) / .microseconds(1), ProcessorTime.micros - used)
        }
        let loaded = ProcessMemory.resident
        for text in texts.prefix(50) { _ = micros(text) }
        let all = (0..<max(rounds, 1)).flatMap { _ in texts.map(micros) }
        let (times, processor) = (all.map(\.wall).sorted(), all.map(\.processor).sorted())
        let hostile = [
            String(repeating: "a", count: 50_000), String(repeating: "why 12 refnud $5 ", count: 3_000),
        ]
        let median = processor[processor.count / 2]
        let report = Report(
            model: encoder?.identity, messages: times.count, p50Micros: times[times.count / 2],
            p95Micros: times[times.count * 95 / 100], p99Micros: times[times.count * 99 / 100],
            p50ProcessorMicros: median, p95ProcessorMicros: processor[processor.count * 95 / 100],
            hostileMicros: hostile.map { micros($0).wall }, trainSeconds: training / .seconds(1),
            intents: book.intents.count,
            phrases: book.intents.map(\.examples.count).reduce(0, +), residentBytesBefore: before,
            residentBytes: loaded, residentBytesAfter: ProcessMemory.resident, peakBytes: ProcessMemory.peak,
            missed: Self.missed(median: median, resident: encoder == nil ? nil : loaded, hasModel: encoder != nil))
        print(try report.line())
        guard !hold || report.missed.isEmpty else { throw ExitCode(1) }
    }

    /// - Parameter median: microseconds.
    private static func missed(median: Double, resident: Int?, hasModel: Bool) -> [String] {
        let bar = hasModel ? 2_000.0 : 300
        var missed: [String] = []
        if median > bar { missed.append("the middle message takes more than \(Int(bar)) microseconds") }
        if let resident, resident > 120_000_000 { missed.append("more than 120 MB are resident") }
        return missed
    }

    private func texts(of book: Playbook) throws -> [String] {
        guard let messages else { return book.intents.flatMap { $0.heldOut.map(\.text) } }
        let decoder = JSONDecoder()
        return try String(contentsOfFile: messages, encoding: .utf8)
            .split(separator: "\n")
            .map { try decoder.decode(Line.self, from: Data($0.utf8)).text }
    }
}
