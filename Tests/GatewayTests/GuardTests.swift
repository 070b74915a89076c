import Gateway
import Glibc
import Testing

/// What a request may not be. After each, the gateway must still serve.
@Suite struct GuardTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: String
        /// The status of the answer; nil when the connection ends without one.
        let status: Int?

        init(_ name: String, _ bytes: String, _ status: Int?) {
            (testDescription, self.bytes, self.status) = (name, bytes, status)
        }
    }

    private static let long = String(repeating: "a", count: 20_000)
    private static let upgrade = "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"

    static let framing = [
        Case("chunked", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 411),
        Case(
            "chunked and a length",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello", 411),
        Case("an encoding on GET", "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n", 411),
        Case("POST without a length", "POST / HTTP/1.1\r\nHost: h\r\n\r\n", 411),
        Case("a negative length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", 400),
        Case("a signed length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\nhello", 400),
        Case("a length in hexadecimal", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x5\r\n\r\nhello", 400),
        Case("a length of nothing", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \r\n\r\n", 411),
        Case("two lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
        Case("two lengths in one", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5, 5\r\n\r\nhello", 400),
        Case("a length of 2^63", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9223372036854775808\r\n\r\n", 413),
        Case(
            "a length of 2^64+5", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 18446744073709551621\r\n\r\nhello", 413
        ),
        Case(
            "a byte too long",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n\(String(repeating: "b", count: 65_537))", 413),
        Case("no Host", "GET / HTTP/1.1\r\n\r\n", 400),
        Case("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        Case("no absolute path", "GET foo HTTP/1.1\r\nHost: h\r\n\r\n", nil),
        Case("a zero byte in the path", "GET /a%00b HTTP/1.1\r\nHost: h\r\n\r\n", nil),
        Case("headers over 16 KiB", "GET / HTTP/1.1\r\nHost: h\r\nCookie: \(long)\r\n\r\n", nil),
        Case("CONNECT", "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\nraw bytes", nil),
        Case("not HTTP", "\u{16}\u{3}\u{1}hello\r\n\r\n", nil),
        Case("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", nil),
    ]

    static let handshakes = [
        Case(
            "h2c",
            "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\(upgrade)\r\n",
            nil),
        Case(
            "version 8",
            "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\(upgrade)Sec-WebSocket-Version: 8\r\n\r\n", 426),
        Case("no version", "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\(upgrade)\r\n", 426),
        Case("no Host", "GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\(upgrade)Sec-WebSocket-Version: 13\r\n\r\n", 400),
        Case(
            "by POST",
            "POST /chat HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nUpgrade: websocket\r\n\(upgrade)Sec-WebSocket-Version: 13\r\n\r\n",
            400),
        Case(
            "with a body",
            "GET /chat HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nUpgrade: websocket\r\n\(upgrade)Sec-WebSocket-Version: 13\r\n\r\nbody",
            400),
        Case(
            "a short key",
            "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n\r\n",
            400),
        Case(
            "no Connection",
            "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
            nil),
        Case("a strange subprotocol", WebSocketPeer.handshake("/chat", ["Sec-WebSocket-Protocol: soap"]), 400),
        Case("a path that nobody serves", WebSocketPeer.handshake("/other"), 404),
    ]

    @Test(arguments: framing + handshakes)
    func `a request that breaks the rules is refused, and others are served`(wrong: Case) async throws {
        try await withGateway(handlers: { .echo($0) }) { gateway, port in
            let peer = try RawPeer(port: port)
            peer.send(wrong.bytes)
            let answer = try peer.readToEnd()
            if let status = wrong.status {
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(200))")
                #expect(answer.contains("Connection: close"))
                #expect(answer.split(separator: "HTTP/1.1 ").count == 1, "answered more than once")
            } else {
                #expect(!answer.contains(" 101 ") && !answer.contains(" 200 "), "\(answer.prefix(200))")
            }
            try expectServing(port)
            #expect(gateway.counters.webSockets == 0)
        }
    }

    @Test(arguments: ["x", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", String(repeating: "\r\n", count: 40)])
    func `bytes after a body whose answer is due end the connection`(tail: String) async throws {
        let goOn = Signal<CheckedContinuation<Void, Never>>()
        try await withGateway(handlers: { _ in
            GatewayHandlers(http: { _ in
                await withCheckedContinuation { goOn.report($0) }
                return .text("late")
            })
        }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" + tail)
            let late = try goOn.next()
            #expect(try peer.readToEnd() == "")
            try expectServing(port)
            late.resume()
        }
    }

    @Test func `a request sent before the answer to the last does not turn the loop without end`() async throws {
        let (began, goOn) = (Signal<Void>(), Signal<CheckedContinuation<Void, Never>>())
        let loopTime = Signal<Duration>()
        try await withGateway(handlers: { _ in
            GatewayHandlers(
                http: { request in
                    guard request.path == "/slow" else { return .text("quick") }
                    await withCheckedContinuation { continuation in
                        goOn.report(continuation)
                        began.report(())
                    }
                    return .text("slow")
                },
                // Called on the loop's thread, whose processor time tells whether it spins.
                isReady: {
                    loopTime.report(threadTime())
                    return true
                })
        }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\n")
            try began.next()
            peer.send("GET /third HTTP/1.1\r\nHost: h\r\n\r\n")
            try expectServing(port)
            // A quiet moment: nothing comes, and the loop must be idle in it.
            try expectServing(port, "/readyz")
            #expect(try !peer.ends(within: .milliseconds(500)))
            try expectServing(port, "/readyz")
            let times = loopTime.all
            #expect(times[1] - times[0] < .milliseconds(25), "the loop was busy for \(times[1] - times[0])")
            try goOn.next().resume()
            #expect(try peer.readResponse().text == "slow")
        }
    }

    @Test func `an unknown upgrade is refused without touching freed memory`() async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            for _ in 0..<20 {
                let peer = try RawPeer(port: port)
                peer.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: tls/1.0\r\n\r\n")
                let answer = try peer.readToEnd()
                #expect(!answer.contains(" 101 ") && !answer.contains(" 200 "))
            }
            try expectServing(port)
        }
    }

    @Test func `a cookie of 12 KiB is read`() async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\nCookie: \(String(repeating: "a", count: 12_000))\r\n\r\n")
            #expect(try peer.readResponse().status == 200)
        }
    }

    @Test func `a route can take more than the others`() async throws {
        let configuration = GatewayConfiguration.test { $0.routeBodyLimits = ["/upload": 200_000] }
        try await withGateway(configuration, handlers: { .echo($0) }) { _, port in
            let body = String(repeating: "b", count: 150_000)
            let peer = try RawPeer(port: port)
            peer.send("POST /upload/1 HTTP/1.1\r\nHost: h\r\nContent-Length: 150000\r\n\r\n" + body)
            #expect(try peer.readResponse().status == 200)
            peer.send("POST /other HTTP/1.1\r\nHost: h\r\nContent-Length: 150000\r\n\r\n" + body)
            #expect(try peer.readResponse().status == 413)
        }
    }

    @Test func `the wrong Origin is refused with 403 and gets no socket`() async throws {
        let admit: @Sendable (WebSocketRequest) -> Admission = {
            $0.origin == "https://good.example" ? .accept(subprotocol: nil) : .refuse(status: 403)
        }
        try await withGateway(handlers: { _ in GatewayHandlers(admit: admit) }) { gateway, port in
            for origin in [
                "https://good.example.evil.com", "null", "http://good.example", "https://good.example:8443", "",
            ] {
                let peer = try RawPeer(port: port)
                peer.send(WebSocketPeer.handshake("/chat", ["Origin: \(origin)"]))
                #expect(try peer.readToEnd().hasPrefix("HTTP/1.1 403"))
            }
            let none = try RawPeer(port: port)
            none.send(WebSocketPeer.handshake("/chat"))
            #expect(try none.readToEnd().hasPrefix("HTTP/1.1 403"))
            #expect(gateway.counters.webSockets == 0)
            _ = try WebSocketPeer(port: port, headers: ["Origin: https://good.example"])
        }
    }
}

/// Fails unless a fresh connection is answered.
func expectServing(_ port: UInt16, _ path: String = "/healthz") throws {
    let peer = try RawPeer(port: port)
    peer.send("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(try peer.readResponse().status == 200)
}

/// Processor time of the calling thread.
func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
