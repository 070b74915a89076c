import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct LaneTests {
    @Test func `a message sent twice is answered once`() async throws {
        let bench = try Bench()
        try await bench.open("c")
        let turn = Turn.say(cmid: Bench.cmid(1), text: "refund", choice: nil)
        let first = try await bench.lanes.take(turn, in: "c")
        let second = try await bench.lanes.take(turn, in: "c")
        #expect(!first.isDuplicate)
        #expect(second == TurnReceipt(seq: first.seq, at: first.at, isDuplicate: true))
        let lines = try await bench.events(of: "c").filter { record in
            if case .visitorSaid = record.event { return true }
            return false
        }
        #expect(lines.count == 1)
    }

    @Test func `another text under the same id is refused and nothing stored`() async throws {
        let bench = try Bench()
        try await bench.open("c")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "refund", choice: nil), in: "c")
        let before = try await bench.events(of: "c").count
        await #expect(throws: Refusal(.messageConflict, conversation: "c", cmid: Bench.cmid(1))) {
            _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "other", choice: nil), in: "c")
        }
        #expect(try await bench.events(of: "c").count == before)
    }

    @Test func `a refused message sent again after it was taken gets its first answer`() async throws {
        let bench = try Bench()
        try await bench.open("c")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "a person", choice: .person), in: "c")
        _ = try await bench.lanes.take(.claim("a-ida", displayName: "Ida"), in: "c")
        let resolve = Turn.resolve("a-ida", cmid: Bench.cmid(2), outcome: "done")
        let first = try await bench.lanes.take(resolve, in: "c")
        // By now the agent holds nothing, so a new resolve would be refused.
        let second = try await bench.lanes.take(resolve, in: "c")
        #expect(second.isDuplicate)
        #expect(second.seq == first.seq)
    }

    @Test func `two agents claim at once and one wins`() async throws {
        for round in 0..<50 {
            let bench = try Bench()
            try await bench.open("c")
            _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "a person", choice: .person), in: "c")
            let wins = await withTaskGroup(of: Bool.self) { group in
                for agent in ["a-ida", "a-sam"] {
                    group.addTask {
                        (try? await bench.lanes.take(.claim(AgentID(agent), displayName: agent), in: "c")) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1, "round \(round)")
        }
    }

    @Test func `a hundred senders share one gap-free sequence`() async throws {
        let bench = try Bench()
        try await bench.open("c")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(0), text: "a person", choice: .person), in: "c")
        await withTaskGroup(of: Void.self) { group in
            for number in 1...50 {
                group.addTask {
                    _ = try? await bench.lanes.take(
                        .say(cmid: Bench.cmid(number), text: "line \(number)", choice: nil), in: "c")
                }
            }
        }
        let records = try await bench.events(of: "c")
        #expect(records.map(\.seq.rawValue) == Array(1...records.count))
    }

    @Test func `a conversation in a flow keeps its playbook through a reload, and moves on after it`() async throws {
        let bench = try Bench()
        try await bench.open("c")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "refund", choice: nil), in: "c")
        bench.shelf.put(try Bench.edition(version: "v2"))
        #expect(bench.shelf.pinnedToOlder == 1)
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(2), text: "a person", choice: .person), in: "c")
        _ = try await bench.lanes.take(.claim("a-ida", displayName: "Ida"), in: "c")
        _ = try await bench.lanes.take(.resolve("a-ida", cmid: Bench.cmid(3), outcome: "done"), in: "c")
        #expect(bench.shelf.pinnedToOlder == 0)
    }

    @Test func `a turn the store rejects three times is kept as failed and reaches a person`() async throws {
        let bench = try Bench(store: PoisonedStore(InMemoryStore()))
        try await bench.open("c")
        let receipt = try await bench.lanes.take(
            .say(cmid: Bench.cmid(1), text: "this is POISON", choice: nil), in: "c")
        #expect(!receipt.isDuplicate)
        let records = try await bench.events(of: "c")
        #expect(records.contains { if case .turnFailed = $0.event { true } else { false } })
        #expect(records.contains { if case .escalated = $0.event { true } else { false } })
        #expect(records.contains { $0.event == .visitorSaid(text: "this is POISON", choice: nil) })
    }
}
