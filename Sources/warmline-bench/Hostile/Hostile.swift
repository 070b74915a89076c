internal import ArgumentParser
internal import ArticleSearch
internal import Console
internal import Foundation
internal import PlaybookModel
internal import Understanding
internal import Vocabulary

/// Texts that nobody should have to read, read all the same.
struct Hostile: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read random, hostile and non-English texts: no crash, sound answers, bounded time a byte.",
        discussion: """
            The same count and seed make the same texts. They are read in a process of its own; when it dies or hangs,
            this one names the text. Times are of the processor, for texts of more than 64 bytes. Prints one JSON line;
            the exit code is 1 when it found a fault or a text over the bound.

              warmline-bench hostile --count 1000000 --no-model
              warmline-bench hostile --only 4711          (that text alone, shown)
            """)

    @OptionGroup var model: BenchModel

    @Option(help: "The playbook.")
    var playbook = "Intents"

    @Option(help: "How many texts.")
    var count = 20_000

    @Option(help: "What the texts are drawn with.")
    var seed: UInt64 = 1

    @Option(help: "The number of the first text.")
    var from = 0

    @Option(help: "Read one text alone and show it.")
    var only: Int?

    @Option(help: "Microseconds of processor time a byte, at most.")
    var bound: Double?

    @Option(help: .hidden)
    var progressFile: String?

    func validate() throws {
        guard count > 0, from >= 0 else { throw ValidationError("--count is at least 1 and --from at least 0.") }
    }

    /// What every text of more than 64 bytes keeps to on one core, twice what was seen on a busy machine. Without a model
    /// the dearest bytes are those of words to be put right, with one those that make the most tokens.
    private var limit: Double { bound ?? (model.noModel ? 60 : 600) }

    func run() throws {
        let book = try BenchPlaybook.load(playbook)
        let phrases = book.intents.flatMap { ($0.examples + $0.heldOut).map(\.text) }
        let texts = HostileTexts(phrases: phrases, seed: seed)
        if let only {
            FileHandle.standardError.write(Data("\(texts[only].kind): \(texts[only].text.debugDescription)\n".utf8))
        }
        guard let progressFile else { return try supervise(texts) }
        try read(texts, of: book, noting: try HostileProgress(path: progressFile))
    }

    private var numbers: Range<Int> {
        only.map { $0..<($0 + 1) } ?? from..<(from + count)
    }

    // MARK: The process that reads

    private func read(_ texts: HostileTexts, of book: Playbook, noting progress: HostileProgress) throws {
        // A fixed day, so that "tomorrow" is the same in every run: 1 June 2026, 12:00 UTC.
        let now = Timestamp(milliseconds: 1_780_315_200_000)
        let encoder = try model.encoder()
        let understander = Understander(
            playbook: book, articles: try ArticleSearchIndex(playbook: book, at: now), encoder: encoder)
        let slots = book.slots.keys.sorted { $0.rawValue < $1.rawValue }
        let wellFormed = WellFormed(playbook: book)
        var tally = HostileTally(limit: limit)
        for number in numbers {
            progress.note(number)
            let (kind, text) = (texts[number].kind, texts[number].text)
            // Every second text answers a question, each time another one.
            let asked = number.isMultiple(of: 2) || slots.isEmpty ? [] : [slots[number / 2 % slots.count]]
            func read() -> (Interpretation, micros: Double) {
                let start = ProcessorTime.micros
                let interpretation = understander.interpret(text, expecting: asked, at: now)
                return (interpretation, ProcessorTime.micros - start)
            }
            var (interpretation, micros) = read()
            // What was slow once is read again: a page fetched from disk is not the text's doing.
            if tally.isRemarkable(micros, text) { for _ in 0..<3 { micros = min(micros, read().micros) } }
            var faults = wellFormed.faults(in: interpretation, of: text)
            if number.isMultiple(of: 16) {
                if !wellFormed.isKept(interpretation) { faults.append("not the same after it was kept") }
                _ = understander.explain(text)
            }
            tally.add(number, kind, text, micros: micros, faults: faults)
        }
        let report = tally.report(model: encoder?.identity, seed: seed)
        print(try report.line())
        guard report.faults.isEmpty, report.overBound == 0 else { throw ExitCode(1) }
    }

    // MARK: The process that watches

    private func supervise(_ texts: HostileTexts) throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("hostile-\(UUID().uuidString)").path
        let progress = try HostileProgress(path: place)
        defer { try? FileManager.default.removeItem(atPath: place) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            ["hostile", "--playbook", playbook, "--seed", "\(seed)", "--progress-file", place]
            + ["--from", "\(numbers.lowerBound)", "--count", "\(numbers.count)", "--bound", "\(limit)"]
            + model.arguments
        try process.run()
        let hangs = !wait(for: process, watching: progress)
        if !hangs, process.terminationReason == .exit {
            guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
            return
        }
        let number = progress.last
        let text = texts[max(number, 0)]
        let ending = hangs ? "does not end" : "signal \(process.terminationStatus)"
        let which = number < 0 ? "before the first text" : "\(text.kind): \(text.text.debugDescription)"
        FileHandle.standardError.write(Data("text \(number) \(ending): \(which)\n".utf8))
        print("{\"bench\":\"hostile\",\"died\":\"\(ending)\",\"seed\":\(seed),\"text\":\(number)}")
        throw ExitCode(1)
    }

    /// - Returns: whether the process ended by itself; it is killed when a text takes two minutes.
    private func wait(for process: Process, watching progress: HostileProgress) -> Bool {
        var seen = (number: progress.last, since: Date())
        while process.isRunning {
            Thread.sleep(forTimeInterval: 0.05)
            let number = progress.last
            if number != seen.number { seen = (number, Date()) }
            guard Date().timeIntervalSince(seen.since) < 120 else {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                return false
            }
        }
        return true
    }
}
