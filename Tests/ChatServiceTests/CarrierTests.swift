import ChatService
import Engagement
import Foundation
import Gateway
import Mail
import Outreach
import Synchronization
import TestSupport
import Testing
import Vocabulary
import Webhooks

/// What is said first leaves the house: to a real mail server, and to a gateway for texts on a real socket.
@Suite struct CarrierTests {
    private static let now = Timestamp(milliseconds: 1_795_298_750_000)

    private func message(
        to address: String?, by channel: OutreachChannel = .mail, off: String? = "https://shop.example/outreach/off?t=x"
    ) -> OutreachMessage {
        OutreachMessage(
            key: "campaign:checkout-1:notice:ann", customer: "ann", channel: channel, address: address,
            subject: "Alder & Finch: The checkout is broken",
            line: BotLine(
                text: "We have a problem on our side.",
                links: [Link(url: "https://shop.example/status/#checkout-1", label: "Live status")]),
            unsubscribe: off, at: Self.now)
    }

    private func mail(_ server: MailServer) throws -> OutreachMail {
        OutreachMail(carrier: MailCarrier(server), from: try #require(MailAddress("help@shop.example")))
    }

    @Test(.enabled(if: TestMailServer.isThere, TestMailServer.absence))
    func `what is said first arrives as mail with its links, and one click takes them off the list`() async throws {
        try await TestMailServer.with { server in
            let mail = try mail(try server.server())
            #expect(await mail.carry(message(to: "ann@example.com")) == .carried)
            let read = try server.received()
            #expect(read["recipients"] as? [String] == ["ann@example.com"])
            #expect(read["subject"] as? String == "Alder & Finch: The checkout is broken")
            let text = try #require(read["text"] as? String)
            #expect(
                text.hasPrefix("We have a problem on our side.\n\nLive status: https://shop.example/status/#checkout-1")
            )
            #expect(read["unsubscribe"] as? String == "<https://shop.example/outreach/off?t=x>")
            #expect(read["oneclick"] as? String == "List-Unsubscribe=One-Click")
            let id = try #require(read["id"] as? String)
            #expect(await mail.carry(message(to: "ann@example.com", off: nil)) == .carried)
            let second = try server.received()
            #expect(second["id"] as? String == id)
            #expect((second["headers"] as? [String])?.contains("List-Unsubscribe") == false)
        }
    }

    @Test(.enabled(if: TestMailServer.isThere, TestMailServer.absence))
    func `a mailbox that is not there is given up, one that is busy is tried again`() async throws {
        try await TestMailServer.with { server in
            let mail = try mail(try server.server())
            #expect(await mail.carry(message(to: "nobody@example.com")) == .refused)
            #expect(await mail.carry(message(to: "later@example.com")) == .again)
            #expect(await mail.carry(message(to: "not an address")) == .refused)
            #expect(await mail.carry(message(to: nil)) == .refused)
        }
    }

    @Test func `a gateway for texts gets a signed message under its key, and what it answers is understood`()
        async throws
    {
        let asked = Mutex<[HTTPRequest]>([])
        let status = Mutex(200)
        var configuration = GatewayConfiguration()
        configuration.extraHeaders = ["webhook-id", "webhook-timestamp", "webhook-signature"]
        let receiver = Gateway(
            configuration,
            handlers: GatewayHandlers(http: { request in
                asked.withLock { $0.append(request) }
                return .status(status.withLock { $0 })
            }))
        let address = "\(try await receiver.start())"
        let secret = try #require(WebhookSecret.fresh()).secret
        let texts = OutreachText(url: "http://\(address)/sms", secret: secret, now: { Self.now })
        #expect(await texts.carry(message(to: "+441632960011", by: .text)) == .carried)
        let request = try #require(asked.withLock { $0.first })
        let id = try WebhookSignature.verifiedID(
            of: request.body, header: { request.headers[$0] }, secrets: [secret], now: Self.now)
        #expect(id == "campaign:checkout-1:notice:ann")
        let json = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
        #expect(json?["type"] as? String == "outreach.text")
        let data = try #require(json?["data"] as? [String: String])
        #expect(data["to"] == "+441632960011")
        #expect(data["text"] == "We have a problem on our side.")
        #expect(data["customer"] == "ann")
        for (answer, outcome) in [
            (404, CarryOutcome.refused), (410, .refused), (422, .refused), (429, .again), (500, .again), (503, .again),
        ] {
            status.withLock { $0 = answer }
            #expect(await texts.carry(message(to: "+441632960011", by: .text)) == outcome)
        }
        #expect(await texts.carry(message(to: nil, by: .text)) == .refused)
        await receiver.stop()
        #expect(await texts.carry(message(to: "+441632960011", by: .text)) == .again)
    }
}
