import Gateway
import Testing

@Suite struct OverloadTests {
    @Test func `before a reader that stops, droppable messages are dropped at half and the rest ends in 1013`()
        async throws
    {
        let configuration = GatewayConfiguration.test {
            $0.outboxFrames = 1000
            $0.outboxBytes = 1024 * 1024
        }
        let (opened, closed) = (Signal<ConnectionID>(), Signal<CloseReason>())
        try await withGateway(
            configuration,
            handlers: { gateway in
                var handlers = GatewayHandlers.echo(gateway, closed: closed)
                handlers.opened = { connection, request in
                    gateway.authenticated(connection)
                    if request.query("slow") != nil { opened.report(connection) }
                }
                return handlers
            }
        ) { gateway, port in
            let slow = try WebSocketPeer(port: port, path: "/chat?slow", receiveBuffer: 4096)
            let quick = try WebSocketPeer(port: port)
            let connection = try opened.next()
            let piece = [UInt8](repeating: 65, count: 16 * 1024)
            // Fill the kernel's buffers and half of ours with what may be lost.
            while gateway.counters.framesDropped == 0 {
                gateway.send(piece, to: connection, droppable: true)
                quick.send("tick")
                #expect(try quick.read().text == "tick")
            }
            #expect(gateway.counters.overflows == 0)
            // What must not be lost still fits, up to the whole.
            while gateway.counters.overflows == 0 {
                gateway.send(piece, to: connection)
                quick.send("tock")
                #expect(try quick.read().text == "tock")
            }
            #expect(try slow.readClose().code == 1013)
            #expect(try closed.next() == .local(code: 1013, reason: "{\"retry_after\":30}"))
            #expect(gateway.counters.webSockets == 1)
        }
    }

    @Test func `more than an outbox holds is sent page by page`() async throws {
        let configuration = GatewayConfiguration.test { $0.outboxFrames = 100 }
        let gone = Signal<Bool>()
        try await withGateway(
            configuration,
            handlers: { gateway in
                GatewayHandlers(
                    admit: { _ in .accept(subprotocol: nil) },
                    received: { connection, _ in
                        Task.detached {
                            for page in 0..<20 {
                                gateway.post((0..<100).map { .init(Array("\(page * 100 + $0)".utf8), to: connection) })
                                guard await gateway.drained(connection) else { return }
                            }
                            gateway.close(connection)
                            gone.report(await !gateway.drained(connection))
                        }
                    })
            }
        ) { _, port in
            let peer = try WebSocketPeer(port: port)
            peer.send("all of it")
            for number in 0..<2000 {
                #expect(try peer.read().text == "\(number)")
            }
            #expect(try peer.readClose().code == 1000)
            #expect(try gone.next())
        }
    }

    @Test func `who waits for a reader that leaves is told`() async throws {
        let (waiting, gone) = (Signal<Void>(), Signal<Bool>())
        try await withGateway(handlers: { gateway in
            GatewayHandlers(
                admit: { _ in .accept(subprotocol: nil) },
                received: { connection, _ in
                    Task.detached {
                        // Until the kernel takes no more: the reader never reads.
                        let piece = [UInt8](repeating: 65, count: 100_000)
                        for _ in 0..<9 { gateway.send(piece, to: connection) }
                        waiting.report(())
                        while await gateway.drained(connection) { gateway.send(piece, to: connection) }
                        gone.report(true)
                    }
                })
        }) { _, port in
            var peer: WebSocketPeer? = try WebSocketPeer(port: port, receiveBuffer: 4096)
            peer?.send("go")
            try waiting.next()
            peer = nil
            #expect(try gone.next())
        }
    }

    @Test func `a burst past the mailbox closes its reader and nobody else`() async throws {
        let configuration = GatewayConfiguration.test { $0.mailboxFrames = 100 }
        let (opened, closed) = (Signal<ConnectionID>(), Signal<ConnectionID>())
        try await withGateway(
            configuration,
            handlers: { gateway in
                GatewayHandlers(
                    admit: { _ in .accept(subprotocol: nil) },
                    opened: { connection, _ in opened.report(connection) },
                    closed: { connection, _ in closed.report(connection) })
            }
        ) { gateway, port in
            let (one, two) = (try WebSocketPeer(port: port), try WebSocketPeer(port: port))
            let (first, second) = (try opened.next(), try opened.next())
            gateway.post([.init([65], to: second)] + (0..<200).map { _ in .init([66], to: first) })
            #expect(try one.readClose().code == 1013)
            #expect(try two.read().text == "A")
            #expect(try closed.next() == first)
            #expect(gateway.counters.webSockets == 1)
        }
    }

    @Test func `over the limit of an address a WebSocket is told when to come back`() async throws {
        let configuration = GatewayConfiguration.test { $0.webSocketsPerAddress = 2 }
        let closed = Signal<CloseReason>()
        try await withGateway(configuration, handlers: { .echo($0, closed: closed) }) { gateway, port in
            var peers = try (0..<2).map { _ in try WebSocketPeer(port: port) }
            let third = try WebSocketPeer(port: port)
            let close = try third.readClose()
            #expect(close.code == 1008)
            #expect(close.reason == "{\"retry_after\":30}")
            #expect(gateway.counters.webSockets == 2)
            peers.removeLast()
            _ = try closed.next()
            let fourth = try WebSocketPeer(port: port)
            fourth.send("in")
            #expect(try fourth.read().text == "in")
        }
    }

    @Test(arguments: [429, 503])
    func `over a limit of connections the answer says when to come back`(status: Int) async throws {
        let configuration = GatewayConfiguration.test {
            if status == 429 { $0.connectionsPerAddress = 2 } else { $0.connections = 2 }
        }
        let closed = Signal<CloseReason>()
        try await withGateway(configuration, handlers: { .echo($0, closed: closed) }) { gateway, port in
            var peers = try (0..<2).map { _ in try WebSocketPeer(port: port) }
            // An optimised build would close the two as soon as it sees that nobody asks them anything more.
            try withExtendedLifetime(peers) {
                let third = try RawPeer(port: port)
                let answer = try third.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
                #expect(answer.contains("Retry-After: 30"))
                #expect(gateway.counters.refusedConnections == 1)
            }
            peers.removeAll()
            _ = try (closed.next(), closed.next())
            // The last of a connection may come a turn after its `closed`.
            while gateway.counters.connections > 0 {}
            try expectServing(port)
        }
    }
}
