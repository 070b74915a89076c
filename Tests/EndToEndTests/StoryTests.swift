import ChatClient
import ChatProtocol
import Foundation
import Testing

/// The demo as its users meet it, over real sockets: answer, refund, person, hand-back, resolve, stars.
@Suite(.serialized) struct StoryTests {
    @Test func `a visitor is answered, refunded and taken over, and rates it`() throws {
        let demo = try DemoProcess()
        let visitor = VisitorClient(port: demo.port, name: "story-visitor")
        try visitor.connect()
        try say(visitor, "How long do refunds take?")
        #expect(visitor.events.contains { $0.json["citation"] != nil }, "\(texts(visitor))")

        for line in ["I want my money back for order 10042", "maya.okafor@example.com", "BS3 1TF"] {
            try say(visitor, line)
            try visitor.listen(quietFor: 700)
        }
        try say(visitor, "It arrived damaged")
        try visitor.listen(quietFor: 300)
        try say(visitor, "Yes", choice: ["confirm": true])
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("£49.90") == true }

        try say(visitor, "can I talk to a person please")
        #expect(visitor.events.contains { $0.kind == "waiting" }, "\(texts(visitor))")
        let desk = try DeskClient(port: demo.port, name: "ida", password: "alder-and-finch")
        try desk.claim(visitor.conversation)
        try desk.send(["type": "open", "conversation": .string(visitor.conversation)])
        let packet = try #require(try desk.wait { $0["type"] == "handover" }["packet"])
        #expect(packet["slots"]?["order"] == "10042")
        try visitor.waitForEvent("agent_joined") { $0.text("name") == "Ida" }
        try desk.tell("say", in: visitor.conversation, "text", "Hello Maya, Ida here.")
        try visitor.waitForEvent("agent")
        let before = visitor.events.count
        try say(visitor, "thank you Ida")
        #expect(!visitor.events[before...].contains { $0.kind == "bot" })

