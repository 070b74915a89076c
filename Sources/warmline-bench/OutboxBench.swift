internal import Actions
internal import ArgumentParser
internal import Dialog
internal import Foundation
internal import Logging
internal import PlaybookLoading
internal import PlaybookModel
internal import SQLiteStore
internal import Store
internal import Switchboard
internal import Telemetry
internal import Understanding
internal import Vocabulary

/// Actions a second through the whole engine (outbox, policy, provider, result in the conversation), beside bare calls to
/// the same shop in the same run.
struct OutboxBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions",
        abstract: "Actions a second through the outbox, beside raw HTTP calls to the same shop in the same run.",
        discussion: """
            The raw calls carry the same bytes, as many at a time, by the same client; half of them are made before the
            outbox has its turn and half after it. Every action is asked of the policy, and its result is taken into its
            conversation, all of it durable.
            """)

    @Option(help: "Actions through the outbox, and raw calls.")
    var actions = 3_000

    @Flag(help: "Exit with 1 when the outbox does less than 0.6 of the raw calls.")
    var hold = false

    private static let bar = 0.6

    func run() async throws {
        let folder = try ScratchFolder()
        let shop = try ServiceProcess(
            binary: "warmline-shop", arguments: ["--db", "\(folder.path)/shop.db", "--listen", "127.0.0.1:0"],
            environment: ["SHOP_TOKEN": OutboxStage.token])
        defer { shop.stop() }
        let raw = RawCalls(port: shop.port)
        // Connections, caches and the shop's file are warm for both.
        _ = await raw.make(200, from: 0)
        let before = await raw.make(actions / 2, from: 1_000)
        let stage = try await OutboxStage(database: "\(folder.path)/outbox.db", shop: shop.port, actions: actions)
        let engine = await stage.run()
        let after = await raw.make(actions - actions / 2, from: 1_000 + actions)
        await stage.close()
        let made = before.made + after.made
        let rawRate = Double(made) / (before.seconds + after.seconds)
        let rate = Double(engine.done) / engine.seconds
        let line: [String: Any] = [
            "bench": "actions", "actions": engine.done, "asked": actions, "raw": made,
            "raw_per_second": Int(rawRate), "per_second": Int(rate),
            "ratio": (rate / rawRate * 1_000).rounded() / 1_000,
        ]
        let json = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
        FileHandle.standardOutput.write(json + Data("\n".utf8))
        guard engine.done == actions, made == actions else { throw ExitCode(1) }
        if hold, rate / rawRate < Self.bar { throw ExitCode(1) }
    }
}

/// The calls as any program would make them: nothing kept, nothing asked.
struct RawCalls {
    private let exchanges = HTTPExchanges(bound: EffectRunner.Plan().parallel, reach: .anywhere)
    private let port: UInt16

    init(port: UInt16) {
        self.port = port
    }

