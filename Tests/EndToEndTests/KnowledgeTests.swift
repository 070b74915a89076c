import ChatClient
import ChatProtocol
import Foundation
import Testing

/// One store of articles for the bot and the help pages.
@Suite(.serialized) struct KnowledgeTests {
    @Test func `an edit is seen by the bot and on the help pages`() throws {
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
        let deadline = Date(timeIntervalSinceNow: 20)
        while try page(demo).contains("3 to 5 working days"), Date() < deadline {}
        #expect(try page(demo).contains("2 to 4 working days"))

        let visitor = VisitorClient(port: demo.port, name: "knowledge-visitor")
        try visitor.connect()
        try visitor.waitForAcknowledgement(of: try visitor.say("How long do refunds take?"))
        let answer = try #require(visitor.events.first { $0.json["citation"] != nil })
        #expect(answer.json.text("text")?.contains("2 to 4 working days") == true)
        // What was cited is of one edition with what can be read.
        let article = try JSON.parse(try HTTPPeer.get(port: demo.port, path: "/v1/help/articles/refunds_time").body)
        let edition = try #require(article.text("playbook"))
        #expect(answer.json["citation"]?.text("version") == edition)
        #expect(demo.stop() == 0)
    }

    private func page(_ demo: DemoProcess) throws -> String {
        String(decoding: try HTTPPeer.get(port: demo.port, path: "/help/refunds_time").body, as: UTF8.self)
    }
}
