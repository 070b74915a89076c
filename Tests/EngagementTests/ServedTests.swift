import ChatClient
import ChatProtocol
import ChatService
import Engagement
import Foundation
import Outreach
import PlaybookModel
import Store
import Switchboard
import Testing
import Vocabulary

@Suite struct ServedTests {
    private static let deeds: [(path: String, body: String)] = [
        ("/v1/incidents", #"{"title":"x"}"#), ("/v1/incidents/i1/updates", #"{"stage":"resolved","text":"x"}"#),
        ("/v1/incidents/i1/affected", #"{"customers":["ann"]}"#), ("/v1/incidents/i1/go", "{}"),
        ("/v1/incidents/i1/stop", "{}"), ("/v1/incidents/i1/resume", "{}"), ("/v1/incidents/i1/dismiss", "{}"),
        ("/v1/incidents/i1/dry-run", "{}"),
        ("/v1/outreach/campaigns", #"{"title":"x","say":"a_tip","purpose":"service"}"#),
        ("/v1/outreach/campaigns/c1/go", "{}"), ("/v1/outreach/tripwires/disk/stop", "{}"),
    ]

    @Test func `only who leads gives orders, from our own page or with the key file in hand`() async throws {
        let world = World()
        try await Served.with(world) { served in
            for deed in Self.deeds {
                let body = try JSONSerialization.jsonObject(with: Data(deed.body.utf8)) as? [String: Any] ?? [:]
                #expect(try await served.post(deed.path, body).status == 401, "\(deed.path)")
                #expect(try await served.post(deed.path, body, as: .agent).status == 403, "\(deed.path)")
                #expect(try await served.post(deed.path, body, as: .author).status == 403, "\(deed.path)")
                let elsewhere = try await served.post(deed.path, body, as: .admin, origin: "https://evil.example")
                #expect(elsewhere.status == 401, "\(deed.path)")
            }
            let isUntouched = served.house.engagement.incidents.isEmpty && served.house.engagement.outreaches.isEmpty
            #expect(isUntouched)
            let order = served.key.orderToken(of: "root", at: world.now)
            #expect(try await served.post("/v1/incidents", ["title": "Down", "id": "i1"], bearer: order).status == 201)
            world.pass(.minutes(6))
            #expect(try await served.get("/v1/incidents/i1", bearer: order).status == 401)
            #expect(try await served.get("/v1/incidents", as: .agent).list("incidents").count == 1)
            #expect(try await served.get("/v1/incidents").status == 401)
            #expect(try await served.get("/v1/outreach", as: .agent).status == 403)
        }
    }

    @Test
    func `a draft is seen by who leads, opened on the page, told by two, and shown to everybody until it is fixed`()
        async throws
    {
        let world = World()
        try await Served.with(world) { served in
            for number in 0..<60 {
                try await served.house.set(
                    ["email": "k\(number)@example.com", "plan": "club"], of: CustomerID("k\(number)"))
            }
            var draft = IncidentDraft(title: "Checkout", source: .spike("spike:intent:checkout:1"))
            draft.intents = ["checkout"]
            draft.since = world.now
            draft.isDraft = true
            try await served.house.open("c1", of: "k1")
            try await served.house.say("the checkout is broken", in: "c1")
            await served.house.engagement.pass()
            try await served.house.engagement.open(draft, id: "spike-1")

            #expect(try await served.get("/v1/incidents", as: .agent).list("drafts").isEmpty)
            let shown = try #require(try await served.get("/v1/incidents", as: .supervisor).list("drafts").first)
            #expect(shown["reporters"] as? Int == 1)
            #expect((shown["source"] as? [String: String])?["name"] == "spike:intent:checkout:1")
            #expect(try await served.get("/api/v2/summary.json").list("incidents").isEmpty)

            let wrong = try await served.post(
                "/v1/incidents", ["id": "spike-1", "title": "x", "components": ["moon"]], as: .supervisor)
            #expect(wrong.status == 400)
            let opened = try await served.post(
                "/v1/incidents",
                [
                    "id": "spike-1", "title": "The checkout is broken", "text": "We see it too.", "impact": "major",
                    "components": ["till"], "intents": ["checkout"], "next_minutes": 30,
                ], as: .supervisor)
            #expect(opened.status == 201)
            try await served.post(
                "/v1/incidents/spike-1/affected", ["attribute": "plan", "value": "club"], as: .supervisor)
            let trial = try await served.post("/v1/incidents/spike-1/dry-run", as: .supervisor).json
            #expect(trial["outreaches"] as? Int == 59)
            #expect(trial["threads"] as? Int == 1)
            #expect(trial["needs_two_people"] as? Bool == true)
            #expect((trial["samples"] as? [[String: Any]])?.count == 5)
            #expect(try await served.post("/v1/incidents/spike-1/go", as: .supervisor).status == 200)
            #expect(try await served.post("/v1/incidents/spike-1/go", as: .supervisor).status == 409)
            await served.house.engagement.pass()
            #expect(world.letters.isEmpty)
            #expect(try await served.post("/v1/incidents/spike-1/go", as: .admin).status == 200)
            await served.house.engagement.pass()
            #expect(world.letters.count == 59)

            let page = try await served.get("/status/")
            #expect(String(decoding: page.body, as: UTF8.self).contains("The checkout is broken"))
            #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
            let summary = try await served.get("/api/v2/summary.json")
            #expect((summary.json["status"] as? [String: String])?["indicator"] == "major")
            #expect(summary.header("Access-Control-Allow-Origin") == "*")
            let parts = summary.list("components").filter { $0["status"] as? String == "partial_outage" }
            #expect(parts.map { $0["id"] as? String } == ["till"])

            try await served.post(
                "/v1/incidents/spike-1/updates", ["stage": "resolved", "text": "Mended."], as: .supervisor)
            await served.house.engagement.pass()
            let run = try await served.get("/v1/incidents/spike-1", as: .agent).json["run"] as? [String: Any]
            #expect(run?["fixed"] as? Int == 60)
            #expect(try await served.get("/api/v2/incidents/unresolved.json").list("incidents").isEmpty)
            #expect(try await served.get("/api/v2/incidents.json").list("incidents").count == 1)
        }
    }

    @Test func `one click takes somebody off a list, and no link of somebody else's making does`() async throws {
        let world = World()
        try await Served.with(world) { served in
            try await served.house.set(["email": "ann@example.com"], of: "ann")
            let token = served.key.unsubscribeToken("ann", purpose: "service")
            #expect(try await served.get("/outreach/off?t=\(token)").status == 200)
            #expect(try await served.post("/outreach/off?t=\(token)x").status == 404)
            #expect(try await served.post("/outreach/off?t=\(token)", origin: "https://mail.example").status == 200)
            try await served.house.event(
                .fault(DeviceFault(device: "disk", code: "smart", suggestion: nil, severity: 4)), of: "ann", id: "f/1")
            await served.house.engagement.pass()
            #expect(world.letters.isEmpty)
        }
    }

    @Test func `the timeline is for who has the conversation and who leads; by name for who leads`() async throws {
        let world = World()
        try await Served.with(world) { served in
            try await served.house.set(["plan": "<b>club</b>"], of: "ann")
            try await served.house.open("c1", of: "ann")
            try await served.house.say("an agent", in: "c1")
            await served.house.engagement.pass()
            #expect(try await served.get("/v1/desk/timeline?conversation=c1").status == 401)
            #expect(try await served.get("/v1/desk/timeline?conversation=c1", as: .author).status == 403)
            #expect(try await served.get("/v1/desk/timeline?customer=ann", as: .agent).status == 403)
            #expect(try await served.get("/v1/desk/timeline", as: .agent).status == 400)
            #expect(try await served.get("/v1/desk/timeline?customer=bob", as: .admin).status == 404)
            _ = try await served.house.lanes.take(.claim("a-agent", displayName: "Agent"), in: "c1")
            for answer in [
                try await served.get("/v1/desk/timeline?conversation=c1", as: .agent),
                try await served.get("/v1/desk/timeline?customer=ann", as: .supervisor),
            ] {
                #expect(answer.status == 200)
                #expect(answer.header("Cache-Control") == "no-store")
                #expect(answer.json["customer"] as? String == "ann")
                #expect(answer.list("attributes").first?["value"] as? String == "<b>club</b>")
                #expect(answer.list("events").first?["kind"] as? String == "contacted")
                #expect(answer.list("events").first?["conversation"] as? String == "c1")
            }
        }
    }
}
