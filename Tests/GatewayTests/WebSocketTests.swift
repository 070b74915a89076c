import Gateway
import Testing

@Suite struct WebSocketTests {
    @Test func `a message comes back, alone or in fragments`() async throws {
        try await withGateway(handlers: { .echo($0) }) { gateway, port in
            let peer = try WebSocketPeer(port: port)
            peer.send("hello")
            #expect(try peer.read().text == "hello")
            peer.send(1, Array("he".utf8), final: false)
            peer.send(0, [], final: false)
            peer.send(9, Array("ping".utf8))
            peer.send(0, Array("llo".utf8), final: true)
            #expect(try peer.readFrame() == .init(opcode: 10, payload: Array("ping".utf8)))
            #expect(try peer.read().text == "hello")
            let long = String(repeating: "é", count: 32_768)
            peer.send(long)
            #expect(try peer.read().text == long)
            #expect(gateway.counters.messagesReceived == 3)
            #expect(gateway.counters.bytesSent == 10 + 65_536)
        }
    }

    @Test func `messages keep their order, from the loop and from other threads`() async throws {
        let configuration = GatewayConfiguration.test { $0.outboxFrames = 2000 }
        try await withGateway(
            configuration,
            handlers: { gateway in
                GatewayHandlers(
                    admit: { _ in .accept(subprotocol: nil) },
                    received: { connection, _ in
                        Task.detached {
                            for number in 0..<500 { gateway.send(Array("\(number)".utf8), to: connection) }
                            gateway.post((500..<1000).map { .init(Array("\($0)".utf8), to: connection) })
                        }
                    })
            }
        ) { _, port in
            let peer = try WebSocketPeer(port: port)
            peer.send("go")
            for number in 0..<1000 {
                #expect(try peer.read().text == "\(number)")
            }
        }
    }

    @Test func `the subprotocol is the first offered one that we speak`() async throws {
        let seen = Signal<[String]>()
        try await withGateway(handlers: { gateway in
            var handlers = GatewayHandlers.echo(gateway)
            handlers.opened = { _, request in seen.report(request.subprotocols) }
            return handlers
        }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send(WebSocketPeer.handshake("/chat", ["Sec-WebSocket-Protocol: soap, warmline.1"]))
            let response = try peer.readResponse()
            #expect(response.status == 101)
            #expect(response.headers["sec-websocket-protocol"] == "warmline.1")
            #expect(response.headers["sec-websocket-extensions"] == nil)
            #expect(try seen.next() == ["soap", "warmline.1"])
        }
    }

