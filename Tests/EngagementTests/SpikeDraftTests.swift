import Engagement
import Outreach
import PlaybookModel
import Reporting
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct SpikeDraftTests {
    private func house(_ world: World) throws -> House {
        House(world, edition: try TestPlaybook.edition.get())
    }

    private static var spike: IncidentDraft {
        var draft = IncidentDraft(title: "Checkout", source: .spike("spike:intent:checkout:1"))
        draft.intents = ["checkout"]
        draft.since = World.start
        draft.isDraft = true
        return draft
    }

    @Test func `a draft is told to nobody; opened, whoever spoke of it before hears of it where they did`() async throws
    {
        let world = World()
        let house = try house(world)
        for customer in ["ann", "bob"] {
            try await house.open(ConversationID("c-\(customer)"), of: CustomerID(customer))
            try await house.say("the checkout is broken", in: ConversationID("c-\(customer)"))
        }
        // Long over for one of them.
        try await house.say("an agent", in: "c-bob")
        _ = try await house.lanes.take(.claim("ada", displayName: "Ada"), in: "c-bob")
        _ = try await house.lanes.take(.resolve("ada", cmid: "resolve-of-ada-00001", outcome: "done"), in: "c-bob")
        await house.engagement.pass()
        try await house.engagement.open(Self.spike, id: "spike-1")
        await house.engagement.pass()
        let isShown = house.engagement.incidents.contains { $0.incident.id == "spike-1" }
        #expect(!isShown)
        let before = try await house.said(in: "c-ann")
        #expect(!before.contains("incident_notice"))

        var opened = IncidentDraft(title: "The checkout is broken", source: .person("ada"))
        opened.intents = ["checkout"]
        world.pass(.minutes(5))
        try await house.engagement.open(opened, id: "spike-1")
        try await house.engagement.go("spike-1", by: "ada")
        await house.engagement.pass()
        for conversation in ["c-ann", "c-bob"] as [ConversationID] {
            let said = try await house.said(in: conversation)
            #expect(said.count { $0 == "incident_notice" } == 1)
        }
        let board = try #require(house.engagement.board(of: "spike-1"))
        #expect(board.view.reporters == 2)
        #expect(board.view.incident.title == "The checkout is broken")
        #expect(board.view.incident.source == .spike("spike:intent:checkout:1"))
        #expect(board.lead == .minutes(5))
    }

    @Test func `what somebody dismissed is not drafted again, nor what is open already`() async throws {
        let world = World()
        let house = try house(world)
        try await house.engagement.open(Self.spike, id: "spike-1")
        try await house.engagement.dismiss("spike-1", by: "ada")
        let again = try self.house(world)
        try await again.engagement.open(Self.spike, id: "spike-1")
        var count = again.engagement.drafts.count
        #expect(count == 0)
        await #expect(throws: IncidentRefusal.unknown) { try await again.engagement.dismiss("spike-1", by: "ada") }

        var known = IncidentDraft(title: "No payments", source: .monitor("ping"))
        known.intents = ["outage", "checkout"]
        try await again.engagement.open(known, id: "i1")
        try await again.engagement.open(Self.spike, id: "spike-2")
        count = again.engagement.drafts.count
        #expect(count == 0)
        await #expect(throws: IncidentRefusal.unknown) { try await again.engagement.dismiss("i1", by: "ada") }
    }

    @Test func `whoever asked for mail of an incident gets each step by mail, and no word twice in the chat`()
        async throws
    {
        let world = World()
        let house = try house(world)
        let answers = IncidentAnswers(backend: Nobody(), engagement: house.engagement)
        try await house.open("c1", of: "ann", signed: false)
        try await house.open("c2", of: "bob")
        await house.engagement.pass()
        try await house.engagement.open(IncidentDraft(title: "All is down", source: .person("ada")), id: "i1")
        func follow(_ incident: String, in conversation: ConversationID) async -> ActionAttempt {
            await answers.perform(
                ActionCall(
                    id: EffectID(conversation: conversation, turn: SequenceNumber(1), index: 0),
                    action: "incidents.follow",
                    arguments: ["incident": .text(incident), "notice_email": .text("ann@home.example")], key: "f"),
                attempt: 1)
        }
        let elsewhere = await follow("INC-1", in: "c1")
        #expect(elsewhere == .lost(error: "nobody"))
        for _ in 0..<2 {
            let done = await follow("i1", in: "c1")
            #expect(done == .finished(.done([:])))
        }
        await house.engagement.pass()
        let again = try self.house(world)
        try await again.engagement.move("i1", to: .resolved, text: "Up again.", next: nil)
        await again.engagement.pass()
        let letters = world.letters
        #expect(letters.map(\.address) == ["ann@home.example"])
        #expect(letters.map(\.text) == ["All is down is over: Up again."])
        let said = try await again.said(in: "c1")
        #expect(said == ["welcome"])
        let late = await IncidentAnswers(backend: Nobody(), engagement: again.engagement).perform(
            ActionCall(
                id: EffectID(conversation: "c2", turn: SequenceNumber(1), index: 0), action: "incidents.follow",
                arguments: ["incident": .text("i1"), "notice_email": .text("bob@home.example")], key: "g"), attempt: 1)
        #expect(late == .finished(.refused(reason: "resolved")))
    }

    @Test func `a customer's view has what we told them first, the incident they know of, and what is owed to them`()
        async throws
    {
        let world = World()
        let house = try house(world)
        try await house.set(["email": "ann@example.com", "plan": "club"], of: "ann")
        try await house.event(
            .fault(DeviceFault(device: "disk1", code: "smart", suggestion: nil, severity: 4)), of: "ann", id: "f/1")
        await house.engagement.pass()
        try await house.open("c1", of: "ann")
        try await house.say("question about a bill", in: "c1")
        try await house.say("an agent", in: "c1")
        var incident = IncidentDraft(title: "All is down", source: .person("ada"))
        incident.reporters = [("ann", "c1")]
        try await house.engagement.open(incident, id: "i1")
        try await house.engagement.go("i1", by: "ada")
        world.pass(.minutes(23 * 60 + 31))
        await house.engagement.pass()
        let again = try self.house(world)
        await again.engagement.pass()
        let view = try #require(again.engagement.customer(in: "c1"))
        #expect(view.customer == "ann")
        #expect(view.card.attributes(at: world.now)["plan"]?.value == "club")
        #expect(
            view.card.events.map(\.words) == [
                "disk1 reported smart", "We wrote first, by mail: disk", "Was in touch with us",
                "We told them in the chat: All is down",
            ])
        #expect(view.concerns.map(\.incident.incident.id) == ["i1"])
        #expect(view.concerns.first?.hasReported == true)
        #expect(view.alarms == [.silence("c1", since: World.start)])
        let isKnown = again.engagement.customer("ann") == view
        #expect(isKnown)
        let nobody = again.engagement.customer("cy") == nil && again.engagement.customer(in: "c9") == nil
        #expect(nobody)
        _ = try await again.lanes.take(.claim("ada", displayName: "Ada"), in: "c1")
        _ = try await again.lanes.take(
            .agentSay("ada", cmid: "message-of-ada-00001", text: "I am on it."), in: "c1")
        await again.engagement.pass()
        let isCalm = again.engagement.standingAlarms.isEmpty
        #expect(isCalm)
    }
}

private struct Nobody: ActionBackend {
    func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt { .lost(error: "nobody") }
}
