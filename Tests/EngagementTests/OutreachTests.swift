import Engagement
import Outreach
import PlaybookModel
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct OutreachTests {
    private func house(_ world: World, writes: Int = .max) throws -> House {
        House(world, edition: try TestPlaybook.edition.get(), writes: writes)
    }

    private static func bill(_ number: Int, _ lines: [(String, Int64)]) -> CustomerEvent.Kind {
        .bill(
            Bill(
                number: "b\(number)", total: Money(minor: lines.reduce(0) { $0 + $1.1 }, currency: "GBP"),
                lines: lines.map { Bill.Line(label: $0.0, minor: $0.1) }))
    }

    /// Four bills, the last of them far beyond the others.
    private func shock(_ house: House, _ world: World, of customer: CustomerID = "ann") async throws {
        for number in 1...3 {
            try await house.event(Self.bill(number, [("Plan", 2_000)]), of: customer, id: "b/\(customer)/\(number)")
            world.pass(.days(30))
        }
        try await house.event(
            Self.bill(4, [("Plan", 2_000), ("Roaming", 1_250), ("Discount", -150)]), of: customer, id: "b/\(customer)/4"
        )
    }

    @Test func `a bill beyond what somebody is used to is explained before they ask, line by line and once`()
        async throws
    {
        let world = World()
        let house = try house(world)
        try await house.set(["email": "ann@example.com"], of: "ann")
        try await shock(house, world)
        await house.engagement.pass()
        try await house.event(
            Self.bill(4, [("Plan", 2_000), ("Roaming", 1_250), ("Discount", -150)]), of: "ann", id: "b/ann/4")
        let again = try self.house(world)
        await again.engagement.pass()
        let letters = world.letters
        #expect(letters.map(\.text) == ["Bill b4: £31.00, £11.00 more: Roaming +£12.50, Discount -£1.50."])
        #expect(letters.first?.address == "ann@example.com")
        #expect(letters.first?.unsubscribe == "https://chat.example/off?ann&service")
        let attempts = world.attempts
        #expect(attempts == 1)
    }

    @Test func `an answer to a mail opens a conversation that knows what it was about, in the right flow`() async throws
    {
        let world = World()
        let house = try house(world)
        try await house.set(["email": "ann@example.com"], of: "ann")
        try await shock(house, world)
        await house.engagement.pass()
        try await house.open("c1", of: "ann")
        await house.engagement.pass()
        let again = try self.house(world)
        await again.engagement.pass()
        try await again.say("yes", in: "c1")
        let said = try await again.texts(in: "c1")
        #expect(said == ["Words of welcome.", "What is wrong with b4?"])
        let signals = try await again.history(of: "c1").count { record in
            if case .signalled(Reaching.signal, _) = record.event { true } else { false }
        }
        #expect(signals == 1)
    }

    @Test func `who is talking to us about it is told there, and a no leaves it at that`() async throws {
        let world = World()
        let house = try house(world)
        try await house.set(["email": "ann@example.com"], of: "ann")
        try await house.open("c1", of: "ann")
        for number in 1...3 {
            try await house.event(Self.bill(number, [("Plan", 2_000)]), of: "ann", id: "b/\(number)")
        }
        try await house.say("question about a bill", in: "c1")
        try await house.say("b3", in: "c1")
        try await house.say("it is too high", in: "c1")
        try await house.event(Self.bill(4, [("Plan", 4_000)]), of: "ann", id: "b/4")
        await house.engagement.pass()
        try await house.say("no thanks", in: "c1")
        let said = try await house.said(in: "c1")
        #expect(said.suffix(2) == ["bill_explained", "left_at_that"])
        let count = world.letters.count
        #expect(count == 0)
    }

    @Test func `without an address it waits for the visit, or for its day to be over`() async throws {
        let world = World()
        let house = try house(world)
        try await shock(house, world)
        await house.engagement.pass()
        try await shock(house, world, of: "bob")
        await house.engagement.pass()
        world.pass(.hours(2))
        try await house.open("c-bob", of: "bob")
        await house.engagement.pass()
        world.pass(.minutes(1))
        await house.engagement.pass()
        let said = try await house.said(in: "c-bob")
        #expect(said == ["welcome", "bill_explained"])
        world.pass(.days(4))
        await house.engagement.pass()
        try await house.open("c-ann", of: "ann")
        world.pass(.minutes(1))
        await house.engagement.pass()
        let late = try await house.said(in: "c-ann")
        #expect(late == ["welcome"])
    }

    @Test func `nobody is written to at night where they live, nor more often than they may be`() async throws {
        let world = World()
        let house = try house(world)
        // 12:00 UTC is 22:00 in Brisbane.
        try await house.set(["email": "ann@example.com", "time_zone": "Australia/Brisbane"], of: "ann")
        func fault(_ number: Int) async throws {
            let fault = DeviceFault(device: "disk\(number)", code: "smart", suggestion: nil, severity: 4)
            try await house.event(.fault(fault), of: "ann", id: "f/\(number)")
        }
        try await fault(1)
        try await fault(2)
        await house.engagement.pass()
        world.pass(.minutes(599))
        await house.engagement.pass()
        var count = world.letters.count
        #expect(count == 0)
        world.pass(.minutes(1))
        await house.engagement.pass()
        count = world.letters.count
        #expect(count == 1)
        world.pass(.days(1))
        await house.engagement.pass()
        count = world.letters.count
        #expect(count == 2)
    }

    @Test func `marketing needs consent, and who unsubscribes is left alone until they say otherwise`() async throws {
        let world = World()
        let house = try house(world)
        func join(_ customer: CustomerID, in house: House) async throws {
            try await house.set(["email": "\(customer)@example.com"], of: customer)
            try await house.event(
                .milestone("signed_up", on: world.now), of: customer, id: "m/\(customer)/\(world.now.milliseconds)")
        }
        try await join("ann", in: house)
        try await join("bob", in: house)
        try await house.set(["consent_marketing": "yes"], of: "bob")
        try await join("cy", in: house)
        try await house.set(["consent_marketing": "yes"], of: "cy")
        try await house.engagement.unsubscribe("cy", from: .marketing)
        world.pass(.hours(1))
        await house.engagement.pass()
        let told = world.letters.map(\.customer)
        #expect(told == ["bob"])
        world.pass(.days(30))
        let again = try self.house(world)
        try await again.event(.attribute("consent_marketing", "yes", until: nil), of: "cy", id: "consent again")
        try await join("cy", in: again)
        world.pass(.hours(1))
        await again.engagement.pass()
        let toldLater = world.letters.map(\.customer)
        #expect(toldLater.contains("cy"))
    }

    @Test func `what a way out cannot take is tried again under its key, and given up in the end`() async throws {
        let world = World()
        let house = try house(world)
        try await house.set(["email": "ann@example.com"], of: "ann")
        try await shock(house, world)
        world.setMail(isDown: true)
        await house.engagement.pass()
        await house.engagement.pass()
        var attempts = world.attempts
        #expect(attempts == 1)
        world.pass(.seconds(2))
        await house.engagement.pass()
        attempts = world.attempts
        #expect(attempts == 2)
        for _ in 0..<20 {
            world.pass(.hours(2))
            await house.engagement.pass()
        }
        attempts = world.attempts
        #expect(attempts == 12)
        let figures = house.engagement.figures
        #expect(figures.failed == 1)
    }
}
