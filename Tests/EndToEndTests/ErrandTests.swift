import ChatClient
import ChatProtocol
import Foundation
import Testing

/// What takes more than one answer, through the real service, the real shop and a real mail server.
@Suite(.serialized, .enabled(if: MailSink.isThere, MailSink.absence)) struct ErrandTests {
    @Test func `the workshop answers after the visitor has left: in the mail, and in the chat when they are back`()
        throws
    {
        let sink = try MailSink()
        defer { sink.stop() }
        let demo = try DemoProcess(sink.arguments)
        let visitor = try owner(of: "book in a repair for order 10042", "maya.okafor@example.com", "BS3 1TF", on: demo)
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("gooseneck") == true }
        try visitor.say("it drips from the seam under the handle")
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("I'll tell you here how it went") == true }
        visitor.cut()

        let letter = try sink.next()
        #expect(letter.recipient == "maya.okafor@example.com" && letter.subject == "Your repair RR-1")
        #expect(letter.text.contains("courier collects it"))
        try visitor.connect()
        try visitor.waitForEvent("bot", within: 30_000) { $0.text("text")?.contains("RR-1") == true }
        #expect(visitor.violations == [])
        #expect(demo.stop() == 0)
    }

    @Test func `what one shop has not is sent from where it is, paid and in writing, in one conversation`() throws {
        let sink = try MailSink()
        defer { sink.stop() }
        let demo = try DemoProcess(sink.arguments)
        let visitor = VisitorClient(port: demo.port, name: "today-visitor")
        try visitor.connect()
        try visitor.say("do you have the Kestrel grinder in the Bath shop")
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("Shall I send it") == true }
        try visitor.say("send it")
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("e-mail") == true }
        try visitor.say("gareth.lewis@example.com")
        let proof = try sink.next()
        #expect(proof.recipient == "gareth.lewis@example.com" && proof.subject.contains("code"))
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("six digits") == true }
        try visitor.say(try #require(proof.code))
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("8 Quayside Row") == true }
        try visitor.say("Yes", choice: ["confirm": true])
        let told = try visitor.waitForEvent("bot") { $0.text("text")?.contains("AF-") == true }
        let number = String(try #require(told.text("text")?.firstMatch(of: /AF-([0-9]{5})/)).1)
        let receipt = try sink.next()
        #expect(receipt.subject == "Your order AF-\(number)" && receipt.text.contains("£84.00"))
        #expect(demo.stop() == 0)
    }

    @Test func `over the limit a supervisor says yes at the desk, and the receipt is in the mail`() throws {
        let sink = try MailSink()
        defer { sink.stop() }
        let demo = try DemoProcess(sink.arguments)
        let visitor = try ownerOverTheLimit(on: demo)

        let (desk, approval) = try deskAsked(on: demo)
        #expect(approval.text("action") == "refunds.create")
        let id = try #require(approval.text("approval"))
        try desk.send(["type": "approve", "approval": .string(id), "note": "seen the video"])
        try visitor.waitForEvent("bot", within: 30_000) { $0.text("text")?.contains("RF-") == true }
        let receipt = try sink.next()
        #expect(receipt.subject.hasPrefix("Your refund RF-") && receipt.text.contains("£189.00"))
        #expect(demo.stop() == 0)
    }

    @Test func `a colleague's no reaches whoever has left: in the mail, and in the chat when they are back`() throws {
        let sink = try MailSink()
        defer { sink.stop() }
        let demo = try DemoProcess(sink.arguments)
        let visitor = try ownerOverTheLimit(on: demo)
        visitor.cut()

        let (desk, approval) = try deskAsked(on: demo)
        let id = try #require(approval.text("approval"))
        try desk.send(["type": "disapprove", "approval": .string(id), "reason": "the video shows another grinder"])
        let letter = try sink.next()
        #expect(letter.recipient == "gareth.lewis@example.com" && letter.subject == "About a refund for order AF-10045")
        #expect(letter.text.contains("said no") && letter.text.contains("No money has moved"))
        try visitor.connect()
        try visitor.waitForEvent("bot", within: 30_000) { $0.text("text")?.contains("said no") == true }
        #expect(visitor.violations == [])
        #expect(demo.stop() == 0)
    }

    @Test func `the conversation goes by mail to the account that has proved itself`() throws {
        let sink = try MailSink()
        defer { sink.stop() }
        let demo = try DemoProcess(sink.arguments)
        let visitor = VisitorClient(port: demo.port, name: "paper-visitor")
        try visitor.connect()
        try visitor.say("How long do refunds take?")
        try visitor.waitForEvent("bot") { $0["citation"] != nil }
        try visitor.say("send me a transcript")
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("e-mail") == true }
        try visitor.say("maya.okafor@example.com")
        let code = try #require(try sink.next().code)
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("six digits") == true }
        try visitor.say(code)
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("on its way to maya") == true }
        let letter = try sink.next()
        #expect(letter.recipient == "maya.okafor@example.com")
        #expect(letter.text.contains("You: How long do refunds take?") && letter.text.contains("working days"))
        #expect(demo.stop() == 0)
    }

    /// Somebody who has proved that the order is theirs.
    /// Has said yes to a refund that a colleague has to approve, and knows by when.
    private func ownerOverTheLimit(on demo: DemoProcess) throws -> VisitorClient {
        let visitor = try owner(
            of: "the grinder stopped working and I want a refund for 10045", "gareth.lewis@example.com", "CF10 3NB",
            on: demo)
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("£189.00") == true }
        try visitor.say("Yes", choice: ["confirm": true])
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("yes or a no here by") == true }
        return visitor
    }

    /// A supervisor's desk, and what waits on it for a word.
    private func deskAsked(on demo: DemoProcess) throws -> (DeskClient, JSON) {
        let desk = try DeskClient(port: demo.port, name: "ida", password: "alder-and-finch")
        let asked = try desk.wait { $0["type"] == "approvals" && !($0["approvals"]?.elements.isEmpty ?? true) }
        return (desk, try #require(asked["approvals"]?.elements.first))
    }

    private func owner(
        of wish: String, _ email: String, _ postcode: String, on demo: DemoProcess
    ) throws -> VisitorClient {
        let visitor = VisitorClient(port: demo.port, name: "errand-visitor")
        try visitor.connect()
        try visitor.say(wish)
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("e-mail") == true }
        try visitor.say(email)
        try visitor.waitForEvent("bot") { $0.text("text")?.contains("postcode") == true }
        try visitor.say(postcode)
        return visitor
    }
}

extension JSON {
    fileprivate var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
}
