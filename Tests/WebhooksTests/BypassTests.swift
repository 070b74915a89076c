import Actions
import Foundation
import Gateway
import PlaybookModel
import TestSupport
import Testing
import Vocabulary
import Webhooks

/// A webhook's address is its author's word. However it is worded, it does not lead inside (`security.md`, check 38).
@Suite struct BypassTests {
    private let start = Timestamp(milliseconds: 1_000_000)

    /// One message to every address; how the tellings ended.
    private func tell(_ urls: [String], _ exchanges: HTTPExchanges) async throws -> [WebhookDelivery] {
        let book = InMemoryWebhookBook()
        for (index, url) in urls.enumerated() {
            book.add(WebhookEndpoint(id: WebhookEndpointID("e\(index)"), url: url))
        }
        let secret = try #require(WebhookSecret.fresh()).secret
        let message = try #require(
            WebhookMessage(id: "m1", type: "conversation.resolved", at: start, data: .record(["id": .text("c1")])))
        #expect(book.tell(message, at: start))
        let post = WebhookPost(
            book: book, secrets: { _ in [secret] }, exchanges: exchanges, parallel: urls.count,
            now: { [start] in start })
        #expect(try await post.pass() == urls.count)
        return book.deadLetters
    }

    @Test func `a hundred wordings of an address inside reach nobody there`() async throws {
        let canary = Canary()
        let dead = try await tell(
            canary.wordings + canary.neighbours, HTTPExchanges(bound: 100, reach: .outside()))
        #expect(canary.reached == 0)
        // Most are given up at once; the rest are no addresses that anybody could call.
        #expect(dead.count >= 40)
        #expect(dead.allSatisfy { $0.lastFailure == .barred })
        // The control: without the guard the same addresses do lead to the canary.
        _ = try await tell(canary.wordings, HTTPExchanges(bound: 100, reach: .anywhere))
        #expect(canary.reached >= 20)
    }

    @Test(arguments: [
        "127.0.0.1", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "[fd00::1]",
        // A name with two addresses: the one that is connected to counts.
        "10.0.0.1,127.0.0.1", "[fe80::1],127.0.0.1",
    ])
    func `a name that leads inside when it is called is not called`(address: String) async throws {
        let canary = Canary()
        let name = "rebound.example:\(canary.port)"
        let dead = try await tell(
            ["https://\(name)/"], HTTPExchanges(bound: 4, reach: .outside(), names: [name: address]))
        #expect(dead.map(\.lastFailure) == [.barred])
        #expect(canary.reached == 0)
        // The control leads there, where there is a canary at the address.
        guard address == "127.0.0.1" else { return }
        _ = try await tell(["https://\(name)/"], HTTPExchanges(bound: 4, reach: .anywhere, names: [name: address]))
        #expect(canary.reached > 0)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a receiver that sends us inside is not followed`(status: Int) async throws {
        let canary = Canary()
        let gateway = Gateway(
            handlers: GatewayHandlers(http: { _ in
                HTTPResponse(status: status, headers: ["Location": "http://127.0.0.1:\(canary.port)/"])
            }))
        let host = "\(try await gateway.start())"
        _ = try await tell(["http://\(host)/hook"], HTTPExchanges(bound: 4, reach: .outside(allowing: [host])))
        await gateway.stop()
        #expect(canary.reached == 0)
    }
}
