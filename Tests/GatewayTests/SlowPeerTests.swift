import Gateway
import Testing

@Suite struct SlowPeerTests {
    static let beginnings = [
        "", "GET / HT", "GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf",
        "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n",
    ]

    @Test(arguments: beginnings)
    func `who dawdles with a request is cut`(beginning: String) async throws {
        let configuration = GatewayConfiguration.test { $0.slowPeerDeadline = .seconds(1) }
        try await withGateway(configuration, handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send(beginning)
            #expect(try peer.readToEnd() == "")
        }
    }

    @Test func `who trickles a body is cut, however steadily`() async throws {
        let configuration = GatewayConfiguration.test {
            $0.slowPeerDeadline = .seconds(1)
            $0.heartbeat = .milliseconds(200)
        }
        try await withGateway(configuration, handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n")
            var pieces = 0
            while try !peer.ends(within: .milliseconds(250)) {
                peer.send("x")
                pieces += 1
            }
            #expect((4..<100).contains(pieces))
        }
    }

    @Test func `who asks for much, reads nothing and asks for more is cut`() async throws {
        let configuration = GatewayConfiguration.test { $0.heartbeat = .milliseconds(200) }
        let asset = [UInt8](repeating: 65, count: 20_000_000)
        try await withGateway(
            configuration, handlers: { _ in GatewayHandlers(http: { _ in HTTPResponse(status: 200, body: asset) }) }
        ) { gateway, port in
            let peer = try RawPeer(port: port, receiveBuffer: 4096)
            peer.send("GET /asset HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try peer.read(12) == Array("HTTP/1.1 200".utf8))
            peer.send("GET /more HTTP/1.1\r\nHost: h\r\n\r\n")
            let began = ContinuousClock.now
            while gateway.counters.connections > 0, ContinuousClock.now - began < .seconds(10) {}
            #expect(gateway.counters.connections == 0)
        }
    }

    @Test func `an idle connection is kept for its time only`() async throws {
        let configuration = GatewayConfiguration.test { $0.keepAlive = .seconds(1) }
        try await withGateway(configuration, handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try peer.readResponse().status == 200)
            #expect(try peer.readToEnd() == "")
        }
    }

    @Test func `half a frame is not waited for`() async throws {
        let configuration = GatewayConfiguration.test {
            $0.heartbeat = .milliseconds(100)
            $0.deadAfter = .milliseconds(300)
        }
        let closed = Signal<CloseReason>()
        try await withGateway(configuration, handlers: { .echo($0, closed: closed) }) { _, port in
            let peer = try WebSocketPeer(port: port)
            peer.raw.send(Array(WebSocketPeer.frame(1, Array("hello".utf8)).prefix(5)))
            #expect(try closed.next() == .silent)
        }
    }
}
