import Gateway
import Testing

@Suite struct ProxyTests {
    struct Hops: Sendable, CustomTestStringConvertible {
        var testDescription: String { "\(trusted) \(forwarded)" }
        let trusted: [String]
        let forwarded: String
        let client: String
    }

    static let hops = [
        Hops(trusted: [], forwarded: "203.0.113.9", client: "127.0.0.1"),
        Hops(trusted: ["10.0.0.0/8"], forwarded: "203.0.113.9", client: "127.0.0.1"),
        Hops(trusted: ["127.0.0.1"], forwarded: "203.0.113.9", client: "203.0.113.9"),
        Hops(trusted: ["127.0.0.0/8"], forwarded: "1.1.1.1, 203.0.113.9", client: "203.0.113.9"),
        Hops(trusted: ["127.0.0.0/8", "10.0.0.0/8"], forwarded: "203.0.113.9, 10.1.2.3", client: "203.0.113.9"),
        Hops(trusted: ["127.0.0.0/8"], forwarded: "203.0.113.9, nonsense", client: "127.0.0.1"),
        Hops(trusted: ["127.0.0.0/8"], forwarded: "2001:db8::1", client: "2001:db8::1"),
    ]

    @Test(arguments: hops)
    func `the client is whom the nearest trusted proxy names`(hops: Hops) async throws {
        let configuration = GatewayConfiguration.test {
            $0.trustedProxies = hops.trusted.compactMap { AddressBlock($0) }
        }
        try await withGateway(
            configuration, handlers: { _ in GatewayHandlers(http: { .text("\($0.remote) \($0.isSecure)") }) }
        ) { _, port in
            let peer = try RawPeer(port: port)
            peer.send(
                "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: \(hops.forwarded)\r\nX-Forwarded-Proto: https\r\n\r\n")
            let response = try peer.readResponse()
            let isTrusted = hops.trusted.contains { $0.hasPrefix("127") }
            #expect(response.text == "\(hops.client) \(isTrusted)")
            #expect((response.headers["strict-transport-security"] != nil) == isTrusted)
        }
    }

    @Test func `WebSockets behind a proxy are counted by their client`() async throws {
        let configuration = GatewayConfiguration.test {
            $0.trustedProxies = [AddressBlock("127.0.0.1")].compactMap(\.self)
            $0.webSocketsPerAddress = 1
            $0.connectionsPerAddress = 1
        }
        try await withGateway(configuration, handlers: { .echo($0) }) { _, port in
            let one = try WebSocketPeer(port: port, headers: ["X-Forwarded-For: 203.0.113.1"])
            let two = try WebSocketPeer(port: port, headers: ["X-Forwarded-For: 203.0.113.2"])
            two.send("fine")
            #expect(try two.read().text == "fine")
            let again = try WebSocketPeer(port: port, headers: ["X-Forwarded-For: 203.0.113.1"])
            #expect(try again.readClose().code == 1008)
            _ = one
        }
    }

    @Test func `addresses and blocks are read as they are written, or not at all`() {
        #expect(RemoteAddress("::ffff:192.0.2.1")?.text == "192.0.2.1")
        #expect(RemoteAddress("2001:DB8:0::1")?.text == "2001:db8::1")
        for wrong in ["", "1.2.3", "1.2.3.4:80", "localhost", "1.2.3.4/8"] {
            #expect(RemoteAddress(wrong) == nil)
        }
        for wrong in ["", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::/129"] {
            #expect(AddressBlock(wrong) == nil)
        }
        let block = AddressBlock("10.16.0.0/12")
        #expect(RemoteAddress("10.31.255.255").map { block?.contains($0) } == true)
        #expect(RemoteAddress("10.32.0.0").map { block?.contains($0) } == false)
        #expect(RemoteAddress("::1").map { block?.contains($0) } == false)
    }
}
