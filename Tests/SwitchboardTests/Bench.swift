import ChatProtocol
import Dialog
import Foundation
import Logging
import PlaybookLoading
import PlaybookModel
import Store
import Switchboard
import Telemetry
import Testing
import Understanding
import Vocabulary

/// A switchboard on a store in memory, with a clock that stands still until it is moved.
struct Bench {
    let store: any ConversationStore
    let lanes: ConversationLanes
    let shelf: PlaybookShelf
    let clock: ManualClock
    let surroundings: Surroundings
    let dispatcher: Dispatcher
    let companion: Companion
    let casebook: Casebook
    let log = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    /// - Parameter hours: `hours:` of the assistant.
    init(
        store: any ConversationStore = InMemoryStore(), hours: String? = nil, clock: ManualClock = ManualClock()
    ) throws {
        self.store = store
        self.clock = clock
        shelf = PlaybookShelf(try Self.edition(version: "v1", hours: hours))
        let names = Locked(0)
        surroundings = Surroundings(
            now: { clock.now },
            freshName: {
                names.withLock { count in
                    count += 1
                    return "fresh-name-\(count)"
                }
            }, tokens: PlainTokens())
        lanes = ConversationLanes(store: store, shelf: shelf, surroundings: surroundings, log: log)
        dispatcher = Dispatcher(store: store, lanes: lanes, shelf: shelf, surroundings: surroundings, log: log)
        companion = Companion(store: store, shelf: shelf, surroundings: surroundings, log: log)
        casebook = Casebook(store: store, lanes: lanes, shelf: shelf)
        lanes.observe(with: dispatcher)
        lanes.observe(with: casebook)
    }

    var visitors: VisitorReception { visitors(nil) }

    func visitors(_ signatures: (any SiteSignatures)?) -> VisitorReception {
        VisitorReception(
            store: store, lanes: lanes, dispatcher: dispatcher, shelf: shelf, surroundings: surroundings,
            signatures: signatures)
    }

    func desk(
        _ accounts: [String: AgentAccount] = [
            "ticket-ida": Bench.ida, "ticket-sam": Bench.sam, "ticket-grace": Bench.grace,
        ], approvals: (any ApprovalsAtDesk)? = nil
    ) -> DeskReception {
        DeskReception(
            store: store, lanes: lanes, shelf: shelf, surroundings: surroundings, dispatcher: dispatcher,
            companion: companion, casebook: casebook, approvals: approvals,
            log: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }, redeem: { accounts[$0] })
    }

    static let ida = account("ida")
    static let sam = account("sam")
    static let grace = account("grace", role: .supervisor)

    static func account(
        _ name: String, role: AgentAccount.Role = .agent, capacity: Int = AgentAccount.usualCapacity,
        skills: [SkillName: Int] = [:]
    ) -> AgentAccount {
        AgentAccount(
            id: AgentID("a-\(name)"), name: name, displayName: name.prefix(1).uppercased() + name.dropFirst(),
            passwordHash: "", role: role, teams: [], generation: 1, skills: skills, capacity: capacity)
    }

    /// Sessions live as long as their connections, which here is for ever.
    private static let connected = Locked<[any ConversationListener]>([])

    func visitor(over wire: RecordingWire, signatures: (any SiteSignatures)? = nil) -> VisitorSession {
        let session = visitors(signatures).session(over: wire)
        Self.connected.withLock { $0.append(session) }
        return session
    }

    func agent(at desk: DeskReception, over wire: any Wire) -> AgentSession {
        let session = desk.session(over: wire)
        Self.connected.withLock { $0.append(session) }
        return session
    }

    /// Opens a conversation without a connection.
    @discardableResult
    func open(_ conversation: ConversationID) async throws -> TurnReceipt {
        try await lanes.take(
            .open(Opening(visitor: "v", channel: "test", playbook: "v1", locale: "en", context: [:])),
            in: conversation)
    }

    static func decoded<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    static func cmid(_ number: Int) -> ClientMessageID {
        ClientMessageID("message-\(10_000_000 + number)")
    }

    func events(of conversation: ConversationID) async throws -> [EventRecord] {
        try await store.history(of: conversation, after: .start, limit: 10_000).records
    }

    static func edition(
        version: PlaybookVersion, greeting: String = "Words of welcome.", hours: String? = nil
    ) throws -> Edition {
        let files = SmallPlaybook.files(greeting: greeting, hours: hours).map {
            SourceFile(path: $0.key, text: $0.value)
        }
        let loaded = PlaybookLoader().load(files, version: version)
        let playbook = try #require(loaded.playbook, "\(loaded.diagnostics)")
        return Edition(
            playbook: playbook, understander: Understander(playbook: playbook, articles: nil),
            machine: DialogMachine(playbook: playbook))
    }
}

/// Moved by hand.
final class ManualClock: Sendable {
    private let moment = Locked(Timestamp(milliseconds: 1_795_000_000_000))
    var now: Timestamp { moment.withLock { $0 } }
    func advance(by span: TimeSpan) { moment.withLock { $0 = $0 + span } }
}

private struct PlainTokens: VisitorTokens {
    func token(for pass: VisitorPass) -> String { "\(pass.visitor) \(pass.conversation) \(pass.proved.rawValue)" }
    func mark(of secret: String) -> String { "of-\(secret.suffix(13))" }

    func read(_ token: String) -> VisitorPass? {
        let parts = token.split(separator: " ")
        guard parts.count == 3, let proved = Int(parts[2]) else { return nil }
        return VisitorPass(
            visitor: VisitorID(String(parts[0])), conversation: ConversationID(String(parts[1])),
            proved: SequenceNumber(proved))
    }
}

