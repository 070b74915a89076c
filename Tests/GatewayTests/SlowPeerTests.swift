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
