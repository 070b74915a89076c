internal import ArgumentParser
internal import Foundation
internal import SQLiteStore
internal import Store
internal import Vocabulary

/// The store under many clients beside SQLite's own C interface with the same rows, in interleaved rounds.
struct Durable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "durable",
        abstract: "Durable turns a second, against raw group commit in C at the batch size the store came to.",
        discussion: """
            Each round opens a new file, lets the clients commit turns (what the visitor said, what was understood, \
            what the bot answered), then writes the same rows from C into another new file, as many turns a \
            transaction as the store had. A bare fdatasync of a page is timed between them. Read the ratios: the \
            absolute figures are the disk's.
            """)

    @Option(help: "Interleaved rounds.")
    var rounds = 5

    @Option(help: "Seconds a measurement lasts.")
    var seconds = 2.0

    @Option(help: "Clients, each with one turn under way.")
    var clients = 500

    @Option(help: "Clients of the comparison with single commits; 0 leaves it out.")
    var fewClients = 50

    @Option(help: "The yardstick in C.")
    var source = "Scripts/bench.d/store_raw.c"

    @Flag(help: "Run all of it under SCHED_RR, so that the machine's other work does not count. Needs root.")
    var realtime = false

    func run() async throws {
        if realtime {
            try RealTime.begin()
        }
        let yardstick = try RawStore(source: source)
        defer { yardstick.remove() }
        var report = DurableReport(clients: clients, fewClients: fewClients)
        for round in 1...max(1, rounds) {
            let many = try await StoreLoad.measure(clients: clients, seconds: seconds)
            let flush = try yardstick.flushes(seconds: 0.5)
            let raw = try await yardstick.turnsPerSecond(batch: many.batch, conversations: clients, seconds: seconds)
            report.add(many, raw: raw, flushes: flush)
            if fewClients > 0 {
                let few = try await StoreLoad.measure(clients: fewClients, seconds: seconds)
                let single = try await yardstick.turnsPerSecond(batch: 1, conversations: fewClients, seconds: seconds)
                report.add(few: few, single: single)
            }
            FileHandle.standardError.write(Data("round \(round): \(report.last)\n".utf8))
        }
        print(try report.line())
    }
}

/// A store has more threads than the yardstick has: beside other work, the machine's fair share of each would be
/// measured with it.
private enum RealTime {
    /// This thread, and all threads and processes started from here on.
    static func begin() throws {
        var parameters = sched_param()
        parameters.sched_priority = 10
        guard sched_setscheduler(0, SCHED_RR, &parameters) == 0 else {
            throw ValidationError("SCHED_RR was refused; run as root, or without --realtime")
        }
    }
}

/// What a store did under clients who send as fast as they are answered.
struct StoreLoad {
    let turnsPerSecond: Double
    /// Turns a commit, on average.
    let batch: Int
    let p50Milliseconds: Double
    let p99Milliseconds: Double

