import Logging
import Store
import Switchboard
import Telemetry
import Testing
import Vocabulary

@Suite struct EffectRunnerTests {
    /// Answers as told, and remembers what was asked.
    private final class ScriptedBackend: ActionBackend {
        private let state: Locked<(answers: [ActionAttempt], calls: [ActionCall])>

        init(_ answers: [ActionAttempt]) {
            state = Locked((answers, []))
        }

        var calls: [ActionCall] { state.withLock { $0.calls } }

        func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
            state.withLock { state in
                state.calls.append(call)
                return state.answers.isEmpty ? .lost(error: "no answer") : state.answers.removeFirst()
            }
        }
    }

    private func runner(_ bench: Bench, _ backend: ScriptedBackend) -> EffectRunner {
        let clock = bench.clock
        return EffectRunner(
            store: bench.store, lanes: bench.lanes, backend: backend, now: { clock.now },
            log: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    }

    private func confirmRefund(_ bench: Bench, in conversation: ConversationID) async throws {
        try await bench.open(conversation)
        let lines: [(String, Choice?)] = [("refund", .intent("refund")), ("10042", nil), ("Yes", .confirm(true))]
        for (index, line) in lines.enumerated() {
            _ = try await bench.lanes.take(
                .say(cmid: Bench.cmid(index), text: line.0, choice: line.1), in: conversation)
        }
    }

    private func botTexts(_ bench: Bench, _ conversation: ConversationID) async throws -> [String] {
        try await bench.events(of: conversation).compactMap { record in
            guard case .botSaid(let line, _) = record.event else { return nil }
            return line.text
        }
    }

    @Test func `an action runs once and its result goes on with the flow`() async throws {
        let bench = try Bench()
        let backend = ScriptedBackend([.finished(.done(["refund_id": .text("R-1")]))])
        try await confirmRefund(bench, in: "c")
        let runner = runner(bench, backend)
        await runner.pass()
        await runner.pass()
        #expect(backend.calls.map(\.key) == ["refund:10042"])
        #expect(try await botTexts(bench, "c").last == "Done, R-1.")
    }

    @Test func `two conversations under one business key share one call`() async throws {
        let bench = try Bench()
        let backend = ScriptedBackend([.finished(.done(["refund_id": .text("R-1")]))])
        try await confirmRefund(bench, in: "c1")
        try await confirmRefund(bench, in: "c2")
        await runner(bench, backend).pass()
        #expect(backend.calls.count == 1)
        #expect(try await botTexts(bench, "c1").last == "Done, R-1.")
        #expect(try await botTexts(bench, "c2").last == "Done, R-1.")
    }

    @Test func `a failed try waits, then happens under the same key`() async throws {
        let bench = try Bench()
        let backend = ScriptedBackend([
            .again(error: "503", after: nil), .finished(.done(["refund_id": .text("R-1")])),
        ])
        try await confirmRefund(bench, in: "c")
        let runner = runner(bench, backend)
        await runner.pass()
        #expect(backend.calls.count == 1)
        bench.clock.advance(by: .seconds(1))
        await runner.pass()
        #expect(backend.calls.map(\.key) == ["refund:10042", "refund:10042"])
        #expect(try await botTexts(bench, "c").last == "Done, R-1.")
    }

    @Test func `nobody knows whether it happened, so a person looks and nothing is tried again`() async throws {
        let bench = try Bench()
        let backend = ScriptedBackend([.lost(error: "cut")])
        try await confirmRefund(bench, in: "c")
        let runner = runner(bench, backend)
        await runner.pass()
        bench.clock.advance(by: .hours(1))
        await runner.pass()
        #expect(backend.calls.count == 1)
        #expect(try await bench.store.waiting(limit: 1).first?.escalation.reason == .actionUnknown)
    }

    @Test func `an effect whose runner died is free again after its lease`() async throws {
        let bench = try Bench()
        try await confirmRefund(bench, in: "c")
        let taken = try await bench.store.claimEffects(limit: 1, lease: .seconds(15), now: bench.clock.now)
        #expect(taken.count == 1)
        let backend = ScriptedBackend([.finished(.done(["refund_id": .text("R-1")]))])
        let runner = runner(bench, backend)
        await runner.pass()
        #expect(backend.calls.isEmpty)
        bench.clock.advance(by: .seconds(16))
        await runner.pass()
        #expect(backend.calls.count == 1)
    }
}
