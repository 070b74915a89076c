import Dialog
import PlaybookLoading
import PlaybookModel
import Switchboard
import Telemetry
import Testing
import Understanding
import Vocabulary

/// The playbook changes again and again while many conversations run.
@Suite struct ReloadUnderLoadTests {
    private static let conversations = 48
    private static let reloads = 12

    /// Every line of a version's flow names it.
    private static func read(_ version: Int, isFaulty: Bool = false) -> Playbook? {
        var files = SmallPlaybook.files(greeting: "Hello.")
        files["refund.yaml"] = files["refund.yaml"]?
            .replacing("What is the order number?", with: "\"\(version): which order?\"")
            .replacing("\"Refund order {order}?\"", with: "\"\(version): refund order {order}?\"")
            .replacing("\"Done, {refund_id}.\"", with: "\"\(version): done, {refund_id}.\"")
            .replacing("collect: order", with: isFaulty ? "collect: oder" : "collect: order")
        let sources = files.map { SourceFile(path: $0.key, text: $0.value) }
        return PlaybookLoader().load(sources, version: PlaybookVersion("v\(version)")).playbook
    }

    private static func arrive(_ playbook: Playbook?, at shelf: PlaybookShelf) -> PlaybookShelf.Arrival {
        shelf.take(playbook) { playbook in
            Edition(
                playbook: playbook, understander: Understander(playbook: playbook, articles: nil),
                machine: DialogMachine(playbook: playbook))
        }
    }

    /// Counts reloads, and lets conversations wait for a number of them.
    private actor Turnstile {
        private var count = 0
        private var waiting: [(until: Int, resume: CheckedContinuation<Void, Never>)] = []

        func pass() {
            count += 1
            for waiter in waiting where waiter.until <= count { waiter.resume.resume() }
            waiting.removeAll { $0.until <= count }
        }

        func reached(_ number: Int) async {
            guard count < number else { return }
            await withCheckedContinuation { waiting.append((number, $0)) }
        }
    }

    /// The version that a conversation's last line of the flow names.
    private static func version(of bench: Bench, in conversation: ConversationID) async throws -> Int? {
        let lines = try await bench.events(of: conversation).compactMap { record -> String? in
            if case .botSaid(let line, _) = record.event { line.text } else { nil }
        }
        return lines.last?.split(separator: ":").first.flatMap { Int($0) }
    }

    /// One refund from its question to its receipt, with reloads between its turns. Returns the version of each line.
    private static func refund(
        _ bench: Bench, in conversation: ConversationID, from first: Int, waiting turnstile: Turnstile, for reload: Int,
        begun: Turnstile? = nil
    ) async throws -> [Int?] {
        var versions: [Int?] = []
        let lanes = bench.lanes
        func say(_ number: Int, _ text: String, _ choice: Choice? = nil) async throws {
            _ = try await lanes.take(.say(cmid: Bench.cmid(number), text: text, choice: choice), in: conversation)
            versions.append(try await version(of: bench, in: conversation))
        }
        try await say(first, "refund")
        await begun?.pass()
        await turnstile.reached(reload)
        try await say(first + 1, "10042")
        await turnstile.reached(reload + 2)
        _ = try await lanes.take(
            .say(cmid: Bench.cmid(first + 2), text: "Yes", choice: .confirm(true)), in: conversation)
        let calls = try await bench.events(of: conversation).compactMap { record -> EffectID? in
            if case .actionStarted(let call) = record.event { call.id } else { nil }
        }
        let call = try #require(calls.last)
        _ = try await lanes.take(.actionFinished(call, .done(["refund_id": .text("RF-1")])), in: conversation)
        versions.append(try await version(of: bench, in: conversation))
        return versions
    }

    @Test func `a playbook that comes while a flow's first turn is being kept is not the flow's`() async throws {
        let store = HookedStore()
        let bench = try Bench(store: store)
        #expect(Self.arrive(Self.read(2), at: bench.shelf) == .put("v2"))
        try await bench.open("c")
        store.meanwhile.withLock { $0 = { _ = Self.arrive(Self.read(3), at: bench.shelf) } }
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "refund", choice: nil), in: "c")
        store.meanwhile.withLock { $0 = nil }
        #expect(bench.shelf.current.playbook.version == "v3")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(2), text: "10042", choice: nil), in: "c")
        #expect(try await Self.version(of: bench, in: "c") == 2)
    }

    @Test
    func `conversations in flight stay where they began, a faulty playbook takes nobody's place, nothing is lost`()
        async throws
    {
        let bench = try Bench()
        #expect(Self.arrive(Self.read(2), at: bench.shelf) == .put("v2"))
        let (turnstile, begun) = (Turnstile(), Turnstile())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await begun.reached(Self.conversations)
                for number in 3..<(3 + Self.reloads) {
                    let present = bench.shelf.current.playbook.version
                    #expect(Self.arrive(Self.read(900 + number, isFaulty: true), at: bench.shelf) == .faulty)
                    #expect(bench.shelf.current.playbook.version == present)
                    #expect(Self.arrive(Self.read(number), at: bench.shelf) == .put(PlaybookVersion("v\(number)")))
                    #expect(Self.arrive(Self.read(number), at: bench.shelf) == .unchanged)
                    await turnstile.pass()
                }
                // Whoever waits for more than there were goes on.
                for _ in 0..<8 { await turnstile.pass() }
            }
            for number in 0..<Self.conversations {
                group.addTask {
                    let conversation = ConversationID("c\(number)")
                    try await bench.open(conversation)
                    let early = try await Self.refund(
                        bench, in: conversation, from: 1, waiting: turnstile, for: number % 4 + 1, begun: begun)
                    #expect(early == [2, 2, 2])
                    let late = try await Self.refund(
                        bench, in: conversation, from: 4, waiting: turnstile, for: number % 4 + 5)
                    let again = try #require(late[0])
                    #expect(late == [again, again, again])
                    // Between two flows the newer playbook is taken up: three reloads and more have come since.
                    #expect((5..<900).contains(again))
                }
            }
            try await group.waitForAll()
        }
        #expect(bench.shelf.current.playbook.version == PlaybookVersion("v\(2 + Self.reloads)"))
        #expect(bench.shelf.pinnedToOlder == 0)
        for number in 0..<Self.conversations {
            let records = try await bench.events(of: ConversationID("c\(number)"))
            #expect(records.count { if case .visitorSaid = $0.event { true } else { false } } == 6)
            #expect(records.count { if case .flowEnded(_, "done") = $0.event { true } else { false } } == 2)
            #expect(records.map(\.seq.rawValue) == Array(1...records.count))
        }
    }
}