enum SmallPlaybook {
    private static func words(of response: StandardResponse, _ greeting: String) -> String {
        switch response {
        case .welcome: greeting
        case .agentLost: "We lost {agent}."
        default: "Words of \(response.rawValue)."
        }
    }

    static func files(greeting: String, hours: String? = nil) -> [String: String] {
        [
            "assistant.yaml": """
            name: Finch
            company: Alder & Finch
            locale: en-GB
            time_zone: UTC
            currency: GBP
            \(hours.map { "hours: \($0)" } ?? "")
            say:
            \(StandardResponse.allCases.map { "  \($0.rawValue): \(words(of: $0, greeting))" }
                .joined(separator: "\n"))
            """,
            "routing.yaml":
                "teams: { support: Customer care, billing: Billing }\ndefault_team: support\npriorities: { asked: 1 }\n"
                + "levels: { first: 2m, next: 5m, resolution: 1h }",
            "tags.yaml": "tags: { money: { title: Money back, intents: [refund] }, other: { title: Something else } }",
            "desk.yaml": """
            replies:
              hello: { title: Hello, text: "Hello, I'm {agent} of {company}." }
              order: { title: Its order, text: "Order {order} is on my desk." }
              bill: { title: A bill, text: "Your bill.", teams: [billing] }
            banned: [calm down]
            drafts: { floor: 0.5, judged: 5 }
            """,
            "entities.yaml": "entities: { order_number: { pattern: \"(\\\\d{5})\" } }",
            "actions.yaml": """
            actions:
              refunds.create:
                inputs: [order]
                method: POST
                url: https://shop.example/{order}/refunds
                outputs: { refund_id: refund.id }
                irreversible: true
              codes.check:
                inputs: [code]
                method: POST
                url: https://shop.example/codes
                outputs: { code_right: right }
            """,
            "code.yaml": """
            verification: code
            level: code
            title: checking the code
            binds: [code]
            slots:
              code: { type: order_number, ask: ask_code }
              code_right: { type: result }
            flow:
              - collect: code
              - call: codes.check
              - when: code_right
                then: [ { end: verified } ]
              - end: refused
            say: { ask_code: What does the code say? }
            """,
            "owner.yaml": """
            verification: owner
            title: whose parcel it is
            binds: [parcel]
            slots: { parcel: { type: order_number, ask: ask_parcel } }
            flow: [ { collect: parcel }, { end: verified } ]
            say: { ask_parcel: Which parcel? }
            """,
            "parcel.yaml": """
            intent: parcel
            description: Where a parcel is
            title: your parcel
            examples: [parcel, where is it, track my parcel, my parcel, parcel please, when does the parcel come]
            flow: [ { verify: owner }, { say: parcel_shown } ]
            say: { parcel_shown: It is on its way. }
            """,
            "account.yaml": """
            intent: account
            description: Look into the account
            title: your account
            examples: [account, my account, account please, look into my account, open the account, show my account]
            flow:
              - verify: code
              - say: account_shown
            say: { account_shown: Your account holds what only you may see. }
            """,
            "refund.yaml": """
            intent: refund
            description: Get money back
            title: your refund
            examples: [refund, money back, refund please, give me a refund, my money back, refund my order, pay me back, reimburse me]
            slots:
              order: { type: order_number, ask: ask_order }
              refund_id: { type: result }
            flow:
              - collect: order
              - confirm: confirm_refund
              - call: refunds.create
                key: refund:{order}
              - say: refund_done
            say:
              ask_order: What is the order number?
              confirm_refund: "Refund order {order}?"
              refund_done: "Done, {refund_id}."
            """,
            "person.yaml": """
            intent: person
            description: A person
            command: person
            examples: [a person, human, agent, staff, operator, real one, somebody, anyone]
            """,
        ]
    }
}

/// A wire that remembers what was sent, and tells waiting tests.
final class RecordingWire: Wire {
    private struct Memory {
        var frames: [JSON] = []
        var closeCode: UInt16?
        var waiters: [(fits: @Sendable ([JSON], UInt16?) -> Bool, resume: CheckedContinuation<Void, Never>)] = []
    }

    private let memory = Locked(Memory())

    var frames: [JSON] { memory.withLock { $0.frames } }
    var closeCode: UInt16? { memory.withLock { $0.closeCode } }

    func send(_ bytes: [UInt8], isHint: Bool) {
        guard let frame = try? JSON.parse(bytes, maximumDepth: 64) else { return }
        change { $0.frames.append(frame) }
    }

    func close(code: UInt16, reason: String) {
        change { $0.closeCode = code }
    }

    func authenticated() {}
    func drained() async -> Bool { true }

    /// Returns once the frames and the close code fit.
    func wait(until fits: @escaping @Sendable ([JSON], UInt16?) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = memory.withLock { memory in
                if fits(memory.frames, memory.closeCode) { return true }
                memory.waiters.append((fits, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    func waitFor(type: String, count: Int = 1) async {
        await wait { frames, _ in frames.count { $0["type"] == .string(type) } >= count }
    }

    private func change(_ edit: (inout Memory) -> Void) {
        let ready = memory.withLock { memory in
            edit(&memory)
            let (frames, code) = (memory.frames, memory.closeCode)
            let ready = memory.waiters.filter { $0.fits(frames, code) }.map(\.resume)
            memory.waiters.removeAll { $0.fits(frames, code) }
            return ready
        }
        for waiter in ready { waiter.resume() }
    }
}

extension JSON {
    func number(_ key: String) -> Int? {
        guard case .integer(let number)? = self[key] else { return nil }
        return Int(number)
    }

    func text(_ key: String) -> String? {
        guard case .string(let text)? = self[key] else { return nil }
        return text
    }
}
