import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

/// An agent's desk in a test: what was said to it, and what it says.
struct Duty {
    let session: AgentSession
    let wire: RecordingWire

    /// Signs on at the desk, and returns when the floor knows.
    init(_ name: String, at bench: Bench, _ desk: DeskReception) async {
        wire = RecordingWire()
        session = bench.agent(at: desk, over: wire)
        session.received(JSON.object([.init("type", "hello"), .init("v", 1), .init("ticket", .string(name))]).bytes)
        await wire.waitFor(type: "agents")
        await bench.dispatcher.tick()
    }

    func say(_ type: String, _ conversation: ConversationID, _ more: [JSON.Member] = []) {
        let members: [JSON.Member] = [
            .init("type", .string(type)), .init("conversation", .string(conversation.rawValue)),
        ]
        session.received(JSON.object(members + more).bytes)
    }

    func waitForRefusal(_ code: String) async {
        await wire.wait { frames, _ in frames.contains { $0["code"] == .string(code) } }
    }

    /// Frames of a type about a conversation.
    func heard(_ type: String, _ conversation: ConversationID) -> [JSON] {
        wire.frames.filter { $0["type"] == .string(type) && $0["conversation"] == .string(conversation.rawValue) }
    }
}

extension Bench {
    /// A conversation whose visitor has asked for a person; the floor knows when this returns.
    func asksForPerson(_ conversation: ConversationID) async throws {
        try await open(conversation)
        _ = try await lanes.take(.say(cmid: Self.cmid(1), text: "a person", choice: .person), in: conversation)
        await dispatcher.tick()
    }

    /// Time passes in steps of a second.
    func pass(_ seconds: Int) async {
        for _ in 0..<seconds {
            clock.advance(by: .seconds(1))
            await dispatcher.tick()
        }
    }

    /// The same while these agents are heard.
    func pass(_ seconds: Int, hearing agents: [Duty]) async {
        for second in 0..<seconds {
            clock.advance(by: .seconds(1))
            if second.isMultiple(of: 10) {
                for duty in agents {
                    let pongs = duty.wire.frames.count { $0["type"] == "pong" }
                    duty.session.received(Array(#"{"type":"ping","n":1}"#.utf8))
                    await duty.wire.waitFor(type: "pong", count: pongs + 1)
                }
            }
            await dispatcher.tick()
        }
    }

    /// The same service started again on the same store.
    func restarted() async throws -> Bench {
        let bench = try Bench(store: store, clock: clock)
        try await bench.dispatcher.restore()
        return bench
    }

    func holder(_ conversation: ConversationID) async throws -> AgentID? {
        try await store.heldConversations().first { $0.conversation == conversation }?.agent
    }

    static func ticket(_ name: String) -> String { "ticket-\(name)" }

    static func text(_ key: String, _ value: String) -> JSON.Member { JSON.Member(key, .string(value)) }

    static func cmidMember(_ number: Int) -> JSON.Member { JSON.Member("cmid", .string(cmid(number).rawValue)) }
}
