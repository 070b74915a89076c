import ChatProtocol
import PlaybookModel
import Store
import Switchboard
import Telemetry
import Testing
import Vocabulary

@Suite struct ApprovalTests {
    private let question = ActionAttempt.needsApproval(
        ApprovalQuestion(
            money: Money(minor: 18_900, currency: "GBP"),
            reasons: [.call(limit: Money(minor: 10_000, currency: "GBP"))],
            customer: "v-maya"))
    private let asked = "Words of approval_asked."

    @Test func `over the limit the flow waits, a person sees the exact call, and nothing has happened`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(question))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let request = try #require(bench.approvals.open.first)
        #expect(request.call.key == "refund:10042")
        #expect(request.call.arguments == ["order": .text("10042")])
        #expect(request.money == Money(minor: 18_900, currency: "GBP"))
        #expect(request.customer == "v-maya")
        #expect(request.answerBy == bench.clock.now + .hours(24))
        #expect(try await bench.said(in: "c").last == asked)
        // Long past the patience of the call the visitor is told the same, and nobody was called.
        bench.clock.advance(by: .hours(1))
        await bench.runner.pass()
        try await bench.say("refund please", 7, in: "c")
        #expect(try await bench.said(in: "c").last == asked)
        #expect(try await bench.store.waiting(limit: 1).isEmpty)
        #expect(bench.backend.calls.count == 1)
    }

    @Test func `a yes runs the same effect, as its first try, and the flow goes on`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(question, .refunded))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let request = try #require(bench.approvals.open.first)
        #expect(bench.approvals.approval(of: request.call) == nil)
        try await bench.approvals.approve(request.id, by: Bench.grace, note: "fine")
        #expect(bench.approvals.approval(of: request.call)?.by == Bench.grace.id)
        await bench.runner.pass()
        #expect(bench.backend.calls.map(\.id) == [request.call.id, request.call.id])
        #expect(bench.backend.attempts == [1, 1])
        #expect(try await bench.said(in: "c").suffix(2) == ["Words of approved.", "Done, R-1."])
        #expect(bench.approvals.open.isEmpty)
    }

    @Test func `a no takes the flow's own way with the reason, and the provider never hears of it`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(question))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let request = try #require(bench.approvals.open.first)
        await #expect(throws: ApprovalFault.reasonMissing) {
            try await bench.approvals.decline(request.id, by: Bench.grace, reason: " ")
        }
        try await bench.approvals.decline(request.id, by: Bench.grace, reason: "the grinder was used for a year")
        await bench.runner.pass()
        #expect(try await bench.said(in: "c").last == "No: the grinder was used for a year")
        #expect(bench.backend.calls.count == 1)
    }

    @Test func `the desk is told why a word does not count, whatever is wrong with it`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(question))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let id = try #require(bench.approvals.open.first).id.rawValue
        let desk = DeskReception.approvals(bench.approvals, on: try Bench(store: bench.store).dispatcher)
        let long = String(repeating: "x", count: Approvals.longestReason + 1)
        func code(_ word: () async throws(Refusal) -> Void) async -> Refusal.Code? {
            do throws(Refusal) {
                try await word()
                return nil
            } catch {
                return error.code
            }
        }
        func yes(_ id: String, _ note: String) async -> Refusal.Code? {
            await code { () async throws(Refusal) in try await desk.approve(id, by: Bench.grace, note: note) }
        }
        func no(_ reason: String) async -> Refusal.Code? {
            await code { () async throws(Refusal) in try await desk.decline(id, by: Bench.grace, reason: reason) }
        }
        #expect(await yes("c-unknown/1/0", "fine") == .notFound)
        #expect(await yes(id, long) == .tooLong)
        #expect(await no(long) == .tooLong)
        #expect(await no(" ") == .notAllowed)
        #expect(await no("not this one") == nil)
        #expect(await yes(id, "fine") == .alreadyClaimed)
    }

    @Test func `what waits and what was decided survives a crash at every point`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(question, question, .refunded))
        try await bench.confirmRefund(in: "c")
        // A crash after the visitor was told and before the effect was parked: it is asked about once.
        let job = try #require(
            try await bench.store.claimEffects(limit: 1, lease: .seconds(15), now: bench.clock.now).first)
        _ = await bench.backend.perform(job.call, attempt: 1)
        bench.clock.advance(by: .seconds(16))
        await bench.runner.pass()
        let again = try await bench.restarted()
        await again.runner.pass()
        let request = try #require(again.approvals.open.first)
        #expect(again.approvals.open.count == 1)
        try await again.approvals.approve(request.id, by: Bench.grace)
        let last = try await again.restarted()
        await last.runner.pass()
        #expect(try await last.said(in: "c").last == "Done, R-1.")
        #expect(try await last.said(in: "c").count { $0 == asked } == 1)
        #expect(last.backend.calls.count == 3)
    }

    @Test func `a word given while the effect is parked outlives the process that parks it`() async throws {
        let store = DecidingStore()
        let bench = try await ActionBench(store: store, backend: ScriptedBackend(question, .refunded))
        try await bench.confirmRefund(in: "c")
        store.beforeParking.withLock { word in
            word = {
                let request = try #require(bench.approvals.open.first)
                try await bench.approvals.approve(request.id, by: Bench.grace)
            }
        }
        await bench.runner.pass()
        store.beforeParking.withLock { $0 = nil }
        let again = try await bench.restarted()
        await again.runner.pass()
        #expect(try await again.said(in: "c").last == "Done, R-1.")
        #expect(again.backend.calls.count == 2)
    }

    @Test func `a request is shown also while nobody can say whose customer it is`() async throws {
        let store = UnreadableStore()
        let bench = try await ActionBench(store: store, backend: ScriptedBackend(question))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let again = try await bench.restarted()
        store.isUnreadable.withLock { $0 = true }
        let shown = await again.approvals.open(for: Bench.grace)
        #expect(shown.map(\.refusal) == [nil])
        let id = try #require(shown.first?.request.id)
        await #expect(throws: ApprovalFault.unavailable) { try await again.approvals.approve(id, by: Bench.grace) }
    }

    @Test func `two people at once: one word counts`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(question, .refunded))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let id = try #require(bench.approvals.open.first?.id)
        let approvals = bench.approvals
        let taken = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do throws(ApprovalFault) {
                        if number.isMultiple(of: 2) {
                            try await approvals.approve(id, by: Bench.grace)
                        } else {
                            try await approvals.decline(id, by: Bench.grace, reason: "no")
                        }
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 1)
    }

    @Test func `who may not: no approver, too much, and whoever took part`() async throws {
        let policy = ActionPolicy(
            amount: "amount", currency: "GBP", perCall: 10_000,
            approvers: [
                ActionPolicy.Approver(team: "billing", upTo: 15_000), ActionPolicy.Approver(team: "supervisor"),
            ], fourEyes: true)
        let bench = try await ActionBench(backend: ScriptedBackend(question), policy: policy)
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let id = try #require(bench.approvals.open.first?.id)
        let clerk = AgentAccount(
            id: "a-bill", name: "bill", displayName: "Bill", passwordHash: "", role: .agent, teams: ["billing"],
            generation: 1)
        await #expect(throws: ApprovalFault.notAllowed(.notAnApprover)) {
            try await bench.approvals.approve(id, by: Bench.ida)
        }
        let most = Money(minor: 15_000, currency: "GBP")
        await #expect(throws: ApprovalFault.notAllowed(.overTheirLimit(most))) {
            try await bench.approvals.approve(id, by: clerk)
        }
        _ = try await bench.lanes.take(
            .agentNote(Bench.grace.id, cmid: Bench.cmid(50), text: "I know them"), in: "c")
        await #expect(throws: ApprovalFault.notAllowed(.theirOwnCustomer)) {
            try await bench.approvals.approve(id, by: Bench.grace)
        }
        #expect(await bench.approvals.open(for: Bench.grace).map(\.refusal) == [.theirOwnCustomer])
        #expect(bench.approvals.open.count == 1)
        try await bench.approvals.decline(id, by: Bench.grace, reason: "not again")
        #expect(bench.approvals.open.isEmpty)
    }

    @Test func `no word in time, and a person takes over`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(question))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        bench.clock.advance(by: .hours(24))
        await bench.runner.pass()
        #expect(try await bench.store.waiting(limit: 1).first?.escalation.reason == .overLimit)
        #expect(bench.approvals.closed.first?.state == .lapsed(at: bench.clock.now))
        let id = try #require(bench.approvals.closed.first?.id)
        await #expect(throws: ApprovalFault.alreadyDecided(.lapsed(at: bench.clock.now))) {
            try await bench.approvals.approve(id, by: Bench.grace)
        }
    }

    @Test func `observers hear of the question and of the answer`() async throws {
        final class Listener: ApprovalObserver {
            let heard = Locked<[Bool]>([])
            func changed(_ request: ApprovalRequest) { heard.withLock { $0.append(request.isOpen) } }
        }
        let listener = Listener()
        let bench = try await ActionBench(backend: ScriptedBackend(question))
        bench.approvals.observe(with: listener)
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let id = try #require(bench.approvals.open.first?.id)
        try await bench.approvals.approve(id, by: Bench.grace)
        #expect(listener.heard.withLock { $0 } == [true, false])
    }
}
