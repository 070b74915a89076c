import Engagement
import Outreach
import PlaybookModel
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct MailTests {
    private func house(_ world: World, writes: Int = .max) throws -> House {
        House(world, edition: try TestPlaybook.edition.get(), writes: writes)
    }

    /// Ann has had a mail about her last bill.
    private func told(_ world: World, by house: House) async throws {
        try await house.set(["email": "Ann@example.com"], of: "ann")
        for (month, minor) in ([2_000, 2_000, 2_000, 3_100] as [Int64]).enumerated() {
            world.pass(.days(30))
            let total = Money(minor: minor, currency: "GBP")
            try await house.event(
                .bill(Bill(number: "b\(month)", total: total, lines: [])), of: "ann", id: "b/\(month)")
        }
        await house.engagement.pass()
        #expect(world.letters.count == 1)
    }

    private func fail(_ device: String, _ house: House) async throws {
        try await house.event(
            .fault(DeviceFault(device: device, code: "smart", suggestion: nil, severity: 4)), of: "ann",
            id: "f/\(device)")
        await house.engagement.pass()
    }

    private func reply(
        _ text: String, id: String = "m1@mx.example", from: String = "ann@example.com", subject: String = "Re: Finch",
        isAutomatic: Bool = false
    ) -> WorldEvent {
        .mail(MailReply(id: id, from: from, subject: subject, text: text, isAutomatic: isAutomatic))
    }

    private func conversations(_ world: World) async throws -> [ConversationID] {
        try await world.store.conversations(of: "v-ann", limit: 10)
    }

    @Test(arguments: 1...14)
    func `a reply by mail is said where what we wrote about is known, and answered by mail, once, killed or not`(
        _ writes: Int
    ) async throws {
        let world = World()
        try await told(world, by: try house(world))
        // Whoever brings the mail brings it again until it is taken, and once more than that.
        var ended = 0
        while true {
            let life = try house(world, writes: writes + ended)
            do throws(StoreError) {
                try await life.engagement.take(reply("yes"))
                await life.engagement.pass()
            } catch {}
            guard life.store.isDead else { break }
            ended += 1
            try #require(ended < 40)
        }
        let house = try house(world)
        try await house.engagement.take(reply("yes"))
        await house.engagement.pass()
        let open = try await conversations(world)
        #expect(open.count == 1)
        let conversation = try #require(open.first)
        let history = try await house.history(of: conversation)
        #expect(
            history.count { record in
                if case .visitorSaid(text: "yes", _) = record.event { true } else { false }
            } == 1)
        #expect(
            history.count { record in
                if case .signalled(Reaching.signal, _) = record.event { true } else { false }
            } == 1)
        // "Yes" begins the flow that the mail was about.
        let said = try await house.said(in: conversation)
        #expect(said.last == "ask_wish")
        let answers = world.letters.filter { $0.text.contains("What is wrong with b3?") }
        #expect(answers.map(\.address) == ["ann@example.com"])
        #expect(answers.first?.unsubscribe == nil)
        #expect(world.letters.count { $0.text.contains("Words of welcome.") } == 1)
        // Nobody has proved to be Ann.
        guard case .opened(let opening) = history.first?.event else { return #expect(Bool(false)) }
        #expect(opening.identity == .anonymous && opening.signed.isEmpty && opening.channel == "mail")
    }

    @Test func `the next mail goes on in the same conversation, and a person's words go by mail too`() async throws {
        let world = World()
        let house = try house(world)
        try await told(world, by: house)
        try await house.engagement.take(reply("checkout does not work"))
        try await house.engagement.take(reply("a person", id: "m2@mx.example"))
        let conversation = try #require(try await conversations(world).first)
        _ = try await house.lanes.take(.claim("ada", displayName: "Ada"), in: conversation)
        _ = try await house.lanes.take(
            .agentSay("ada", cmid: "agent-message-00001", text: "Good morning, Ann."), in: conversation)
        await house.engagement.pass()
        let open = try await conversations(world)
        #expect(open.count == 1)
        #expect(world.letters.contains { $0.text.hasSuffix("Good morning, Ann.") })
    }

    @Test(arguments: ["Stop", "STOP!\n\nSent from my telephone", "please unsubscribe me"])
    func `who answers stop gets no more of it, and no conversation`(_ text: String) async throws {
        let world = World()
        let house = try house(world)
        try await told(world, by: house)
        try await house.engagement.take(reply(text))
        world.pass(.days(3))
        try await fail("disk", house)
        #expect(world.letters.count == 1)
        let open = try await conversations(world)
        #expect(open.isEmpty)
    }

    @Test func `an empty mail whose subject says unsubscribe is one`() async throws {
        let world = World()
        let house = try house(world)
        try await told(world, by: house)
        try await house.engagement.take(reply("", subject: "unsubscribe"))
        world.pass(.days(3))
        try await fail("disk", house)
        #expect(world.letters.count == 1)
    }

    @Test func `an absence note, a stranger, and who would stop something else change nothing of it`() async throws {
        let world = World()
        let house = try house(world)
        try await told(world, by: house)
        try await house.engagement.take(reply("stop", id: "m1@mx.example", isAutomatic: true))
        try await house.engagement.take(reply("stop", id: "m2@mx.example", from: "eve@example.com"))
        try await house.engagement.take(reply("Stop the delivery please", id: "m3@mx.example"))
        world.pass(.days(3))
        try await fail("disk", house)
        #expect(world.letters.count { $0.text.hasPrefix("disk") } == 1)
        let open = try await conversations(world)
        #expect(open.count == 1)
    }
}
