import ChatClient
import ChatProtocol
import Foundation
import Testing

/// One store of articles for the bot and the help pages.
@Suite(.serialized) struct KnowledgeTests {
    @Test func `an edit is seen by the bot, at the desk and on the help pages, as one edition`() throws {
        let folder = NSTemporaryDirectory() + "warmline-knowledge-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: DemoProcess.playbook, toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let demo = try DemoProcess(playbook: folder)
        let before = try page(demo)
        #expect(before.contains("3 to 5 working days"))

        let file = folder + "/knowledge/refunds_time.md"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "3 to 5 working days", with: "2 to 4 working days")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let edited = ContinuousClock.now
        // Well under a second where there is a core; a debug build among others takes longer.
        while try page(demo).contains("3 to 5 working days"), ContinuousClock.now - edited < .seconds(30) {}
        #expect(try page(demo).contains("2 to 4 working days"))

        let visitor = VisitorClient(port: demo.port, name: "knowledge-visitor")
        try visitor.connect()
        try visitor.waitForAcknowledgement(of: try visitor.say("How long do refunds take?"))
        let answer = try #require(visitor.events.first { $0.json["citation"] != nil })
        #expect(answer.json.text("text")?.contains("2 to 4 working days") == true)
        // What was cited, what can be read and what agents look up are of one edition, and the article of one version.
        let article = try JSON.parse(try HTTPPeer.get(port: demo.port, path: "/v1/help/articles/refunds_time").body)
        let edition = try #require(article.text("playbook"))
        let version = try #require(article.text("version"))
        #expect(answer.json["citation"]?.text("version") == edition)
        #expect(try page(demo).contains(#"<meta name="warmline-article-version" content="\#(version)">"#))
        let cookie = try signIn(demo)
        let atDesk = try get("/api/v1/articles/refunds_time", of: demo, as: cookie)
        #expect(atDesk.text("version") == version)
        #expect(atDesk.text("playbook") == edition)
        #expect(
            try found("refunds_time", for: "how long do refunds take", in: demo, as: cookie)?["version"]
                == .string(version))
        #expect(try draft(demo, for: visitor)?.contains("2 to 4 working days") == true)
        #expect(demo.stop() == 0)
    }

    @Test func `an article for agents is found at the desk and nowhere else`() throws {
        let demo = try DemoProcess()
        let question = "may I waive the return fee as goodwill"
        let cookie = try signIn(demo)
        #expect(try found("goodwill", for: question, in: demo, as: cookie)?.text("audience") == "agents")
        #expect(try get("/api/v1/articles/goodwill", of: demo, as: cookie).text("title") != nil)
        let query = question.replacingOccurrences(of: " ", with: "+")
        for path in ["/api/v1/articles/goodwill", "/api/v1/articles?q=\(query)"] {
            #expect(try HTTPPeer.get(port: demo.port, path: path).status == 401)
        }
        // Not even to an agent: what is public does not depend on who asks.
        for path in ["/help/goodwill", "/v1/help/articles/goodwill", "/v1/articles/goodwill"] {
            #expect(try HTTPPeer.get(port: demo.port, path: path, cookie: cookie).status == 404)
        }
        for path in ["/help/", "/help/search?q=\(query)", "/help/sitemap.xml", "/help/feed.atom"] {
            #expect(try !text(path, of: demo).contains("/help/goodwill"))
        }
        #expect(try !text("/v1/help/search?q=\(query)", of: demo).contains(#""article":"goodwill""#))

        let visitor = VisitorClient(port: demo.port, name: "goodwill-visitor")
        try visitor.connect()
        try visitor.waitForAcknowledgement(of: try visitor.say(question))
        #expect(!visitor.events.contains { $0.json["citation"]?.text("article") == "goodwill" })
        #expect(demo.stop() == 0)
    }

    private func signIn(_ demo: DemoProcess) throws -> String {
        let credentials: JSON = ["name": "ida", "password": "alder-and-finch"]
        return try #require(
            try HTTPPeer.post(port: demo.port, path: "/v1/desk/sign-in", body: credentials.bytes).cookie)
    }

    private func get(_ path: String, of demo: DemoProcess, as cookie: String) throws -> JSON {
        try JSON.parse(try HTTPPeer.get(port: demo.port, path: path, cookie: cookie).body)
    }

    /// What an agent who looks a question up is shown of an article.
    private func found(_ article: String, for question: String, in demo: DemoProcess, as cookie: String) throws -> JSON?
    {
        let query = question.replacingOccurrences(of: " ", with: "+")
        guard case .array(let hits)? = try get("/api/v1/articles?q=\(query)", of: demo, as: cookie)["hits"] else {
            return nil
        }
        return hits.first { $0.text("article") == article }
    }

    private func text(_ path: String, of demo: DemoProcess) throws -> String {
        String(decoding: try HTTPPeer.get(port: demo.port, path: path).body, as: UTF8.self)
    }

    /// What the desk drafts for an agent whom the visitor asks the same.
    private func draft(_ demo: DemoProcess, for visitor: VisitorClient) throws -> String? {
        try visitor.waitForAcknowledgement(of: try visitor.say("can I talk to a person please"))
        let desk = try DeskClient(port: demo.port, name: "ida", password: "alder-and-finch")
        defer { desk.close() }
        try desk.claim(visitor.conversation)
        try desk.send(["type": "open", "conversation": .string(visitor.conversation)])
        try visitor.waitForAcknowledgement(of: try visitor.say("How long do refunds take?"))
        func drafted(_ frame: JSON) -> String? {
            guard case .array(let drafts)? = frame["drafts"] else { return nil }
            return drafts.first { $0.text("source") == "article:refunds_time" }?.text("text")
        }
        return drafted(try desk.wait { drafted($0) != nil })
    }

    private func page(_ demo: DemoProcess) throws -> String {
        try text("/help/refunds_time", of: demo)
    }
}
