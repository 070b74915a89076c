import Engagement
import Outreach
import PlaybookModel
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct PreparedTests {
    private func house(_ world: World, writes: Int = .max) throws -> House {
        House(world, edition: try TestPlaybook.edition.get(), writes: writes)
    }

    private func customers(_ count: Int, in house: House) async throws {
        for number in 0..<count {
            try await house.set(["email": "k\(number)@example.com", "plan": "club"], of: CustomerID("k\(number)"))
        }
    }

    @Test(arguments: [Int.max, 24, 31])
    func `a message to many is shown before it is sent, needs two people, and reaches each once however often it dies`(
        writes: Int
    ) async throws {
        let world = World()
        let first = try house(world)
        try await customers(60, in: first)
        let order = OutreachOrder(title: "A tip for the club", say: "a_tip", purpose: .service)
        for _ in 0..<2 { try await first.engagement.prepare(order, id: "tip") }
        let count = try await first.engagement.affect("tip", whose: "plan", is: "club")
        #expect(count == 60)
        let (run, samples) = try await first.engagement.dryRun("tip")
        #expect(run.outreaches == 60)
        #expect(run.needsTwoPeople)
        #expect(samples.map(\.text).allSatisfy { $0 == "A tip." })
        try await first.engagement.go("tip", by: "ada")
        await first.engagement.pass()
        let isQuiet = world.letters.isEmpty
        #expect(isQuiet)
        try await first.engagement.go("tip", by: "bo")
        for life in 0..<100 {
            let house = try house(world, writes: writes == .max ? .max : writes + life % 7)
            await house.engagement.pass()
            if !house.store.isDead { break }
        }
        let letters = world.letters
        #expect(Set(letters.map(\.customer)).count == 60)
        #expect(letters.count == 60)
        let last = try house(world)
        await last.engagement.pass()
        let board = try #require(last.engagement.outreaches.first)
        #expect(board.run.counts.outreaches == 60)
        #expect(board.run.waiting == 0)
        let isNoIncident = last.engagement.incidents.isEmpty
        #expect(isNoIncident)
        await #expect(throws: IncidentRefusal.noWords) {
            try await last.engagement.prepare(OutreachOrder(title: "x", say: "no_such_words", purpose: .service))
        }
    }

    @Test
    func `a tripwire that goes off for very many holds the rest until two people have looked, and can be stopped`()
        async throws
    {
        let world = World()
        let first = try house(world)
        try await customers(60, in: first)
        func fail(_ device: String, in house: House) async throws {
            for number in 0..<60 {
                try await house.event(
                    .fault(DeviceFault(device: device, code: "smart", suggestion: nil, severity: 4)),
                    of: CustomerID("k\(number)"), id: "\(device)/\(number)")
            }
        }
        try await fail("disk1", in: first)
        await first.engagement.pass()
        var letters = world.letters.count
        #expect(letters == 50)
        let house = try house(world)
        await house.engagement.pass()
        letters = world.letters.count
        #expect(letters == 50)
        let board = try #require(house.engagement.tripwires.first)
        #expect(board.tripwire == "disk")
        #expect(board.waiting == 10)
        #expect(board.sentWithinADay == 50)
        #expect(board.isHeld)
        for (agent, told) in [("ada", 50), ("ada", 50), ("bo", 60)] as [(AgentID, Int)] {
            try await house.engagement.go(tripwire: "disk", by: agent)
            await house.engagement.pass()
            letters = world.letters.count
            #expect(letters == told)
        }

        try await house.engagement.stop(tripwire: "disk", by: "ada")
        world.pass(.days(2))
        try await fail("disk2", in: house)
        await house.engagement.pass()
        letters = world.letters.count
        #expect(letters == 60)
        try await house.engagement.resume(tripwire: "disk", by: "ada")
        await house.engagement.pass()
        letters = world.letters.count
        #expect(letters == 110)
        await #expect(throws: IncidentRefusal.unknown) { try await house.engagement.go(tripwire: "none", by: "ada") }
    }

    @Test func `who answers stop is left alone, hears so once, and is not taken for one who stops a delivery`()
        async throws
    {
        let world = World()
        let house = try house(world)
        func fail(_ device: String) async throws {
            try await house.event(
                .fault(DeviceFault(device: device, code: "smart", suggestion: nil, severity: 4)), of: "ann",
                id: "f/\(device)")
            await house.engagement.pass()
        }
        try await house.set(["email": "ann@example.com"], of: "ann")
        try await fail("disk1")
        try await house.open("c1", of: "ann")
        await house.engagement.pass()
        try await house.say("please stop the delivery", in: "c1")
        await house.engagement.pass()
        world.pass(.days(2))
        try await fail("disk2")
        var letters = world.letters.count
        #expect(letters == 2)
        try await house.say("STOP!", in: "c1")
        await house.engagement.pass()
        try await house.say("unsubscribe", in: "c1")
        await house.engagement.pass()
        let said = try await house.said(in: "c1")
        #expect(said.count { $0 == "left_alone" } == 1)
        world.pass(.days(2))
        try await fail("disk3")
        letters = world.letters.count
        #expect(letters == 2)
    }

    @Test func `a mail that was answered with stop comes in as an event`() async throws {
        let world = World()
        let house = try house(world)
        try await house.set(["email": "ann@example.com"], of: "ann")
        let stop = try #require(
            WorldEvent(
                type: "dev.warmline.outreach.stopped", subject: "ann", id: "m/1", source: "mail", at: world.now,
                data: .record([:])))
        try await house.engagement.take(stop)
        try await house.event(
            .fault(DeviceFault(device: "disk", code: "smart", suggestion: nil, severity: 4)), of: "ann", id: "f/1")
        await house.engagement.pass()
        let letters = world.letters.count
        #expect(letters == 0)
        let wrong = WorldEvent(
            type: "dev.warmline.outreach.stopped", subject: "ann", id: "m/2", source: "mail", at: world.now,
            data: .record(["purpose": .text("everything")]))
        #expect(wrong == nil)
    }
}
