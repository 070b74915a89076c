import Dialog
import Logging
import PlaybookLoading
import PlaybookModel
import Store
import Switchboard
import Telemetry
import Testing
import Understanding
import Vocabulary

/// A service's engine room with approvals and long actions, over a playbook whose refund asks for a person's word.
struct ActionBench {
    let store: any ConversationStore
    let clock: ManualClock
    let lanes: ConversationLanes
    let approvals: Approvals
    let longActions: LongActions
    let backend: ScriptedBackend
    let runner: EffectRunner
    let log = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    /// A second one on the same store is the service after a crash.
    init(
        store: any ConversationStore = InMemoryStore(), clock: ManualClock = ManualClock(),
        backend: ScriptedBackend = ScriptedBackend(), policy: ActionPolicy? = nil
    ) async throws {
        self.store = store
        self.clock = clock
        self.backend = backend
        let bench = try Bench(store: store, clock: clock)
        let shelf = PlaybookShelf(try Self.edition())
        lanes = ConversationLanes(store: store, shelf: shelf, surroundings: bench.surroundings, log: log)
        let action = shelf.current.playbook.actions["refunds.create"]
        approvals = Approvals(
            store: store, lanes: lanes, actions: { _ in action.map { Self.action($0, policy) } },
            now: { clock.now }, log: log)
        longActions = LongActions(store: store, lanes: lanes, now: { clock.now }, log: log)
        try await approvals.restore()
        try await longActions.restore()
        runner = EffectRunner(
            store: store, lanes: lanes, backend: backend, approvals: approvals, longActions: longActions,
            now: { clock.now }, log: log)
    }

    /// The same service after a crash: all it knew is what the store holds.
    func restarted(policy: ActionPolicy? = nil) async throws -> ActionBench {
        try await ActionBench(store: store, clock: clock, backend: backend, policy: policy)
    }

    func open(_ conversation: ConversationID) async throws {
        _ = try await lanes.take(
            .open(Opening(visitor: "v", channel: "test", playbook: "v1", locale: "en", context: [:])),
            in: conversation)
    }

    /// Up to the call.
    func confirmRefund(in conversation: ConversationID) async throws {
        try await open(conversation)
        let lines: [(String, Choice?)] = [("refund", .intent("refund")), ("10042", nil), ("Yes", .confirm(true))]
        for (index, line) in lines.enumerated() {
            _ = try await lanes.take(
                .say(cmid: Bench.cmid(index), text: line.0, choice: line.1), in: conversation)
        }
    }

    func say(_ text: String, _ number: Int, in conversation: ConversationID) async throws {
        _ = try await lanes.take(.say(cmid: Bench.cmid(number), text: text, choice: nil), in: conversation)
    }

    func events(of conversation: ConversationID) async throws -> [EventRecord] {
        try await store.history(of: conversation, after: .start, limit: 10_000).records
    }

    func said(in conversation: ConversationID) async throws -> [String] {
        try await events(of: conversation).compactMap { record in
            guard case .botSaid(let line, _) = record.event else { return nil }
            return line.text
        }
    }

    private static func action(_ action: Action, _ policy: ActionPolicy?) -> Action {
        Action(
            name: action.name, inputs: action.inputs, method: action.method, url: action.url, headers: action.headers,
            body: action.body, outputs: action.outputs, errors: action.errors, overLimit: action.overLimit,
            timeout: action.timeout, attempts: action.attempts, irreversible: action.irreversible, policy: policy,
            place: action.place)
    }

    private static func edition() throws -> Edition {
        var files = SmallPlaybook.files(greeting: "Hello.")
        files["refund.yaml"] = """
            intent: refund
            description: Get money back
            title: your refund
            examples: [refund, money back, refund please, give me a refund, my money back, refund my order, pay me back, reimburse me]
            slots:
              order: { type: order_number, ask: ask_order }
              refund_id: { type: result }
              approval_reason: { type: result }
            flow:
              - collect: order
              - confirm: confirm_refund
              - call: refunds.create
                key: refund:{order}
                over_limit: approval
                errors: { declined: [ { say: refund_declined }, { end: declined } ] }
                failed: [ { say: refund_failed }, { end: failed } ]
              - say: refund_done
            say:
              ask_order: What is the order number?
              confirm_refund: "Refund order {order}?"
              refund_done: "Done, {refund_id}."
              refund_declined: "No: {approval_reason}"
              refund_failed: It did not work.
            """
        let loaded = PlaybookLoader().load(files.map { SourceFile(path: $0.key, text: $0.value) }, version: "v1")
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        return Edition(
            playbook: playbook, understander: Understander(playbook: playbook, articles: nil),
            machine: DialogMachine(playbook: playbook))
    }
}

/// Answers as told, and remembers what was asked.
final class ScriptedBackend: ActionBackend {
    private let state: Locked<(answers: [ActionAttempt], calls: [(call: ActionCall, attempt: Int)])>

    init(_ answers: ActionAttempt...) {
        state = Locked((answers, []))
    }

    var calls: [ActionCall] { state.withLock { $0.calls.map(\.call) } }
    var attempts: [Int] { state.withLock { $0.calls.map(\.attempt) } }

    func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
        state.withLock { state in
            state.calls.append((call, attempt))
            return state.answers.isEmpty ? .lost(error: "no answer") : state.answers.removeFirst()
        }
    }
}

extension ActionAttempt {
    static let refunded = ActionAttempt.finished(.done(["refund_id": .text("R-1")]))
}
