import Actions
import Foundation
import Gateway
import Glibc
import PlaybookModel
import Telemetry
import Testing
import Vocabulary
import Webhooks

/// A webhook's address is its author's word. However it is worded, it does not lead inside (`security.md`, check 38).
@Suite struct BypassTests {
    private let start = Timestamp(milliseconds: 1_000_000)

    /// Ways to say "this machine".
    private static func addresses(_ port: UInt16) -> [String] {
        let hosts = [
            // Names and numbers of this machine.
            "127.0.0.1", "localhost", "LOCALHOST", "localhost.", "ip6-localhost", "127.1", "127.0.1", "127.127.127.127",
            "127.0.0.1.", "0", "0.0.0.0", "0x0", "00000000",
            // Decimal, hexadecimal, octal, and mixed.
            "2130706433", "0x7f000001", "0x7F.0.0.0x1", "0177.0.0.1", "017700000001", "0x7f.1", "0177.1", "127.0x1",
            // IPv6, plain, mapped, compatible, translated, tunnelled.
            "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]",
            "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1%25lo]",
            "[fd00::1]",
            // Digits of other alphabets, and full stops of theirs.
            "①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.０.０.１", "127．0．0．1",
        ]
        let odd = [
            "https://user:word@127.0.0.1:\(port)/", "https://hooks.invalid@127.0.0.1:\(port)/",
            "https://hooks.invalid:443@127.0.0.1:\(port)/", "https://127.0.0.1:\(port)#@hooks.invalid/",
            "https://127.0.0.1:\(port)?@hooks.invalid/", "https://hooks.invalid\\@127.0.0.1:\(port)/",
            "https:\\\\127.0.0.1:\(port)/", "https:/127.0.0.1:\(port)/", "https:127.0.0.1:\(port)/",
            "https://%31%32%37.0.0.1:\(port)/", "https://127.0.0.1%00.hooks.invalid:\(port)/",
            "https://127.0.0.1\t:\(port)/", " https://127.0.0.1:\(port)/", "HTTPS://127.0.0.1:\(port)/",
            "http://127.0.0.1:\(port)/", "http://localhost:\(port)/", "http://[::1]:\(port)/", "http://0:\(port)/",
            "ftp://127.0.0.1:\(port)/", "gopher://127.0.0.1:\(port)/_x", "dict://127.0.0.1:\(port)/",
            "127.0.0.1:\(port)",
            "file:///etc/passwd", "//127.0.0.1:\(port)/",
        ]
        return hosts.map { "https://\($0):\(port)/" } + odd
    }

    /// Where clouds keep their keys, and other machines of this network.
    private static func neighbours(_ port: UInt16) -> [String] {
        [
            "169.254.169.254", "[::ffff:169.254.169.254]", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376",
            "100.100.100.200", "[fd00:ec2::254]", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "[fe80::1]",
            "[fc00::1]", "224.0.0.1", "255.255.255.255", "[ff02::1]",
        ].map { "https://\($0):\(port)/" }
    }

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
        let urls = Self.addresses(canary.port)
        let dead = try await tell(
            urls + Self.neighbours(canary.port), HTTPExchanges(bound: 100, reach: .outside()))
        #expect(canary.reached == 0)
        // Most are given up at once; the rest are no addresses that anybody could call.
        #expect(dead.count >= 40)
        #expect(dead.allSatisfy { $0.lastFailure == .barred })
        // The control: without the guard the same addresses do lead to the canary.
        _ = try await tell(urls, HTTPExchanges(bound: 100, reach: .anywhere))
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
