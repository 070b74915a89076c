import ChatProtocol
import Store
import Switchboard
import Testing
import Vocabulary

/// What the desk answers, beside who may ask (`SocketMatrixTests`).
@Suite struct DeskRuleTests {
    @Test func `a refusal names the message and the conversation it is about`() async throws {
        let bench = try Bench()
        let sam = await Duty("ticket-sam", at: bench, bench.desk())
        sam.say("note", "c-unknown", [Bench.cmidMember(9), Bench.text("text", "x")])
        await sam.waitForRefusal("not_found")
        let refused = try #require(sam.wire.frames.last { $0["code"] == "not_found" })
        #expect(refused["cmid"] == .string(Bench.cmid(9).rawValue))
        #expect(refused["conversation"] == "c-unknown")
    }

    @Test func `the desk is told what it can choose from`() async throws {
        let bench = try Bench()
        let sam = await Duty("ticket-sam", at: bench, bench.desk())
        let house = try #require(sam.wire.frames.first { $0["type"] == "welcome" }?["house"])
        #expect(house["teams"]?.list.map { $0["name"] } == ["support", "billing"])
        #expect(house["tags"]?.list.map { $0["title"] } == ["Money back", "Something else"])
    }
}
