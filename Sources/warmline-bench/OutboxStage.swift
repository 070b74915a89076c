internal import Actions
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

    init(database: String, shop: UInt16, actions numbers: Range<Int>) async throws {
        count = numbers.count
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
        try await ask(numbers, lanes)
    }

    /// Until every result stands in its conversation.
    func run() async -> (done: Int, time: Stopwatch.Time) {
        let watch = Stopwatch()
        let work = Task { await runner.run() }
        runner.poke()
        await withCheckedContinuation { waiting in
            let isOver = score.withLock { score in
                score.waiting = waiting
                return score.ended == count
            }
            if isOver { wake() }
        }
        let time = watch.time
        work.cancel()
        runner.poke()
        return (score.withLock { $0.done }, time)
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
    private func ask(_ numbers: Range<Int>, _ lanes: ConversationLanes) async throws {
        try await inParallel(numbers.count, by: 64) { index in
            let number = numbers.lowerBound + index
            let conversation = ConversationID("bench-\(100_000 + number)")
            let opening = Opening(
                visitor: VisitorID("v-\(number)"), channel: "bench", playbook: "bench", locale: "en", context: [:])
            _ = try await lanes.take(.open(opening), in: conversation)
            let wish = Turn.say(cmid: "bench-message-000001", text: "a code", choice: .intent("code"))
            _ = try await lanes.take(wish, in: conversation)
            let address = Turn.say(
                cmid: "bench-message-000002", text: "bench-\(number)@example.com", choice: nil)
            _ = try await lanes.take(address, in: conversation)
        }
    }

    private static func edition() throws -> Edition {
        var files = DrillPlaybook.files
        files["actions.yaml", default: ""] += "\n" + action
        files["code.yaml"] = flow
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

    private static let flow = """
        intent: code
        description: Have a code sent
        title: your code
        examples:
          - send me a code
          - a code please
          - I need a one-time code
          - mail me the code
          - can I have a code
          - code by mail
          - get me a login code
          - another code please
        held_out: [I want a code]
        slots:
          email: { type: email, ask: ask_email }
        flow:
          - collect: email
          - call: codes.send
            failed: [ { say: code_failed }, { end: failed } ]
          - say: code_sent
        say:
          ask_email: What is your e-mail address?
          code_failed: That did not work.
          code_sent: It is on its way.
        """
}
