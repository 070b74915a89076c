internal import ArgumentParser
internal import ChatClient
internal import Foundation
internal import GRDB
internal import Telemetry

/// Real customers' lines, each conversation on a connection of its own, against the service with the demo playbook.
struct Conversations: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Drive recorded customer turns through real WebSocket connections and check every answer.",
        discussion: """
            Files hold one JSON conversation a line: {"turns": [{"by": "user" or "customer", "text": …}, …]}.
            Prints one JSON line: turns, latencies, who answered, and what went wrong (nothing should).
            """)

    @Argument(help: "Files of conversations.")
    var files: [String]

    @Option(help: "The playbook.")
    var playbook = "Intents"

    @Option(help: "Conversations at one time.")
    var parallel = 8

    func run() throws {
        let talks = try files.flatMap(Self.read)
        let folder = try ScratchFolder()
        let shop = try ServiceProcess(
            binary: "warmline-shop", arguments: ["--db", "\(folder.path)/shop.db", "--listen", "127.0.0.1:0"],
            environment: ["SHOP_TOKEN": "conversations-token-01"])
        defer { shop.kill9() }
        let database = "\(folder.path)/talks.db"
        let service = try ServiceProcess(
            arguments: [
                "serve", "--playbook", playbook, "--store", database, "--listen", "127.0.0.1:0", "--log-level", "error",
                "--messages-per-ten-seconds", "1000000", "--connections-per-address", "1000",
            ],
            environment: ["SHOP_URL": "http://127.0.0.1:\(shop.port)", "SHOP_TOKEN": "conversations-token-01"])
        let results = drive(talks, port: service.port)
        let exit = service.stop()
        let report = try ConversationReport(results, database: database, exit: exit)
        print(String(decoding: try report.line, as: UTF8.self))
        guard report.isClean else { throw ExitCode(1) }
    }

    private static func read(_ path: String) throws -> [[String]] {
        struct Recorded: Decodable {
            struct Turn: Decodable {
                let by: String
                let text: String?
            }
            let turns: [Turn]
        }
        let decoder = JSONDecoder()
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            try decoder.decode(Recorded.self, from: Data(line.utf8)).turns
                .filter { $0.by == "user" || $0.by == "customer" }.compactMap(\.text)
                .map { String($0.prefix(4_000)) }.filter { !$0.allSatisfy(\.isWhitespace) }
        }
    }

    private func drive(_ talks: [[String]], port: UInt16) -> [TalkResult] {
        let state = Locked((next: 0, results: [TalkResult](), running: parallel))
        for _ in 0..<parallel {
            Thread {
                while true {
                    let mine = state.withLock { state in
                        defer { state.next += 1 }
                        return state.next
                    }
                    guard mine < talks.count else { break }
                    let result = TalkResult(driving: talks[mine], number: mine, port: port)
                    state.withLock { $0.results.append(result) }
                }
                state.withLock { $0.running -= 1 }
            }.start()
        }
        while state.withLock({ $0.running > 0 }) { Thread.sleep(forTimeInterval: 0.02) }
        return state.withLock { $0.results }
    }
}

/// What one conversation went like.
struct TalkResult: Sendable {
    var conversation = ""
    var acknowledged: [(cmid: String, seq: Int)] = []
    var milliseconds: [Double] = []
    var errors: [String] = []
    var unanswered = 0
    var asksForPerson = false

    init(driving lines: [String], number: Int, port: UInt16) {
        let client = VisitorClient(port: port, name: "talk-\(10_000 + number)")
        var isWaiting = false
        do throws(ClientFailure) {
            try client.connect()
            for line in lines {
                let seen = client.events.count
                let start = DispatchTime.now().uptimeNanoseconds
                try client.waitForAcknowledgement(of: try client.say(line))
                milliseconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
                let news = client.events[seen...].map(\.kind)
                if news.contains("waiting") { isWaiting = true }
                // Whoever waits for a person is answered by the person.
                if !isWaiting, !news.contains("bot") { unanswered += 1 }
                asksForPerson = asksForPerson || Self.asksForPerson(line)
            }
            try client.listen(quietFor: 100)
        } catch {
            errors.append("\(error)")
        }
        client.close()
        errors += client.violations
        conversation = client.conversation
        acknowledged = client.acknowledged
    }

    /// Plain words for a person, found without our own classifier.
    private static func asksForPerson(_ line: String) -> Bool {
        line.lowercased().contains(
            /\b(speak|talk|transfer|connect|escalate)\b[^.?!]{0,40}\b(human|person|agent|representative|supervisor|manager|someone)\b/
        )
    }
}

struct ConversationReport {
    private struct Line: Encodable {
        var conversations = 0
        var turns = 0
        var acknowledgedInDatabase = 0
        var unanswered = 0
        var errors: [String] = []
        var p50Ms = 0.0
        var p99Ms = 0.0
        var byFlow = 0
        var byArticle = 0
        var byResponse = 0
        var byFallback = 0
        var byPerson = 0
        var askedForPerson = 0
        var askedAndInQueue = 0
        var inQueue = 0
        var exit = Int32(0)
    }

    private var content = Line()

    var isClean: Bool {
        content.errors.isEmpty && content.unanswered == 0 && content.exit == 0
            && content.acknowledgedInDatabase == content.turns
            && content.askedForPerson == content.askedAndInQueue
    }

    var line: Data {
        get throws {
            Data(try content.line().utf8)
        }
    }

    init(_ results: [TalkResult], database path: String, exit: Int32) throws {
        let times = results.flatMap(\.milliseconds).sorted()
        content.conversations = results.count
        content.turns = times.count
        content.exit = exit
        content.unanswered = results.reduce(0) { $0 + $1.unanswered }
        content.errors = results.flatMap(\.errors)
        if !times.isEmpty {
            content.p50Ms = times[times.count / 2]
            content.p99Ms = times[times.count * 99 / 100]
        }
        try DatabaseQueue(path: path).read { database in
            for result in results { try add(result, database) }
        }
    }

    private mutating func add(_ result: TalkResult, _ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT seq, cmid, kind FROM events JOIN conversations AS c ON c.number = conversation
                WHERE id = ? ORDER BY seq
                """, arguments: [result.conversation])
        let stored = Dictionary(
            rows.compactMap { row in (row["cmid"] as String?).map { ($0, row["seq"] as Int) } },
            uniquingKeysWith: { first, _ in first })
        content.acknowledgedInDatabase += result.acknowledged.count { stored[$0.cmid] == $0.seq }
        var isWaiting = false
        var turn: [String] = []
        for row in rows + [nil] {
            let kind = row.map { $0["kind"] as String }
            if kind == "visitorSaid" || kind == nil {
                count(turn, isWaiting: &isWaiting)
                turn = []
            }
            if let kind { turn.append(kind) }
        }
        if isWaiting { content.inQueue += 1 }
        guard result.asksForPerson else { return }
        content.askedForPerson += 1
        if isWaiting { content.askedAndInQueue += 1 }
    }

    private mutating func count(_ turn: [String], isWaiting: inout Bool) {
        guard turn.first == "visitorSaid" else { return }
        if isWaiting || turn.contains("escalated") {
            isWaiting = true
            content.byPerson += 1
        } else if turn.contains("fellBack") {
            content.byFallback += 1
        } else if turn.contains("articleShown") {
            content.byArticle += 1
        } else if turn.contains("stepEntered") || turn.contains("slotAsked") || turn.contains("confirmationShown") {
            content.byFlow += 1
        } else {
            content.byResponse += 1
        }
    }
}