        try desk.tell("hand_back", in: visitor.conversation, "note", "All done, Finch.")
        try visitor.waitForEvent("agent_left") { $0.text("why") == "handed_back" }
        try say(visitor, "I would like to talk to a person again")
        try desk.claim(visitor.conversation)
        try desk.tell("resolve", in: visitor.conversation, "outcome", "done")
        try visitor.waitForEvent("resolved")
        try visitor.send(["type": "rate", "cmid": "story-rating-000001", "stars": 5])
        try visitor.waitForEvent("rated")
        #expect(visitor.violations == [])
        #expect(demo.stop() == 0)
    }

    @Test func `a second claim is told that a colleague was first`() throws {
        let demo = try DemoProcess()
        let visitor = VisitorClient(port: demo.port, name: "claim-visitor")
        try visitor.connect()
        try say(visitor, "I want to talk to a person")
        let ida = try DeskClient(port: demo.port, name: "ida", password: "alder-and-finch")
        let sam = try DeskClient(port: demo.port, name: "sam", password: "alder-and-finch")
        try ida.claim(visitor.conversation)
        #expect(throws: ClientFailure.refused(code: "already_claimed", retryAfterMilliseconds: nil)) {
            try sam.claim(visitor.conversation)
        }
    }

    @Test func `who is removed, or whose password is changed, is out at once at every desk`() throws {
        let demo = try DemoProcess()
        func desk(_ name: String, _ password: String = "alder-and-finch") throws -> DeskClient {
            try DeskClient(port: demo.port, name: name, password: password)
        }
        let sams = try [desk("sam"), desk("sam")]
        let ida = try desk("ida")
        #expect(try Binary.run("warmline", ["agent", "remove", "sam", "--store", demo.store]).status == 0)
        for sam in sams { try sam.wait(within: 5_000) { $0["code"] == "unauthorized" } }
        #expect(throws: ClientFailure.turnedAway(status: 401)) { try desk("sam") }
        #expect(throws: ClientFailure.late) { try ida.wait(within: 2_000) { $0["code"] == "unauthorized" } }

        let change = ["agent", "add", "ida", "--store", demo.store]
        #expect(try Binary.run("warmline", change, input: "quite another one\n").status == 0)
        try ida.wait(within: 5_000) { $0["code"] == "unauthorized" }
        #expect(throws: ClientFailure.turnedAway(status: 401)) { try desk("ida") }
        _ = try desk("ida", "quite another one")
    }

    @Test func `a cookie that was signed out opens nothing again, also after a crash`() throws {
        let house = try ServeProcess()
        let password = "correct horse battery"
        let add = ["agent", "add", "ida", "--store", house.store]
        #expect(try Binary.run("warmline", add, input: password + "\n").status == 0)
        func signIn() throws -> String {
            let credentials: JSON = ["name": "ida", "password": .string(password)]
            let answer = try HTTPPeer.post(port: house.port, path: "/v1/desk/sign-in", body: credentials.bytes)
            return try #require(answer.cookie)
        }
        func isIn(_ cookie: String) throws -> Bool {
            try HTTPPeer.get(port: house.port, path: "/v1/desk/me", cookie: cookie).status == 200
        }
        let (left, kept) = (try signIn(), try signIn())
        #expect(try isIn(left) && isIn(kept))
        #expect(try HTTPPeer.post(port: house.port, path: "/v1/desk/sign-out", body: [], cookie: left).status == 204)
        #expect(try !isIn(left) && isIn(kept))
        house.kill9()
        try house.start()
        #expect(try !isIn(left) && isIn(kept))
    }

    @Test func `foreign pages, foreign conversations and wrong passwords get nothing`() throws {
        let demo = try DemoProcess(["--allow-origin", "https://good.example"])
        for origin in ["https://evil.example", "null", "https://good.example.evil.com", "http://good.example"] {
            #expect(throws: ClientFailure.turnedAway(status: 403), "\(origin)") {
                try VisitorClient(port: demo.port, name: "foreign-00", origin: origin).connect()
            }
        }
        let guest = VisitorClient(port: demo.port, name: "good-guest", origin: "https://good.example")
        try guest.connect()
        let forger = VisitorClient(port: demo.port, name: "forger-000", token: "bm90aGluZw.bm90aGluZw")
        #expect(throws: ClientFailure.refused(code: "unauthorized", retryAfterMilliseconds: nil)) {
            try forger.connect()
        }
        #expect(throws: ClientFailure.turnedAway(status: 401)) {
            try DeskClient(port: demo.port, name: "ida", password: "wrong")
        }
        let agentPath = try HTTPPeer.get(port: demo.port, path: "/v1/desk/me")
        #expect(agentPath.status == 401)
    }

    @Test func `the documents and operations pages are served`() throws {
        let demo = try DemoProcess()
        for path in ["/healthz", "/readyz"] {
            #expect(try HTTPPeer.get(port: demo.port, path: path).status == 200, "\(path)")
        }
        for path in ["/asyncapi.json", "/openapi.json", "/schemas/handover.json"] {
            let answer = try HTTPPeer.get(port: demo.port, path: path)
            #expect(answer.status == 200, "\(path)")
            #expect((try? JSON.parse(answer.body, maximumDepth: 64)) != nil, "\(path)")
        }
        let metrics = try HTTPPeer.get(port: demo.port, path: "/metrics")
        #expect(String(decoding: metrics.body, as: UTF8.self).contains("warmline_turns_total"))
        let policy = try HTTPPeer.get(port: demo.port, path: "/desk/").header("Content-Security-Policy")
        #expect(policy?.contains("frame-ancestors 'none'") == true)
    }

    private func say(_ visitor: VisitorClient, _ text: String, choice: JSON? = nil) throws {
        try visitor.waitForAcknowledgement(of: try visitor.say(text, choice: choice))
    }

    private func texts(_ visitor: VisitorClient) -> [String] {
        visitor.events.compactMap { $0.json.text("text") }
    }
}
