import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

/// Things that went wrong once.
@Suite struct DeskFaultTests {
    private static let name: ConversationID = "c"

    @Test func `visitors hear it when people come and go`() async throws {
        let bench = try Bench()
        let wire = RecordingWire()
        bench.visitor(over: wire).received(Array(#"{"type":"hello","v":1}"#.utf8))
        await wire.waitFor(type: "people")
        await bench.dispatcher.tick()
        let before = wire.frames.count { $0["type"] == "people" }
        _ = await Duty("ticket-ida", at: bench, bench.desk())
        await bench.dispatcher.tick()
        await wire.waitFor(type: "people", count: before + 1)
        #expect(wire.frames.last { $0["type"] == "people" }?["state"] == "at_once")
        await bench.dispatcher.tick()
        #expect(wire.frames.count { $0["type"] == "people" } == before + 1)
    }

    @Test func `who has a conversation again is not told that it was taken away once`() async throws {
        let bench = try Bench()
        let ida = await Duty("ticket-ida", at: bench, bench.desk())
        try await bench.asksForPerson(Self.name)
        ida.say("claim", Self.name)
        await ida.wire.waitFor(type: "claimed")
        ida.say(
            "transfer", Self.name,
            [Bench.cmidMember(8), Bench.text("to", "team"), Bench.text("name", "support"), Bench.text("note", "")])
        await ida.wire.waitFor(type: "ack")
        ida.say("claim", Self.name)
        await ida.wire.waitFor(type: "claimed", count: 2)
        ida.say("open", Self.name)
        await ida.wire.waitFor(type: "assistance")
        #expect(ida.heard("event", Self.name).contains { $0["kind"] == "agent_left" })
        #expect(ida.heard("taken_away", Self.name).isEmpty)
    }

    @Test func `a visitor whose agent is lost hears the agent's name`() async throws {
        let bench = try Bench()
        try await bench.asksForPerson(Self.name)
        _ = try await bench.lanes.take(.claim("a-ida", displayName: "Ida"), in: Self.name)
        _ = try await bench.lanes.take(.agentLost("a-ida"), in: Self.name)
        let line = try await bench.events(of: Self.name).compactMap { record -> BotLine? in
            if case .botSaid(let line, _) = record.event { line } else { nil }
        }.last
        #expect(line?.text == "We lost Ida.")
    }

    @Test func `what the site signed of a customer's value counts in the queue`() async throws {
        let bench = try Bench()
        let ida = await Duty("ticket-ida", at: bench, bench.desk())
        ida.session.received(Array(#"{"type":"presence","status":"away"}"#.utf8))
        for (name, value) in [("plain", nil), ("dear", "0.8"), ("odd", "lots")] as [(String, String?)] {
            let conversation = ConversationID(name)
            var signed = ["id": "C-\(name)"]
            if let value { signed["value"] = value }
            _ = try await bench.lanes.take(
                .open(
                    Opening(
                        visitor: VisitorID(name), channel: "widget", playbook: "v1", locale: "en", context: [:],
                        identity: .signed, signed: signed)), in: conversation)
            _ = try await bench.lanes.take(
                .say(cmid: Bench.cmid(1), text: "a person", choice: .person), in: conversation)
        }
        await bench.dispatcher.tick()
        #expect(bench.dispatcher.queue.first == "dear")
        @Sendable func value(of name: String, in frame: JSON) -> JSON? {
            frame["entries"]?.list.first { $0["conversation"] == .string(name) }?["why"]?["value"]
        }
        @Sendable func isWhole(_ frame: JSON) -> Bool {
            frame["type"] == "queue" && value(of: "dear", in: frame) != nil && value(of: "odd", in: frame) != nil
        }
        await ida.wire.wait { frames, _ in frames.contains(where: isWhole) }
        let queue = try #require(ida.wire.frames.last(where: isWhole))
        #expect(value(of: "dear", in: queue) == .number(0.8))
        #expect(value(of: "odd", in: queue) == .number(0))
    }
}
