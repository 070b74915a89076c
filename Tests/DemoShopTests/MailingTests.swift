import DemoShop
import Foundation
import Synchronization
import Testing

/// Letters: written with what they tell of, sent until the server has them, and not for ever.
struct MailingTests {
    /// Stands in for a mail server.
    private final class Server: Sendable {
        private let letters = Mutex<[Mailing.Letter]>([])
        private let outcomes: Mutex<[Mailing.Outcome]>

        init(_ outcomes: [Mailing.Outcome] = []) { self.outcomes = Mutex(outcomes) }

        var all: [Mailing.Letter] { letters.withLock { $0 } }

        @Sendable func take(_ letter: Mailing.Letter) async -> Mailing.Outcome {
            letters.withLock { $0.append(letter) }
            return outcomes.withLock { $0.isEmpty ? .sent : $0.removeFirst() }
        }
    }

    @Test func `a refund's receipt goes to the order's owner, once`() async throws {
        let shop = try TestShop()
        let server = Server()
        let mailing = Mailing(shop.shop, post: server.take)
        _ = try await shop.refund("10042", 4990, key: "refund:10042:1")
        _ = try await shop.refund("10042", 4990, key: "refund:10042:1")
        #expect(await mailing.deliverDue() == 1)
        #expect(await mailing.deliverDue() == 0)
        let letter = try #require(server.all.first)
        #expect(letter.recipient == "maya.okafor@example.com" && letter.subject == "Your refund RF-70001")
        #expect(letter.text.contains("£49.90") && letter.text.contains("4242") && letter.text.contains("11 March 2026"))
    }

    @Test func `a refusal writes no letter`() async throws {
        let shop = try TestShop()
        let server = Server()
        _ = try await shop.refund("10045", 18900, key: "k")
        #expect(await Mailing(shop.shop, post: server.take).deliverDue() == 0)
        #expect(server.all.isEmpty)
    }

    @Test func `every payment and return has its letter`() async throws {
        let shop = try TestShop()
        let server = Server()
        _ = try await shop.post("/v1/orders/10053/cancellations", #"{"amount_minor":5840}"#)
        _ = try await shop.post(
            "/v1/invoices/3001/credits", #"{"email":"priya.nair@example.com","line":3,"amount_minor":1100}"#)
        let opened = try await shop.post("/v1/orders/10044/returns", #"{"line":"1"}"#)
        let id = try #require(opened.text("return.id"))
        _ = try await shop.post("/v1/returns/\(id)/labels")
        _ = try await shop.post("/v1/orders/10042/repairs", #"{"line":"1","fault":"leaks","effect":"c/1/0"}"#)
        let mailing = Mailing(shop.shop, post: server.take)
        #expect(await mailing.deliverDue() == 3)
        shop.pass(minutes: 1)
        #expect(await mailing.deliverDue() == 1, "the workshop's word comes when it has thought")
        try #require(server.all.count == 4)
        let subjects = server.all.map(\.subject)
        #expect(subjects[0] == "Order 10053 is cancelled" && subjects[1].hasPrefix("Your credit CR-"))
        #expect(subjects[2] == "Your return \(id)" && subjects[3] == "Your repair RR-1")
        #expect(server.all[2].text.contains("/label.pdf?t="))
    }

    @Test func `a server that is down gets it later, as the same letter, and one that never is up does not for ever`()
        async throws
    {
        let shop = try TestShop()
        let server = Server([.again, .again])
        let mailing = Mailing(shop.shop, post: server.take)
        _ = try await shop.refund("10042", 4990, key: "refund:10042:1")
        #expect(await mailing.deliverDue() == 0)
        #expect(await mailing.deliverDue() == 0, "not at once again")
        shop.pass(minutes: 1)
        #expect(await mailing.deliverDue() == 0)
        shop.pass(minutes: 1)
        #expect(await mailing.deliverDue() == 1)
        #expect(server.all.count == 3 && Set(server.all.map(\.id)).count == 1)

        let never = Server(Array(repeating: .again, count: 100))
        _ = try await shop.refund("10044", 1800, key: "refund:10044:1")
        for _ in 0..<20 {
            await Mailing(shop.shop, post: never.take).deliverDue()
            shop.pass(minutes: 30)
        }
        #expect(never.all.count == 8)
    }

    @Test func `what no mailbox takes is not sent again, and a code that has run out is not sent at all`() async throws
    {
        let shop = try TestShop()
        let server = Server([.refused])
        let mailing = Mailing(shop.shop, post: server.take)
        _ = try await shop.refund("10042", 4990, key: "refund:10042:1")
        await mailing.deliverDue()
        shop.pass(days: 1)
        await mailing.deliverDue()
        #expect(server.all.count == 1)
        _ = try await shop.post("/v1/codes", #"{"email":"ida.holm@example.com"}"#)
        shop.pass(minutes: 11)
        #expect(await mailing.deliverDue() == 0)
        #expect(server.all.count == 1)
    }
}
