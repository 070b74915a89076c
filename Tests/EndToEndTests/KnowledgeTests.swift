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
        while try page(demo).contains("3 to 5 working days"), ContinuousClock.now - edited < .seconds(20) {}
        #expect(try page(demo).contains("2 to 4 working days"))
        // About a second, on a busy machine too; the tests may be a debug build among others.
        #expect(ContinuousClock.now - edited < .seconds(10))

        let visitor = VisitorClient(port: demo.port, name: "knowledge-visitor")
        try visitor.connect()
        try visitor.waitForAcknowledgement(of: try visitor.say("How long do refunds take?"))
        let answer = try #require(visitor.events.first { $0.json["citation"] != nil })
        #expect(answer.json.text("text")?.contains("2 to 4 working days") == true)
        // What was cited is of one edition with what can be read.
        let article = try JSON.parse(try HTTPPeer.get(port: demo.port, path: "/v1/help/articles/refunds_time").body)
        let edition = try #require(article.text("playbook"))
        #expect(answer.json["citation"]?.text("version") == edition)
        #expect(try draft(demo, for: visitor)?.contains("2 to 4 working days") == true)
        #expect(demo.stop() == 0)
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
        String(decoding: try HTTPPeer.get(port: demo.port, path: "/help/refunds_time").body, as: UTF8.self)
    }
}
