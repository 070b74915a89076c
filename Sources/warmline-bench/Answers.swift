internal import ArgumentParser
internal import ArticleSearch
internal import Console
internal import Encoder
internal import Foundation
internal import Understanding
internal import Vocabulary

/// How long a search among many passages takes, against the same full text search from Python in the same run.
struct Answers: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time of a search among so many passages, and what the index weighs.",
        discussion: """
            Passages of about 60 words are put together from the words of a corpus ({"id", "text"[, "title"]}, one a
            line), so that common words are common and rare ones rare. Prints one JSON line.
            """)

    @Option(help: "Rows whose words are used.")
    var corpus: String

    @Option(help: "Questions ({\"text\", \"answers\"}) that are asked.")
    var test: String

    @Option(help: "How many passages.")
    var passages = 10_000

    @Option(help: "How many questions are timed.")
    var limit = 300

    @Option(help: "The model's file; without one, words and letters alone.")
    var model: String?

    @Flag(help: "Made-up vectors instead of the model's for the passages: a brute force takes as long.")
    var madeUpVectors = false

    @Option(help: "A Python with sqlite3 to compare with.")
    var python = "python3"

    private struct Report: Encodable {
        let bench = "answers"
        let passages: Int
        let withVectors: Bool
        let buildSeconds: Double
        let p50Millis: Double
        let p95Millis: Double
        let p99Millis: Double
        /// The processor's own time, which others on the machine do not lengthen.
        let processorP50Millis: Double
        /// Full text search in Python, the same articles and the same OR of words.
        let pythonP50Millis: Double?
        let pythonP95Millis: Double?
        let ratioToPython: Double?
        let indexBytes: Int
        let residentBytes: Int?
    }

    func run() throws {
        let rows = try AnswerCorpusRow.rows(of: try String(contentsOfFile: corpus, encoding: .utf8))
        let questions = try AnswerQuestion.rows(of: try String(contentsOfFile: test, encoding: .utf8))
            .prefix(limit).map(\.text)
        let texts = Self.passages(passages, from: rows.map(\.text))
        let playbook = AnswerCorpus(
            texts.enumerated().map { AnswerCorpusRow(id: "p\($0)", text: $1, title: "passage \($0)") }
        ).playbook
        let real = try model.map { try MiniLMEncoder(contentsOf: $0) }
        let encoder: (any SentenceEncoder)? = madeUpVectors ? MadeUpEncoder() : real
        let clock = ContinuousClock()
        let started = clock.now
        let index = try ArticleSearchIndex(playbook: playbook, at: Timestamp(milliseconds: 0), encoder: encoder)
        let built = (clock.now - started) / .seconds(1)
        // The classifier has the message's vector already, so its making is not timed here.
        let queries = questions.map { ArticleQuery($0, meaning: encoder?.encode($0).last) }
        for query in queries.prefix(50) { _ = index.search(query, limit: 3) }
        let both = queries.map { query in
            let (before, worked) = (clock.now, ProcessorTime.micros)
            _ = index.search(query, limit: 3)
            return (wall: (clock.now - before) / .milliseconds(1), processor: (ProcessorTime.micros - worked) / 1_000)
        }
        let times = both.map(\.wall).sorted()
        let theirs = try pythonTimes(texts, questions)?.sorted()
        let ours = Self.quantile(0.5, of: times)
        let report = Report(
            passages: texts.count, withVectors: encoder != nil, buildSeconds: built, p50Millis: ours,
            p95Millis: Self.quantile(0.95, of: times), p99Millis: Self.quantile(0.99, of: times),
            processorP50Millis: Self.quantile(0.5, of: both.map(\.processor).sorted()),
            pythonP50Millis: theirs.map { Self.quantile(0.5, of: $0) },
            pythonP95Millis: theirs.map { Self.quantile(0.95, of: $0) },
            ratioToPython: theirs.map { ours / Self.quantile(0.5, of: $0) }, indexBytes: index.byteCount,
            residentBytes: ProcessMemory.resident)
        print(try report.line())
    }

    /// Sixty words each, drawn from the texts as often as they stand there.
    static func passages(_ count: Int, from texts: [String]) -> [String] {
        let words = texts.flatMap { $0.split(whereSeparator: \.isWhitespace) }
        guard !words.isEmpty else { return [] }
        var state: UInt64 = 1
        func draw() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % words.count
        }
        return (0..<count).map { _ in (0..<60).map { _ in words[draw()] }.joined(separator: " ") }
    }

    // MARK: Python

    /// Milliseconds of each question, or nothing where there is no such Python.
    private func pythonTimes(_ texts: [String], _ questions: [String]) throws -> [Double]? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("answers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appendingPathComponent("input.json")
        try JSONEncoder().encode([texts, questions.map { ArticleSearchIndex.fullTextQuery($0) }]).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-c", Self.script, input.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? try JSONDecoder().decode([Double].self, from: data) : nil
    }

    private static let script = """
        import json, sqlite3, sys, time
        texts, queries = json.load(open(sys.argv[1]))
        db = sqlite3.connect(":memory:")
        db.execute("CREATE VIRTUAL TABLE a USING fts5(body, tokenize = 'porter unicode61 remove_diacritics 2')")
        db.executemany("INSERT INTO a(rowid, body) VALUES (?, ?)", enumerate(texts))
        times = []
        for query in queries:
            if not query: continue
            before = time.perf_counter()
            db.execute("SELECT rowid, rank FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10", (query,)).fetchall()
            times.append((time.perf_counter() - before) * 1000)
        print(json.dumps(times[min(50, len(times) // 2):]))
        """

    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        sorted.isEmpty ? 0 : sorted[Int(Double(sorted.count - 1) * share)]
    }
}

/// Vectors without meaning, of the real width.
private struct MadeUpEncoder: SentenceEncoder {
    let identity = "made up"
    let width = 384

    func encode(_ text: String) -> SentenceVectors {
        var state = text.utf8.fnv1a()
        let vector: [Float] = (0..<width).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Float(state >> 40) / Float(1 << 24) - 0.5) * 0.177
        }
        return SentenceVectors(middle: vector, last: vector)
    }
}
