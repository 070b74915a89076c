import Engagement
import Outreach
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct CareTests {
    private func house(_ world: World, writes: Int = .max) throws -> House {
        House(world, edition: try TestPlaybook.edition.get(), writes: writes)
    }

    /// A person has taken the conversation and closed it.
    private func closed(_ house: House) async throws {
        try await house.open("c1", of: "ann")
        try await house.say("question about a bill", in: "c1")
        try await house.say("an agent", in: "c1")
        _ = try await house.lanes.take(.claim("ada", displayName: "Ada"), in: "c1")
        _ = try await house.lanes.take(
            .resolve("ada", cmid: "resolve-of-ada-00001", outcome: "credited"), in: "c1")
    }

    @Test(arguments: [Int.max, 4, 5, 7])
    func `a day after a person closed a case somebody asks, once however often the house dies; a no comes first`(
        writes: Int
    ) async throws {
        let world = World()
        try await closed(try house(world))
        world.pass(.hours(24))
        for life in 0..<8 {
            let house = try house(world, writes: writes == .max ? .max : writes + life)
            await house.engagement.pass()
        }
        let house = try house(world)
        await house.engagement.pass()
        let asked = try await house.texts(in: "c1").filter { $0 == "Is your bill fixed?" }
        #expect(asked.count == 1)
        try await house.say("no it is not", in: "c1")
        let escalation = try await house.history(of: "c1").compactMap { record -> Escalation? in
            if case .escalated(let escalation, _) = record.event { escalation } else { nil }
        }.last
        #expect(escalation?.priority == 10)
    }

    @Test func `a yes to it is thanked for, and who is back before is not asked`() async throws {
        let world = World()
        let house = try house(world)
        try await closed(house)
        world.pass(.hours(25))
        await house.engagement.pass()
        try await house.say("yes", in: "c1")
        let said = try await house.said(in: "c1")
        #expect(said.suffix(2) == ["is_it_fixed", "left_at_that"])

        let other = World()
        let second = try self.house(other)
        try await closed(second)
        await second.engagement.pass()
        try await second.say("is the shop down", in: "c1")
        other.pass(.hours(25))
        await second.engagement.pass()
        let unasked = try await second.said(in: "c1")
        #expect(!unasked.contains("is_it_fixed"))
    }

    @Test func `an open case that hears nothing raises one alarm, after a restart too`() async throws {
        let world = World()
        let first = try house(world)
        try await first.open("c1", of: "ann")
        try await first.say("an agent", in: "c1")
        await first.engagement.pass()
        world.pass(.hours(23))
        await first.engagement.pass()
        var alarms = world.alarms
        #expect(alarms.isEmpty)
        world.pass(.minutes(30))
        let second = try house(world)
        await second.engagement.pass()
        await second.engagement.pass()
        let third = try house(world)
        await third.engagement.pass()
        alarms = world.alarms
        #expect(alarms == [.silence("c1", since: World.start)])
        #expect(third.engagement.alarms.count == 1)
    }

    @Test func `a house that reads an old log for the first time asks nobody about cases of last month`() async throws {
        let world = World()
        let first = try house(world)
        try await closed(first)
        try await first.open("c2", of: "bob")
        try await first.say("an agent", in: "c2")
        world.pass(.days(30))
        let second = try house(world)
        await second.engagement.pass()
        let said = try await second.said(in: "c1")
        #expect(!said.contains("is_it_fixed"))
        let alarms = world.alarms
        #expect(alarms.isEmpty)
    }
}
