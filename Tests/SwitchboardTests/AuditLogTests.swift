import Logging
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct AuditLogTests {
    private struct Line: Decodable {
        let record: AuditRecord
    }

    private func audit(_ store: any ConversationStore, _ clock: ManualClock) async throws -> AuditLog {
        let audit = AuditLog(
            store: store, digest: { [UInt8(truncatingIfNeeded: $0.count)] }, now: { clock.now },
            log: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        try await audit.restore()
        return audit
    }

    private func records(_ store: any ConversationStore) async throws -> [AuditRecord] {
        try await store.journal(AuditLog.journal).entries.map { try Bench.decoded(Line.self, $0.body).record }
    }

    @Test func `every call stands there once with its inputs' hash and its end, whenever a crash came`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(.refunded))
        try await bench.confirmRefund(in: "c")
        try await audit(bench.store, bench.clock).catchUp()
        await bench.runner.pass()
        for _ in 0..<2 { try await audit(bench.store, bench.clock).catchUp() }
        let records = try await records(bench.store)
        #expect(records.map(\.deed) == [.asked, .called])
        #expect(records.map(\.number) == [1, 2])
        #expect(records.map(\.result) == ["asked", "done"])
        #expect(records.map(\.subject) == ["refunds.create", "refunds.create"])
        #expect(records.allSatisfy { $0.key == "refund:10042" && $0.inputs.count == 1 })
    }

    @Test func `who approved what stands there too`() async throws {
        let bench = try await ActionBench(
            backend: ScriptedBackend(.needsApproval(ApprovalQuestion()), .refunded))
        let audit = try await audit(bench.store, bench.clock)
        bench.approvals.observe(with: audit)
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let id = try #require(bench.approvals.open.first?.id)
        try await bench.approvals.approve(id, by: Bench.grace)
        // Deeds are kept one after the other: when this one is, so are those before it.
        try await audit.record(AuditLog.Deed(.exported, by: .service, subject: "all", result: "done"))
        while try await records(bench.store).count < 3 { await Task.yield() }
        let records = try await records(bench.store)
        #expect(Set(records.map(\.deed)) == [.approvalAsked, .approved, .exported])
        #expect(records.first { $0.deed == .approved }?.actor == .agent(Bench.grace.id))
    }

    @Test func `a word that was given just before a crash stands there after it, once`() async throws {
        let bench = try await ActionBench(
            backend: ScriptedBackend(.needsApproval(ApprovalQuestion()), .refunded))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let id = try #require(bench.approvals.open.first?.id)
        bench.clock.advance(by: .minutes(1))
        try await bench.approvals.approve(id, by: Bench.grace)
        let moment = bench.clock.now
        bench.clock.advance(by: .hours(1))
        // Nobody observed: the house died before its log of deeds heard of anything.
        let after = try await bench.restarted()
        for _ in 0..<2 {
            try await audit(bench.store, bench.clock).catchUp(with: after.approvals.open + after.approvals.closed)
        }
        let records = try await records(bench.store)
        #expect(records.map(\.deed) == [.approvalAsked, .approved])
        #expect(records[1].actor == .agent(Bench.grace.id) && records[1].at == moment)
        #expect(records.allSatisfy { $0.key == "refund:10042" && $0.inputs.count == 1 })
    }

    @Test func `what a command did is numbered by the service, once, whenever it starts`() async throws {
        let store = InMemoryStore()
        let clock = ManualClock()
        let deed = AuditLog.Deed(
            .roleChanged, by: .administrator("root"), subject: "a-ida", result: "agent, supervisor")
        let first = try await audit(store, clock)
        try await first.record(AuditLog.Deed(.exported, by: .service, subject: "all", result: "done"))
        // Another process: it knows no number, and the service does not hear of it.
        try await AuditLog.leave(deed, in: store, at: clock.now)
        try await first.record(AuditLog.Deed(.exported, by: .service, subject: "all", result: "done"))
        try await first.catchUp()
        try await AuditLog.leave(deed, in: store, at: clock.now)
        for _ in 0..<2 { try await audit(store, clock).catchUp() }
        let records = try await records(store)
        #expect(records.map(\.number) == [1, 2, 3, 4])
        #expect(records.map(\.deed) == [.exported, .exported, .roleChanged, .roleChanged])
        #expect(records[3].actor == .administrator("root") && records[3].subject == "a-ida")
    }
}
