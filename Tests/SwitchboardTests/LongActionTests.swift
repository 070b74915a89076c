import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct LongActionTests {
    private let accepted = ActionAttempt.accepted(within: .hours(2))
    private let done = ActionResult.done(["refund_id": .text("R-7")])

    private func effect(_ bench: ActionBench) throws -> EffectID {
        try #require(bench.backend.calls.first?.id)
    }

    @Test func `accepted now, the result later, and the flow goes on where it was`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(accepted))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        #expect(try await bench.said(in: "c").last == "Words of action_accepted.")
        bench.clock.advance(by: .minutes(90))
        await bench.runner.pass()
        #expect(try await bench.store.waiting(limit: 1).isEmpty)
        #expect(await bench.longActions.report(try effect(bench)) { _ in done } == .taken)
        await bench.runner.pass()
        #expect(try await bench.said(in: "c").last == "Done, R-7.")
        #expect(bench.backend.calls.count == 1)
        #expect(await bench.longActions.report(try effect(bench)) { _ in done } == .repeated)
    }

    @Test func `the report finds its conversation after a crash, and so does one that came before it`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(accepted))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let after = try await bench.restarted()
        #expect(await after.longActions.report(try effect(bench)) { _ in done } == .taken)
        let last = try await after.restarted()
        await last.runner.pass()
        #expect(try await last.said(in: "c").last == "Done, R-7.")
    }

    @Test func `a report that is faster than the answer is not lost`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(accepted))
        try await bench.confirmRefund(in: "c")
        let job = try #require(
            try await bench.store.claimEffects(limit: 1, lease: .seconds(15), now: bench.clock.now).first)
        #expect(await bench.longActions.report(job.call.id) { _ in done } == .taken)
        bench.clock.advance(by: .seconds(16))
        await bench.runner.pass()
        #expect(try await bench.said(in: "c").last == "Done, R-7.")
    }

    @Test func `no report in time: nobody knows, a person is told, and a late one stands in the log`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(accepted))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        bench.clock.advance(by: .hours(2))
        await bench.runner.pass()
        #expect(try await bench.said(in: "c").last == "It did not work.")
        #expect(try await bench.store.deadEffects(limit: 9).map(\.call.key) == ["refund:10042"])
        #expect(bench.backend.calls.count == 1)
        let effect = try effect(bench)
        #expect(await bench.longActions.report(effect) { _ in done } == .taken)
        let results = try await bench.events(of: "c").compactMap { record -> ActionResult? in
            guard case .actionFinished(effect, let result) = record.event else { return nil }
            return result
        }
        #expect(results == [.unknown, done])
    }

    @Test func `a report about nothing, and one in other words, change nothing`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(accepted))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let stranger = EffectID(conversation: "c", turn: SequenceNumber(1), index: 0)
        #expect(await bench.longActions.report(stranger) { _ in done } == .unknown)
        #expect(await bench.longActions.report(try effect(bench)) { _ in nil } == .unfit)
        await bench.runner.pass()
        #expect(try await bench.said(in: "c").last == "Words of action_accepted.")
    }
}
