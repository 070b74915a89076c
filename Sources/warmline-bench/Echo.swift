internal import ArgumentParser
internal import Foundation

/// The gateway's echo beside a plain C one on the same library and the same loop, in interleaved rounds.
struct Echo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Throughput, processor time and memory of the gateway's echo against a C libwebsockets echo.",
        discussion: "Absolute figures move with the machine's other load; read the ratios, taken round by round.")

    @Option(help: "Interleaved rounds.")
    var rounds = 5

    @Option(help: "Seconds a measurement lasts.")
    var seconds = 2.0

    @Option(help: "Connections that speak, each with one message under way.")
    var connections = 50

    @Option(help: "Bytes a message has.")
    var bytes = 128

    @Option(help: "The yardstick and load generator in C.")
    var source = "Scripts/bench.d/echo.c"

    @Flag(help: "Leave out the rounds with idle connections.")
    var skipIdle = false

    func run() async throws {
        let yardstick = try Yardstick(source: source)
        defer { yardstick.remove() }
        var report = EchoReport()
        for _ in 0..<rounds {
            for server in EchoServerKind.allCases {
                let load = try yardstick.measure(server, active: connections, idle: 0, seconds: seconds, bytes: bytes)
                report.add(load, of: server)
            }
        }
        if !skipIdle {
            for server in EchoServerKind.allCases {
                for idle in [1000, 10_000] {
                    let load = try yardstick.measure(server, active: 0, idle: idle, seconds: 0, bytes: bytes)
                    report.addMemory(load, of: server, idle: idle)
                }
            }
            for _ in 0..<rounds {
                for idle in [1000, 10_000] {
                    let load = try yardstick.measure(
                        .inline, active: connections, idle: idle, seconds: seconds, bytes: bytes)
                    report.addIdle(load, idle: idle)
                }
            }
        }
        print(report.line)
        guard report.isSound else { throw ExitCode.failure }
    }
}

enum EchoServerKind: String, CaseIterable {
    case c, inline, session
}

/// What the load generator saw.
struct EchoLoad: Decodable {
    let messages: Int
    let seconds: Double
    let serverCPU: Double
    let p50Micros: Int
    let p99Micros: Int
    let wrong: Int
    let lost: Int
    let rssBefore: Int
    let rssAfter: Int
    let connections: Int

    enum CodingKeys: String, CodingKey {
        case messages, seconds, wrong, lost, connections
        case serverCPU = "server_cpu"
        case p50Micros = "p50_micros"
        case p99Micros = "p99_micros"
        case rssBefore = "rss_before_kb"
        case rssAfter = "rss_after_kb"
    }

    var rate: Double { Double(messages) / seconds }
    var microsPerMessage: Double { serverCPU * 1e6 / Double(messages) }
    var kilobytesPerConnection: Double { Double(rssAfter - rssBefore) / Double(connections) }
}

/// The medians of all rounds.
struct EchoReport {
    private var loads: [EchoServerKind: [EchoLoad]] = [:]
    private var idleLoads: [Int: [EchoLoad]] = [:]
    private var memory: [String: Double] = [:]
    private var failures = 0

    mutating func add(_ load: EchoLoad, of server: EchoServerKind) {
        loads[server, default: []].append(load)
        failures += load.wrong + load.lost
    }

    mutating func addMemory(_ load: EchoLoad, of server: EchoServerKind, idle: Int) {
        memory["\(server.rawValue)_\(idle)"] = load.kilobytesPerConnection
    }

    mutating func addIdle(_ load: EchoLoad, idle: Int) {
        idleLoads[idle, default: []].append(load)
        failures += load.wrong + load.lost
    }

    /// Every answer was the right one.
    var isSound: Bool { failures == 0 }

    /// The median over rounds of a server's figure divided by that of the C echo in the same round.
    private func ratio(_ server: EchoServerKind, _ figure: (EchoLoad) -> Double) -> Double {
        let pairs = zip(loads[server] ?? [], loads[.c] ?? [])
        return Self.median(pairs.map { figure($0) / figure($1) })
    }

    private func median(_ server: EchoServerKind, _ figure: (EchoLoad) -> Double) -> Double {
        Self.median((loads[server] ?? []).map(figure))
    }

    private static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        return sorted[sorted.count / 2]
    }

    var line: String {
        var fields: [(String, Double)] = [
            ("throughput_session_over_c", ratio(.session, \.rate)),
            ("throughput_inline_over_c", ratio(.inline, \.rate)),
            ("cpu_inline_over_c", ratio(.inline, \.microsPerMessage)),
            ("cpu_session_over_c", ratio(.session, \.microsPerMessage)),
        ]
        for server in EchoServerKind.allCases {
            fields.append(("messages_per_second_\(server.rawValue)", median(server, \.rate)))
            fields.append(("cpu_micros_\(server.rawValue)", median(server, \.microsPerMessage)))
            fields.append(("p50_micros_\(server.rawValue)", median(server) { Double($0.p50Micros) }))
            fields.append(("p99_micros_\(server.rawValue)", median(server) { Double($0.p99Micros) }))
        }
        for (name, kilobytes) in memory.sorted(by: { $0.key < $1.key }) {
            fields.append(("idle_kb_\(name)", kilobytes))
        }
        let (few, many) = (idleLoads[1000] ?? [], idleLoads[10_000] ?? [])
        if !few.isEmpty {
            let ratios = zip(many, few).map { $0.microsPerMessage / $1.microsPerMessage }
            fields.append(("cpu_10000_idle_over_1000", Self.median(ratios)))
        }
        fields.append(("failures", Double(failures)))
        let values = fields.map { "\"\($0.0)\":\(String(format: "%.3f", $0.1))" }
        return "{\"benchmark\":\"echo\"," + values.joined(separator: ",") + "}"
    }
}
