internal import Actions
internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import PlaybookModel
internal import Switchboard
internal import Telemetry
internal import Vocabulary

/// Actions a second through the whole engine (outbox, policy, provider, result in the conversation), beside bare calls to
/// the same shop in the same run.
struct OutboxBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions",
        abstract: "Actions a second through the outbox, beside raw HTTP calls to the same shop in the same run.",
        discussion: """
            The raw calls carry the same bytes, as many at a time, by the same client; in each round of a thousand half of
            them are made before the outbox has its turn and half after it. Every action was asked for by a turn of its
            conversation, is asked of the policy, and ends in the turn that takes its result in and goes on with the
            flow, all of it durable.
            `processor_micros` is what one takes of a processor on this side, the shop's own share not counted.
            """)

    @Option(help: "Actions through the outbox, and raw calls.")
    var actions = 3_000

    @Flag(help: "Exit with 1 when the outbox does less than 0.6 of the raw calls.")
    var hold = false

    private static let bar = 0.6
    /// Conversations at work at one time: as many as the house keeps in memory.
    private static let round = 1_000

    func run() async throws {
        let folder = try ScratchFolder()
        let shop = try ServiceProcess(
            binary: "warmline-shop", arguments: ["--db", "\(folder.path)/shop.db", "--listen", "127.0.0.1:0"],
            environment: ["SHOP_TOKEN": OutboxStage.token])
        defer { shop.stop() }
        let raw = RawCalls(port: shop.port)
        // Connections, caches and the shop's file are warm for both.
        _ = await raw.make(200, from: 0)
        var rawTime = Stopwatch.Time()
        var time = Stopwatch.Time()
        var (made, done) = (0, 0)
        for start in stride(from: 0, to: actions, by: Self.round) {
            let count = min(Self.round, actions - start)
            for half in [count / 2, count - count / 2] {
                let calls = await raw.make(half, from: 1_000 + made)
                made += calls.made
                rawTime += calls.time
                // Between the halves.
                guard done == start else { continue }
                let stage = try await OutboxStage(
                    database: "\(folder.path)/outbox-\(start).db", shop: shop.port, actions: start..<start + count)
                let engine = await stage.run()
                await stage.close()
                done += engine.done
                time += engine.time
            }
        }
        let rawRate = Double(made) / rawTime.seconds
        let rate = Double(done) / time.seconds
        let line: [String: Any] = [
            "bench": "actions", "actions": done, "asked": actions, "raw": made,
            "raw_per_second": Int(rawRate), "per_second": Int(rate),
            "raw_processor_micros": Int(rawTime.processorMicros / Double(max(made, 1))),
            "processor_micros": Int(time.processorMicros / Double(max(done, 1))),
            "ratio": (rate / rawRate * 1_000).rounded() / 1_000,
        ]
        let json = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
        FileHandle.standardOutput.write(json + Data("\n".utf8))
        guard done == actions, made == actions else { throw ExitCode(1) }
        if hold, rate / rawRate < Self.bar { throw ExitCode(1) }
    }
}

/// How long something takes, on the clock and of this process's share of the processors.
struct Stopwatch {
    struct Time {
        var seconds = 0.0
        var processorMicros = 0.0

        static func += (sum: inout Time, more: Time) {
            sum.seconds += more.seconds
            sum.processorMicros += more.processorMicros
        }
    }

    private let start = DispatchTime.now().uptimeNanoseconds
    private let used = Self.used

    var time: Time {
        Time(
            seconds: Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9, processorMicros: Self.used - used)
    }

    private static var used: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}

/// Does the work for each number below the count, so many at a time.
func inParallel(_ count: Int, by hands: Int, _ work: @escaping @Sendable (Int) async throws -> Void) async throws {
    let next = Locked(0)
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<hands {
            group.addTask {
                while true {
                    let number = next.withLock { next in
                        defer { next += 1 }
                        return next
                    }
                    guard number < count else { return }
                    try await work(number)
                }
            }
        }
        try await group.waitForAll()
    }
}

/// The calls as any program would make them: nothing kept, nothing asked.
struct RawCalls {
    private let exchanges = HTTPExchanges(bound: EffectRunner.Plan().parallel, reach: .anywhere)
    private let port: UInt16

    init(port: UInt16) {
        self.port = port
    }

    func make(_ count: Int, from first: Int) async -> (made: Int, time: Stopwatch.Time) {
        let watch = Stopwatch()
        let made = Locked(0)
        try? await inParallel(count, by: EffectRunner.Plan().parallel) { number in
            if await isMade(first + number) { made.withLock { $0 += 1 } }
        }
        return (made.withLock { $0 }, watch.time)
    }

    private func isMade(_ number: Int) async -> Bool {
        let outcome = await exchanges.exchange(
            HTTPCall(
                method: .post, url: "http://127.0.0.1:\(port)/v1/codes",
                headers: [
                    "Authorization: Bearer \(OutboxStage.token)", "Content-Type: application/json",
                    "Accept: application/json", "Idempotency-Key: raw-\(number)",
                ], body: Array(#"{"email":"raw-\#(number)@example.com"}"#.utf8), timeout: .seconds(5)))
        guard case .answered(let answer) = outcome else { return false }
        return answer.status == 202
    }
}

/// Nobody comes back.
struct NoTokens: VisitorTokens {
    func token(for pass: VisitorPass) -> String { "" }
    func read(_ token: String) -> VisitorPass? { nil }
    func mark(of secret: String) -> String { "" }
}