    @Test func `permessage-deflate is never agreed to`() async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            let offer = (0..<8).map { _ in "permessage-deflate" }.joined(separator: ", ")
            peer.send(WebSocketPeer.handshake("/chat", ["Sec-WebSocket-Extensions: \(offer)"]))
            #expect(try peer.readResponse().headers["sec-websocket-extensions"] == nil)
            // A compressed frame (RSV1) nobody agreed to.
            peer.send([0xc1, 0x81, 1, 2, 3, 4, 0x40])
            let frame = try peer.read(4)
            #expect(frame[0] == 0x88)
            #expect(UInt16(frame[2]) << 8 | UInt16(frame[3]) == 1002)
        }
    }

    struct Limit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let code: UInt16
    }

    static let limits = [
        Limit(
            testDescription: "65,537 bytes", bytes: WebSocketPeer.frame(1, [UInt8](repeating: 65, count: 65_537)),
            code: 1009),
        Limit(
            testDescription: "65,537 bytes in two frames",
            bytes: WebSocketPeer.frame(1, [UInt8](repeating: 65, count: 65_000), final: false)
                + WebSocketPeer.frame(0, [UInt8](repeating: 65, count: 537)),
            code: 1009),
        Limit(
            testDescription: "a claim of 2^62 bytes",
            bytes: WebSocketPeer.frame(1, Array("tiny".utf8), claimedLength: 1 << 62), code: 1009),
        Limit(
            testDescription: "65 fragments",
            bytes: WebSocketPeer.frame(1, [65], final: false)
                + (0..<64).flatMap { _ in WebSocketPeer.frame(0, [65], final: false) },
            code: 1009),
        Limit(
            testDescription: "65 empty fragments",
            bytes: WebSocketPeer.frame(1, [], final: false)
                + (0..<64).flatMap { _ in WebSocketPeer.frame(0, [], final: false) },
            code: 1009),
        Limit(testDescription: "invalid UTF-8", bytes: WebSocketPeer.frame(1, [0x63, 0xff, 0x64]), code: 1007),
        Limit(testDescription: "binary", bytes: WebSocketPeer.frame(2, [1, 2, 3]), code: 1003),
        Limit(
            testDescription: "more frames than a second may have",
            bytes: (0..<1000).flatMap { _ in WebSocketPeer.frame(1, [65]) }, code: 1008),
        Limit(
            testDescription: "more bytes than a second may have",
            bytes: (0..<30).flatMap { _ in WebSocketPeer.frame(1, [UInt8](repeating: 65, count: 60_000)) }, code: 1008),
    ]

    @Test(arguments: limits)
    func `a writer over a limit is closed with its code`(limit: Limit) async throws {
        let closed = Signal<CloseReason>()
        try await withGateway(handlers: { gateway in
            GatewayHandlers(
                admit: { _ in .accept(subprotocol: nil) }, closed: { _, reason in closed.report(reason) })
        }) { gateway, port in
            let peer = try WebSocketPeer(port: port)
            peer.raw.send(limit.bytes)
            #expect(try peer.readClose().code == limit.code)
            let reason = try closed.next()
            if limit.code != 1007, case .local(let code, _) = reason {
                #expect(code == limit.code)
                #expect(gateway.counters.limited == 1)
            } else {
                #expect(limit.code == 1007)
            }
        }
    }

    @Test func `a flood of pings is an excess too`() async throws {
        let configuration = GatewayConfiguration.test {
            $0.heartbeat = .milliseconds(200)
            $0.bytesPerSecond = 10_000
        }
        let closed = Signal<CloseReason>()
        try await withGateway(configuration, handlers: { .echo($0, closed: closed) }) { _, port in
            let peer = try WebSocketPeer(port: port)
            let pings = (0..<1000).flatMap { _ in WebSocketPeer.frame(9, [1, 2, 3]) }
            while closed.all.isEmpty { peer.raw.send(pings) }
            guard case .local(code: 1008, _) = try closed.next() else {
                Issue.record("not closed for its speed")
                return
            }
        }
    }

    @Test func `a peer's close is told with its code and reason, and answered`() async throws {
        let closed = Signal<CloseReason>()
        try await withGateway(handlers: { .echo($0, closed: closed) }) { gateway, port in
            let peer = try WebSocketPeer(port: port)
            peer.send(8, [0x03, 0xe9] + Array("bye".utf8))
            #expect(try peer.read().code == 1001)
            #expect(try closed.next() == .peer(code: 1001, reason: "bye"))
            #expect(gateway.counters.webSockets == 0)
        }
    }

    @Test func `what was sent before a close arrives before it`() async throws {
        let closed = Signal<CloseReason>()
        try await withGateway(handlers: { gateway in
            var handlers = GatewayHandlers.echo(gateway, closed: closed)
            handlers.received = { connection, _ in
                for number in 0..<100 { gateway.send(Array("\(number)".utf8), to: connection) }
                gateway.close(connection, code: 4001, reason: String(repeating: "é", count: 100))
                gateway.send(Array("late".utf8), to: connection)
            }
            return handlers
        }) { _, port in
            let peer = try WebSocketPeer(port: port)
            peer.send("go")
            for number in 0..<100 {
                #expect(try peer.read().text == "\(number)")
            }
            let close = try peer.readClose()
            #expect(close.code == 4001)
            #expect(close.reason == String(repeating: "é", count: 61))
            #expect(try closed.next() == .local(code: 4001, reason: String(repeating: "é", count: 100)))
        }
    }

    @Test func `a connection that was lost is told as lost, and sending to it is harmless`() async throws {
        let (opened, closed) = (Signal<ConnectionID>(), Signal<CloseReason>())
        try await withGateway(handlers: { gateway in
            var handlers = GatewayHandlers.echo(gateway, closed: closed)
            handlers.opened = { connection, _ in opened.report(connection) }
            return handlers
        }) { gateway, port in
            var peer: WebSocketPeer? = try WebSocketPeer(port: port)
            let old = try opened.next()
            peer = nil
            #expect(try closed.next() == .lost)
            gateway.send([65], to: old)
            gateway.close(old)
            gateway.send([65], to: ConnectionID(rawValue: .max))
            // The place is taken again under another name: nothing meant for the old one may reach it.
            peer = try WebSocketPeer(port: port)
            let fresh = try opened.next()
            #expect(fresh != old)
            gateway.send(Array("for the old one".utf8), to: old)
            gateway.send(Array("for the new one".utf8), to: fresh)
            #expect(try peer?.read().text == "for the new one")
        }
    }

    @Test func `a socket nobody vouches for is closed, one that somebody does stays`() async throws {
        let configuration = GatewayConfiguration.test { $0.unauthenticatedDeadline = .milliseconds(100) }
        try await withGateway(
            configuration,
            handlers: { gateway in
                var handlers = GatewayHandlers.echo(gateway)
                handlers.opened = { connection, request in
                    if request.query("who") == "known" { gateway.authenticated(connection) }
                }
                return handlers
            }
        ) { _, port in
            let known = try WebSocketPeer(port: port, path: "/chat?who=known")
            let stranger = try WebSocketPeer(port: port)
            #expect(try stranger.readClose().code == 1008)
            known.send("still here")
            #expect(try known.read().text == "still here")
        }
    }

    @Test func `who answers pings stays, who does not is found dead`() async throws {
        let configuration = GatewayConfiguration.test {
            $0.heartbeat = .milliseconds(100)
            $0.deadAfter = .seconds(3)
        }
        let closed = Signal<CloseReason>()
        try await withGateway(configuration, handlers: { .echo($0, closed: closed) }) { gateway, port in
            let (dead, alive) = (try WebSocketPeer(port: port), try WebSocketPeer(port: port))
            var pings = 0
            while closed.all.isEmpty || pings < 12 {
                let ping = try alive.readFrame()
                #expect(ping.opcode == 9)
                #expect(!ping.payload.isEmpty)
                alive.send(10, ping.payload)
                pings += 1
            }
            #expect(try closed.next() == .silent)
            #expect(gateway.counters.silent == 1)
            alive.send("here")
            while true {
                let message = try alive.readFrame()
                guard message.opcode == 1 else { continue }
                #expect(message.text == "here")
                break
            }
            _ = dead
        }
    }
}