    func make(_ count: Int, from first: Int) async -> (made: Int, seconds: Double) {
        let next = Locked(0)
        let start = DispatchTime.now().uptimeNanoseconds
        let made = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<EffectRunner.Plan().parallel {
                group.addTask {
                    var made = 0
                    while let number = next.withLock({ next -> Int? in
                        guard next < count else { return nil }
                        next += 1
                        return next
                    }) {
                        if await isMade(first + number) { made += 1 }
                    }
                    return made
                }
            }
            return await group.reduce(0, +)
        }
        return (made, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
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

/// The engine room as the service wires it, with so many actions in its outbox.
final class OutboxStage: TurnObserver {
    static let token = "bench"

    private struct Score {
        var done = 0
        var ended = 0
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let store: SQLiteStore
    private let runner: EffectRunner
    private let count: Int
    private let score = Locked(Score())

    init(database: String, shop: UInt16, actions count: Int) async throws {
        self.count = count
        var options = SQLiteStoreOptions()
        options.isOnlyRunner = true
        let store = try SQLiteStore(path: database, options: options)
        self.store = store
        let log = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let now: @Sendable () -> Timestamp = { .now }
        let shelf = PlaybookShelf(try Self.edition())
        let lanes = ConversationLanes(
            store: store, shelf: shelf,
            surroundings: Surroundings(now: now, freshName: { UUID().uuidString }, tokens: NoTokens()), log: log)
        let find: @Sendable (ActionName) -> Action? = { shelf.current.playbook.actions[$0] }
        let approvals = Approvals(store: store, lanes: lanes, actions: find, now: now, log: log)
        let http = HTTPActions(
            actions: find,
            environment: { ["SHOP_URL": "http://127.0.0.1:\(shop)", "SHOP_TOKEN": Self.token][$0] },
            reach: .outside(allowing: ["127.0.0.1:\(shop)"]), logger: log)
        let policed = PolicedActions(
            http, actions: find, ledger: JournaledPolicyLedger(store: store, now: now),
            surroundings: PolicedActions.Surroundings(
                customer: { call, _ in VisitorID(call.id.conversation.rawValue) },
                approval: { [approvals] in approvals.approval(of: $0) },
                today: { CivilDate(number: 20_000) }), logger: log)
        runner = EffectRunner(
            store: store, lanes: lanes, backend: policed, approvals: approvals,
            longActions: LongActions(store: store, lanes: lanes, now: now, log: log), now: now, log: log)
        lanes.observe(with: runner)
        lanes.observe(with: self)
        try await ask(store)
    }

    /// Until every result stands in its conversation.
    func run() async -> (done: Int, seconds: Double) {
        let start = DispatchTime.now().uptimeNanoseconds
        let work = Task { await runner.run() }
        runner.poke()
        await withCheckedContinuation { waiting in
            let isOver = score.withLock { score in
                score.waiting = waiting
                return score.ended == count
            }
            if isOver { wake() }
        }
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        work.cancel()
        runner.poke()
        return (score.withLock { $0.done }, seconds)
    }

    func close() async {
        await store.close()
    }

    func committed(_ turn: CommittedTurn) {
        let isOver = score.withLock { score in
            for record in turn.records {
                guard case .actionFinished(_, let result) = record.event else { continue }
                score.ended += 1
                if case .done = result { score.done += 1 }
            }
            return score.ended == count
        }
        if isOver { wake() }
    }

    private func wake() {
        score.withLock { score in
            score.waiting?.resume()
            score.waiting = nil
        }
    }

    /// A conversation for each action, which has just asked for it.
    private func ask(_ store: SQLiteStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    let conversation = ConversationID("bench-\(100_000 + number)")
                    let call = ActionCall(
                        id: EffectID(conversation: conversation, turn: SequenceNumber(1), index: 0),
                        action: "codes.send", arguments: ["email": .text("bench-\(number)@example.com")],
                        key: BusinessKey("bench:\(number)"))
                    let opening = Opening(
                        visitor: VisitorID("v-\(number)"), channel: "bench", playbook: "bench", locale: "en",
                        context: [:])
                    _ = try await store.commit(
                        Commit(
                            conversation: conversation, expected: .start, at: .now,
                            entries: [
                                Commit.Entry(sender: .system, event: .opened(opening)),
                                Commit.Entry(sender: .bot, event: .actionStarted(call)),
                            ], effects: [.run(call)]))
                }
            }
            try await group.waitForAll()
        }
    }

    private static func edition() throws -> Edition {
        var files = DrillPlaybook.files
        files["actions.yaml", default: ""] += "\n" + action
        let loaded = PlaybookLoader(patternProblem: Pattern.problem)
            .load(files.map { SourceFile(path: $0.key, text: $0.value) }, version: "bench")
        guard let playbook = loaded.playbook else {
            throw ServiceProcess.Failure(description: "the bench's playbook: \(loaded.diagnostics)")
        }
        return Edition(
            playbook: playbook, understander: Understander(playbook: playbook, articles: nil),
            machine: DialogMachine(playbook: playbook))
    }

    private static let action = """
          codes.send:
            inputs: [email]
            method: POST
            url: "{env.SHOP_URL}/v1/codes"
            headers: { Authorization: "Bearer {env.SHOP_TOKEN}" }
            body: { email: "{email}" }
            timeout: 5s
            attempts: 3
            policy: { currency: GBP, calls_per_customer_and_day: 3 }
        """
}

private struct NoTokens: VisitorTokens {
    func token(for visitor: VisitorID, in conversation: ConversationID, isOfKnown: Bool) -> String { "" }
    func read(_ token: String) -> VisitorPass? { nil }
}
