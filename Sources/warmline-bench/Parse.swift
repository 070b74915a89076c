internal import ArgumentParser
internal import ArticleSearch
internal import Foundation
internal import PlaybookLoading
internal import PlaybookModel
internal import Understanding
internal import Vocabulary

/// How long understanding one message takes, everything included: spelling, intents, entities, sentiment, articles.
struct ParseBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Time to understand a message, on a playbook's held-out phrases or a file of texts.",
        discussion: "The file holds one JSON object a line with \"text\". Prints one JSON line.")

    @Option(help: "The playbook.")
    var playbook = "Intents"

    @Option(help: "Messages to read instead of the held-out phrases, as JSON lines with \"text\".")
    var messages: String?

    @Option(help: "How often to read them all.")
    var rounds = 5

    @Flag(help: "Leave the articles out.")
    var withoutArticles = false

    private struct Line: Decodable {
        let text: String
    }

    private struct Report: Encodable {
        let bench = "parse"
        let messages: Int
        let p50Micros: Double
        let p99Micros: Double
        /// 50 kB without a space, and 50 kB of words.
        let hostileMicros: [Double]
        let trainSeconds: Double
        let intents: Int
        let phrases: Int
    }

    func run() throws {
        let book = try load()
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let clock = ContinuousClock()
        let start = clock.now
        let understander = Understander(
            playbook: book, articles: withoutArticles ? nil : try ArticleSearchIndex(playbook: book, at: now))
        let training = clock.now - start
        let texts = try texts(of: book)
        guard !texts.isEmpty else { throw ValidationError("There are no messages to read.") }
        func micros(_ text: String) -> Double {
            let before = clock.now
            _ = understander.interpret(text, at: now)
            return (clock.now - before) / .microseconds(1)
        }
        for text in texts.prefix(50) { _ = micros(text) }
        let times = (0..<max(rounds, 1)).flatMap { _ in texts.map(micros) }.sorted()
        let hostile = [
            String(repeating: "a", count: 50_000), String(repeating: "why 12 refnud $5 ", count: 3_000),
        ]
        let report = Report(
            messages: times.count, p50Micros: times[times.count / 2], p99Micros: times[times.count * 99 / 100],
            hostileMicros: hostile.map(micros), trainSeconds: training / .seconds(1), intents: book.intents.count,
            phrases: book.intents.map(\.examples.count).reduce(0, +))
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private func texts(of book: Playbook) throws -> [String] {
        guard let messages else { return book.intents.flatMap { $0.heldOut.map(\.text) } }
        let decoder = JSONDecoder()
        return try String(contentsOfFile: messages, encoding: .utf8)
            .split(separator: "\n")
            .map { try decoder.decode(Line.self, from: Data($0.utf8)).text }
    }

    private func load() throws -> Playbook {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: playbook).filter(PlaybookLoader.reads).sorted()
        let files = try paths.map { path in
            SourceFile(path: path, text: try String(contentsOfFile: "\(playbook)/\(path)", encoding: .utf8))
        }
        let loaded = PlaybookLoader(patternProblem: Pattern.problem).load(files, version: "bench")
        guard let book = loaded.playbook else {
            throw ValidationError("The playbook has errors; `warmline check \(playbook)` lists them.")
        }
        return book
    }
}