    static func measure(clients: Int, seconds: Double) async throws -> StoreLoad {
        let folder = try ScratchFolder()
        let store = try SQLiteStore(path: "\(folder.path)/store.db")
        guard store.durability == .full else { throw ValidationError("synchronous is not FULL") }
        let start = DispatchTime.now()
        let end = start + seconds
        let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
            for client in 0..<clients {
                group.addTask { try await Self.client(client, store, until: end) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let elapsed = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
        let statistics = store.statistics
        await store.close()
        let sorted = latencies.sorted()
        return StoreLoad(
            turnsPerSecond: Double(sorted.count) / elapsed,
            batch: max(1, Int((Double(statistics.turns) / Double(max(1, statistics.commits))).rounded())),
            p50Milliseconds: sorted[sorted.count / 2], p99Milliseconds: sorted[sorted.count * 99 / 100])
    }

    private static func client(_ client: Int, _ store: SQLiteStore, until end: DispatchTime) async throws -> [Double] {
        let conversation = ConversationID("bench-\(client)")
        var latencies: [Double] = []
        var head = SequenceNumber.start
        var turn = 0
        while DispatchTime.now() < end {
            let start = DispatchTime.now().uptimeNanoseconds
            let result = try await store.commit(
                SampleTurn.commit(conversation, after: head, cmid: "client-\(client)-message-\(turn)"))
            guard case .written(let next) = result else { throw ValidationError("a turn was answered by \(result)") }
            head = next
            turn += 1
            latencies.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
        }
        return latencies
    }
}

/// A visitor's question as the log holds it: its words, what was understood, the answer.
enum SampleTurn {
    static let interpretation = Interpretation(
        intents: [
            Scored("orders/refund", confidence: 0.913), Scored("orders/status", confidence: 0.041),
            Scored("returns/label", confidence: 0.017),
        ],
        band: .act,
        articles: [
            ArticleHit(
                article: "refunds", title: "How refunds work", section: "When the money arrives",
                passage: "We refund to the card you paid with. Banks take three to five working days to show it.",
                confidence: 0.62)
        ],
        entities: [Entity(name: "order_number", value: .text("10042"), text: "10042", start: 27, end: 32)],
        sentiment: Sentiment(valence: -0.31, frustration: 0.22, urgency: 0.1, words: ["broken"]))

    static let answer = BotLine(
        text: "I found order 10042. Shall I refund 49.90 EUR to the card ending 4242?", response: "confirm_refund",
        buttons: [Button(label: "Yes, please", choice: .confirm(true)), Button(label: "No", choice: .confirm(false))])

    static func commit(_ conversation: ConversationID, after head: SequenceNumber, cmid: String) -> Commit {
        Commit(
            conversation: conversation, expected: head, at: Timestamp(milliseconds: 1_700_000_000_000),
            entries: [
                Commit.Entry(
                    sender: .visitor,
                    event: .visitorSaid(text: "can you refund me for order 10042? the grinder is broken", choice: nil),
                    cmid: ClientMessageID(cmid)),
                Commit.Entry(sender: .system, event: .understood(interpretation)),
                Commit.Entry(sender: .bot, event: .botSaid(answer, epoch: .first)),
            ])
    }
}

/// The compiled C yardstick.
struct RawStore {
    private let folder: ScratchFolder
    private let program: String
    private let rows: String

    init(source: String) throws {
        folder = try ScratchFolder()
        program = "\(folder.path)/store_raw"
        rows = "\(folder.path)/rows.tsv"
        _ = try Self.output(of: ["cc", "-O2", "-o", program, source, "-lsqlite3"])
        let lines = try SampleTurn.commit("c", after: .start, cmid: "").entries.map { entry in
            let body = String(decoding: try LogForm.body(of: entry.event), as: UTF8.self)
            return "\(LogForm.text(of: entry.sender))\t\(LogForm.kind(of: entry.event))\t\(body)\n"
        }
        try Data(lines.joined().utf8).write(to: URL(filePath: rows))
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    func turnsPerSecond(batch: Int, conversations: Int, seconds: Double) async throws -> Double {
        let file = "\(folder.path)/\(UUID().uuidString).db"
        // The store makes the tables, so that both write the same.
        await (try SQLiteStore(path: file)).close()
        let output = try Self.output(of: [program, file, rows, "\(batch)", "\(conversations)", "\(seconds)"])
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: file + suffix)
        }
        return try JSONDecoder().decode(RawResult.self, from: Data(output.utf8)).turnsPerSecond
    }

    /// Bare overwrites of one page, each followed by `fdatasync`, a second.
    func flushes(seconds: Double) throws -> Double {
        let descriptor = open("\(folder.path)/page", O_WRONLY | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw ValidationError("cannot write into \(folder.path)") }
        defer { close(descriptor) }
        let page = [UInt8](repeating: 1, count: 4_096)
        let start = DispatchTime.now()
        var count = 0
        while DispatchTime.now() < start + seconds {
            _ = pwrite(descriptor, page, page.count, 0)
            _ = fdatasync(descriptor)
            count += 1
        }
        return Double(count) / (Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9)
    }

    private static func output(of command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ValidationError("'\(command.joined(separator: " "))' failed with status \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }

    private struct RawResult: Decodable {
        let turnsPerSecond: Double

        enum CodingKeys: String, CodingKey {
            case turnsPerSecond = "turns_per_second"
        }
    }
}

/// Medians over the rounds, ratios taken inside each.
struct DurableReport {
    private let clients: Int
    private let fewClients: Int
    private var figures: [String: [Double]] = [:]

    init(clients: Int, fewClients: Int) {
        self.clients = clients
        self.fewClients = fewClients
    }

    /// The last round, for people.
    var last: String {
        figures.keys.sorted().map { "\($0) \(figures[$0]?.last ?? 0)" }.joined(separator: ", ")
    }

    mutating func add(_ load: StoreLoad, raw: Double, flushes: Double) {
        figures["turns_per_second", default: []].append(load.turnsPerSecond)
        figures["turns_per_commit", default: []].append(Double(load.batch))
        figures["p50_ms", default: []].append(load.p50Milliseconds)
        figures["p99_ms", default: []].append(load.p99Milliseconds)
        figures["raw_turns_per_second", default: []].append(raw)
        figures["ratio", default: []].append(load.turnsPerSecond / raw)
        figures["fdatasyncs_per_second", default: []].append(flushes)
    }

    mutating func add(few load: StoreLoad, single: Double) {
        figures["few_turns_per_second", default: []].append(load.turnsPerSecond)
        figures["few_p50_in_single_commits", default: []].append(load.p50Milliseconds * single / 1_000)
        figures["raw_single_commits_per_second", default: []].append(single)
        figures["few_over_single", default: []].append(load.turnsPerSecond / single)
    }

    func line() throws -> String {
        var fields = figures.mapValues { values in
            let median = values.sorted()[values.count / 2]
            return (median * 1_000).rounded() / 1_000
        }
        fields["clients"] = Double(clients)
        fields["few_clients"] = Double(fewClients)
        fields["rounds"] = Double(figures["ratio"]?.count ?? 0)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(DurableLine(figures: fields)), as: UTF8.self)
    }
}

/// The report as one flat object.
private struct DurableLine: Encodable {
    let figures: [String: Double]

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode("durable", forKey: Name(stringValue: "bench"))
        for (name, figure) in figures {
            try container.encode(figure, forKey: Name(stringValue: name))
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }
}
