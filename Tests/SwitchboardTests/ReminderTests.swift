import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

/// What the house itself has to say about a conversation: a promise that is due, a silence that lasts.
@Suite struct ReminderTests {
    private static let words = "A promise is due soon: a call about the grinder"

    private func unread(_ duty: Duty, _ lists: Int) async -> [JSON] {
        await duty.wire.waitFor(type: "mentions", count: lists)
        return duty.wire.frames.last { $0["type"] == "mentions" }?["mentions"]?.list ?? []
    }

    @Test func `whoever has the conversation finds it among their notes until they have looked, also after a restart`()
        async throws
    {
        let bench = try Bench()
        for account in [Bench.ida, Bench.grace] { try await bench.store.save(account) }
        let desk = bench.desk()
        let ida = await Duty("ticket-ida", at: bench, desk)
        let grace = await Duty("ticket-grace", at: bench, desk)
        try await bench.open("c")
        _ = try await bench.lanes.take(.say(cmid: Bench.cmid(1), text: "a person", choice: .person), in: "c")
        await bench.dispatcher.tick()
        ida.say("claim", "c")
        await ida.wire.waitFor(type: "claimed")
        try await desk.remind(Self.words, of: "c", from: "Warmline")
        #expect(await unread(ida, 2).map { $0["text"] } == [.string(Self.words)])
        #expect(ida.wire.frames.contains { $0["type"] == "mentioned" && $0["conversation"] == "c" })
        #expect(await unread(grace, 1) == [])

        let again = try await bench.restarted()
        let later = await Duty("ticket-ida", at: again, again.desk())
        #expect(await unread(later, 1).map { $0["by"] } == ["Warmline"])
        later.say("seen", "c")
        #expect(await unread(later, 2) == [])
    }

    @Test func `while nobody has the conversation those who lead are told`() async throws {
        let bench = try Bench()
        let desk = bench.desk()
        let ida = await Duty("ticket-ida", at: bench, desk)
        let grace = await Duty("ticket-grace", at: bench, desk)
        try await bench.open("c")
        try await desk.remind(Self.words, of: "c", from: "Warmline")
        #expect(await unread(grace, 2).map { $0["conversation"] } == ["c"])
        #expect(await unread(ida, 1) == [])
    }
}
