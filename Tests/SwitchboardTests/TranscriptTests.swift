import Dialog
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct TranscriptTests {
    @Test func `what was said before a call is told as it was said, and the same at every try`() async throws {
        let bench = try await ActionBench(backend: ScriptedBackend(.refunded))
        try await bench.confirmRefund(in: "c")
        await bench.runner.pass()
        let call = try #require(bench.backend.calls.first)
        let before = try #require(await bench.lanes.transcript(before: call, bot: "Finch"))
        #expect(before.hasPrefix("Finch: Hello."))
        #expect(before.contains("You: refund") && before.contains("Finch: What is the order number?"))
        #expect(before.contains("You: 10042") && before.hasSuffix("Finch: Refund order 10042?"))
        try await bench.say("thanks", 9, in: "c")
        #expect(await bench.lanes.transcript(before: call, bot: "Finch") == before)
    }

    @Test func `nobody's conversation has no transcript, and proves nothing`() async throws {
        let bench = try await ActionBench()
        let id = EffectID(conversation: "nobody", turn: SequenceNumber(1), index: 0)
        let call = ActionCall(id: id, action: "refunds.create", arguments: [:], key: "k")
        #expect(await bench.lanes.transcript(before: call, bot: "Finch") == nil)
        #expect(await bench.lanes.hasProved(.text("maya@example.com"), in: "nobody") == false)
    }
}
