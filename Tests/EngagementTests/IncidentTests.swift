import Engagement
import Outreach
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct IncidentTests {
    private static func customers(_ range: Range<Int>) -> [CustomerID] { range.map { CustomerID("k\($0)") } }

    private func house(_ world: World, writes: Int = .max) throws -> House {
        House(world, edition: try TestPlaybook.edition.get(), writes: writes)
    }

    /// Three have told us, 200 are concerned.
    private func opened(_ world: World, affected: Int = 200) async throws {
        let house = try house(world)
        for customer in Self.customers(0..<affected) {
            try await house.set(["email": "\(customer)@example.com"], of: customer)
        }
        var draft = IncidentDraft(title: "Checkout is broken", source: .spike("alert-1"))
        draft.intents = ["checkout"]
        for customer in Self.customers(0..<3) {
            let conversation = try await house.open(ConversationID("c-\(customer)"), of: customer)
            try await house.say("the checkout is broken", in: conversation)
            draft.reporters.append((customer, conversation))
        }
        await house.engagement.pass()
        try await house.engagement.open(draft, id: "checkout-1")
        try await house.engagement.affect("checkout-1", Self.customers(0..<affected))
    }

    /// Lives until everything is told, each life ending after so many writes.
    private func live(_ world: World, writes: Int) async throws -> Int {
        var lives = 1
        var length = writes
        while true {
            let house = try house(world, writes: length)
            await house.engagement.pass()
            guard house.store.isDead else { return lives }
            lives += 1
            try #require(lives < 500)
            length = length == .max ? .max : writes + lives % 17
        }
    }

    @Test(arguments: [Int.max, 24, 31, 58])
    func `three reporters of two hundred: 197 outreaches, 3 thread updates, 200 fixed, each once however often it dies`(
        writes: Int
    ) async throws {
        let world = World()
        try await opened(world)
        _ = try await live(world, writes: writes)
        var told = world.letters.count
        #expect(told == 0)
        var house = try house(world)
        try await house.engagement.go("checkout-1", by: "ada")
        await house.engagement.pass()
        told = world.letters.count
        #expect(told == 0)
        let engagement = house.engagement
        await #expect(throws: IncidentRefusal.campaign(.samePerson)) {
            try await engagement.go("checkout-1", by: "ada")
        }
        try await house.engagement.go("checkout-1", by: "bo")
        let lives = try await live(world, writes: writes)
        let notices = world.letters
        #expect(notices.count == 197)
        #expect(Set(notices.map(\.customer)).count == 197)
        house = try self.house(world)
        for customer in Self.customers(0..<3) {
            let said = try await house.said(in: ConversationID("c-\(customer)"))
            #expect(said.count { $0 == "incident_notice" } == 1)
        }
        try await house.engagement.move("checkout-1", to: .resolved, text: "Mended.", next: nil)
        let livesLater = try await live(world, writes: writes)
        let letters = world.letters
        #expect(letters.count == 394)
        #expect(letters.count { $0.text.contains("is over") } == 197)
        house = try self.house(world)
        for customer in Self.customers(0..<3) {
            let said = try await house.said(in: ConversationID("c-\(customer)"))
            #expect(said.count { $0 == "incident_fixed" } == 1)
            #expect(said.count { $0 == "incident_notice" } == 1)
        }
        try await house.engagement.restore()
        let found = house.engagement.board(of: "checkout-1")
        let attempts = world.attempts
        let board = try #require(found)
        #expect(board.run.counts.outreaches == 197)
        #expect(board.run.counts.threads == 3)
        #expect(board.run.counts.fixed == 200)
        #expect(board.run.waiting == 0)
        if writes < .max {
            #expect(lives > 5)
            #expect(livesLater > 5)
            #expect(attempts > 394)
        } else {
            #expect(attempts == 394)
        }
    }

    @Test(arguments: 1...14) func `a thread hears each piece of news once, at whatever write the house dies`(
        write: Int
    ) async throws {
        let world = World()
        try await opened(world, affected: 3)
        let first = try house(world)
        try await first.engagement.go("checkout-1", by: "ada")
        let second = try house(world, writes: write)
        await second.engagement.pass()
        let third = try house(world)
        await third.engagement.pass()
        for customer in Self.customers(0..<3) {
            let said = try await third.said(in: ConversationID("c-\(customer)"))
            #expect(said.count { $0 == "incident_notice" } == 1)
        }
    }

    @Test func `a dry run counts, shows words and tells nobody; stop stops and it can go on`() async throws {
        let world = World()
        try await opened(world, affected: 60)
        let house = try house(world)
        let (run, samples) = try await house.engagement.dryRun("checkout-1")
        #expect(run.outreaches == 57)
        #expect(run.threads == 3)
        #expect(run.needsTwoPeople)
        #expect(samples.count == 5)
        #expect(samples.allSatisfy { $0.text.hasPrefix("Checkout is broken: We are looking into it.") })
        var told = world.letters.count
        #expect(told == 0)
        try await house.engagement.stop("checkout-1", by: "cy")
        await #expect(throws: IncidentRefusal.campaign(.stopped)) {
            try await house.engagement.go("checkout-1", by: "ada")
        }
        try await house.engagement.resume("checkout-1", by: "cy")
        try await house.engagement.go("checkout-1", by: "ada")
        try await house.engagement.go("checkout-1", by: "bo")
        world.setMail(isDown: true)
        await house.engagement.pass()
        try await house.engagement.stop("checkout-1", by: "cy")
        world.setMail(isDown: false)
        world.pass(.hours(1))
        await house.engagement.pass()
        told = world.letters.count
        #expect(told == 0)
        try await house.engagement.resume("checkout-1", by: "cy")
        await house.engagement.pass()
        told = world.letters.count
        #expect(told == 57)
        await #expect(throws: IncidentRefusal.unknown) { try await house.engagement.dryRun("nothing") }
    }

    @Test func `a blip within its grace tells nobody; what lasts is an incident that whoever asks hears of`()
        async throws
    {
        let world = World()
        let house = try house(world)
        try await house.open("c1", of: "ann")
        try await house.engagement.take(.monitor("ping", isUp: false, at: world.now))
        world.pass(.minutes(2))
        await house.engagement.pass()
        try await house.engagement.take(.monitor("ping", isUp: true, at: world.now))
        world.pass(.minutes(10))
        await house.engagement.pass()
        let isSilent = house.engagement.incidents.isEmpty
        #expect(isSilent)

        try await house.engagement.take(.monitor("ping", isUp: false, at: world.now))
        world.pass(.seconds(121))
        await house.engagement.pass()
        let incident = try #require(house.engagement.incidents.first)
        #expect(incident.incident.title == "The shop is down")
        #expect(incident.stage == .investigating)
        let isUntold = try await house.said(in: "c1").allSatisfy { $0 != "incident_notice" }
        #expect(isUntold)

        try await house.say("the checkout is broken", in: "c1")
        await house.engagement.pass()
        let notice = try #require(try await house.texts(in: "c1").last)
        #expect(
            notice.hasPrefix("The shop is down: We have noticed it and are looking into it. (investigating) 0 others."))
        #expect(notice.contains("https://status.example/#\(incident.incident.id)"))
        #expect(notice.contains("Next: 12:44."))
        try await house.say("checkout does not work", in: "c1")
        await house.engagement.pass()
        let isToldOnce = try await house.said(in: "c1").count { $0 == "incident_notice" } == 1
        #expect(isToldOnce)

        try await house.engagement.take(.monitor("ping", isUp: true, at: world.now))
        let again = try self.house(world)
        await again.engagement.pass()
        let isToldOfTheEnd = try await again.said(in: "c1").count { $0 == "incident_fixed" } == 1
        #expect(isToldOfTheEnd)
        let isResolved = again.engagement.incidents.first?.stage == .resolved
        #expect(isResolved)
    }

    @Test func `42 others have reported it`() async throws {
        let world = World()
        let house = try house(world)
        var draft = IncidentDraft(title: "Checkout is broken", source: .person("ada"))
        draft.intents = ["checkout"]
        try await house.engagement.open(draft, id: "i1")
        for number in 1...43 {
            let conversation = try await house.open(
                ConversationID("c\(number)"), of: CustomerID("k\(number)"), signed: number % 2 == 0)
            try await house.say("the checkout is broken", in: conversation)
        }
        await house.engagement.pass()
        let isCounted = try await house.texts(in: "c43").last?.contains("42 others") == true
        #expect(isCounted)
    }

    @Test func `the playbook's question whether something is down is answered from the open incident`() async throws {
        let world = World()
        let house = try house(world)
        let answers = IncidentAnswers(backend: Deaf(), engagement: house.engagement)
        let call = ActionCall(
            id: EffectID(conversation: "c1", turn: SequenceNumber(1), index: 0), action: "incidents.look_up",
            arguments: [:], key: "look")
        let isPassedOn = await answers.perform(call, attempt: 1) == .lost(error: "deaf")
        #expect(isPassedOn)
        try await house.engagement.open(IncidentDraft(title: "All is down", source: .person("ada")), id: "i1")
        guard case .finished(.done(let facts)) = await answers.perform(call, attempt: 1) else {
            Issue.record("not answered")
            return
        }
        #expect(facts["incident_open"] == .flag(true))
        #expect(facts["incident_title"] == .text("All is down"))
        #expect(facts["status_url"] == .text("https://status.example/#i1"))

        try await house.open("c2", of: "ann")
        try await house.say("is the shop down", in: "c2")
        await house.engagement.pass()
        let isNotToldTwice = try await house.said(in: "c2").contains("incident_notice") == false
        #expect(isNotToldTwice)
        try await house.engagement.move("i1", to: .resolved, text: "Up again.", next: nil)
        let isPassedOnAgain = await answers.perform(call, attempt: 1) == .lost(error: "deaf")
        #expect(isPassedOnAgain)
    }
}

private struct Deaf: ActionBackend {
    func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt { .lost(error: "deaf") }
}
