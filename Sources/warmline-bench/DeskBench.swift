internal import ArgumentParser
internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Telemetry

/// How long an agent waits for what stands beside a chat, when the house is full: the service as it is served, on
/// SQLite, with its sockets. Visitors who asked for a person are with the agents; some go on writing meanwhile.
struct DeskBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Time from an agent opening a conversation to its packet and its first draft, among many open ones.",
        discussion: "Prints one JSON line. Exits 1 when no draft comes at all or a 99th percentile is over 300 ms.")

    static let password = "bench-password"
    /// Of one agent: the most an account may have.
    static let capacity = 100

    @Option(help: "Conversations that are open with agents.")
    var open = 1_000

    @Option(help: "Conversations that are opened on a desk and timed.")
    var looks = 300

    @Option(help: "Lines a second that visitors write meanwhile.")
    var lines = 20

    @Option(help: "The playbook.")
    var playbook = "Intents"

    func validate() throws {
        guard (1...5_000).contains(open), (1...10_000).contains(looks), (0...500).contains(lines) else {
            throw ValidationError("--open is 1 to 5000, --looks 1 to 10000, --lines 0 to 500.")
        }
    }

    func run() throws {
        let folder = try ScratchFolder()
        let shop = try ServiceProcess(
            binary: "warmline-shop", arguments: ["--db", "\(folder.path)/shop.db", "--listen", "127.0.0.1:0"],
            environment: ["SHOP_TOKEN": "desk-bench-token-01"])
        defer { shop.kill9() }
        let database = "\(folder.path)/desk.db"
        let service = try ServiceProcess(
            arguments: [
                "serve", "--playbook", playbook, "--store", database, "--listen", "127.0.0.1:0", "--log-level", "error",
                "--messages-per-ten-seconds", "1000000", "--connections-per-address", "4000",
            ],
            environment: ["SHOP_URL": "http://127.0.0.1:\(shop.port)", "SHOP_TOKEN": "desk-bench-token-01"])
        defer { service.kill9() }
        let agents = (0..<((open + Self.capacity - 1) / Self.capacity)).map { "agent-\(10 + $0)" }
        for agent in agents {
            let result = try ServiceProcess.run(
                ["agent", "add", agent, "--capacity", "\(Self.capacity)", "--store", database], input: Self.password)
            guard result == 0 else { throw ServiceProcess.Failure(description: "\(agent) has no account") }
        }
        let house = FullHouse(port: service.port, agents: agents)
        try house.fill(to: open)
        let talk = house.talk(linesPerSecond: lines)
        let figures = try house.look(times: looks)
        talk.withLock { $0.stops = true }
        house.goHome()
        let found = DeskFigures(
            open: open, looks: looks, linesMeanwhile: talk.withLock { $0.lines }, timings: figures,
            residentBytes: service.residentBytes)
        print(try found.line())
        // What the bot has answered already needs no draft.
        guard found.withoutDraft < looks, found.packetP99Ms <= 300, found.draftP99Ms <= 300 else { throw ExitCode(1) }
    }
}

/// One opening: milliseconds to the packet and to the first draft.
struct DeskTiming: Sendable {
    var packet: Double
    var draft: Double?
}

private struct DeskFigures: Encodable {
    let bench = "desk"
    let open: Int
    let looks: Int
    let linesMeanwhile: Int
    let packetP50Ms: Double
    let packetP99Ms: Double
    let draftP50Ms: Double
    let draftP99Ms: Double
    let withoutDraft: Int
    let residentBytes: Int

    init(open: Int, looks: Int, linesMeanwhile: Int, timings: [DeskTiming], residentBytes: Int) {
        self.open = open
        self.looks = looks
        self.linesMeanwhile = linesMeanwhile
        let packets = timings.map(\.packet).sorted()
        let drafts = timings.compactMap(\.draft).sorted()
        func at(_ share: Double, _ sorted: [Double]) -> Double {
            guard !sorted.isEmpty else { return 0 }
            return (sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] * 100).rounded() / 100
        }
        packetP50Ms = at(0.5, packets)
        packetP99Ms = at(0.99, packets)
        draftP50Ms = at(0.5, drafts)
        draftP99Ms = at(0.99, drafts)
        withoutDraft = timings.count - drafts.count
        self.residentBytes = residentBytes
    }
}
