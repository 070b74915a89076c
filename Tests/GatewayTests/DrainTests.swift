import Foundation
import Gateway
import Glibc
import Telemetry
import Testing

@Suite struct DrainTests {
    @Test func `a drain says farewell, finishes what is under way, and takes nobody new`() async throws {
        let (began, goOn) = (Signal<Void>(), Signal<CheckedContinuation<Void, Never>>())
        let closed = Signal<CloseReason>()
        try await withGateway(handlers: { gateway in
            var handlers = GatewayHandlers.echo(gateway, closed: closed)
            handlers.http = { request in
                await withCheckedContinuation { continuation in
                    goOn.report(continuation)
                    began.report(())
                }
                return .text("finished")
            }
            return handlers
        }) { gateway, port in
            let sockets = try (0..<20).map { _ in try WebSocketPeer(port: port) }
            for socket in sockets {
                socket.send("hello")
                #expect(try socket.read().text == "hello")
            }
            let (busy, idle) = (try RawPeer(port: port), try RawPeer(port: port))
            idle.send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try idle.readResponse().status == 200)
            busy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            try began.next()

            let drained = Signal<Void>()
            Task.detached {
                await gateway.drain { connection in Array("back in \(connection.rawValue % 7)".utf8) }
                drained.report(())
            }
            for socket in sockets {
                #expect(try socket.read().text.hasPrefix("back in "))
                #expect(try socket.readClose().code == 1012)
            }
            #expect(try idle.readToEnd() == "")
            #expect(drained.all.isEmpty)
            try goOn.next().resume()
            let answer = try busy.readToEnd()
            #expect(answer.hasSuffix("finished"))
            #expect(answer.contains("Connection: close"))
            try drained.next()
            #expect(gateway.counters.connections == 0)
            for _ in sockets {
                #expect(try closed.next() == .local(code: 1012, reason: ""))
            }
        }
    }

    @Test func `whoever does not leave is cut at the deadline`() async throws {
        let configuration = GatewayConfiguration.test { $0.drainDeadline = .milliseconds(200) }
        try await withGateway(configuration, handlers: { .echo($0) }) { gateway, port in
            let stubborn = try WebSocketPeer(port: port)
            try wait { await gateway.drain() }
            #expect(gateway.counters.connections == 0)
            _ = stubborn
        }
    }

    @Test func `stopping closes everybody and tells their sessions`() async throws {
        let closed = Signal<CloseReason>()
        let gateway = Gateway(.test())
        gateway.install(.echo(gateway, closed: closed))
        let port = try await gateway.start().port
        let peers = try await onThread { try (0..<10).map { _ in try WebSocketPeer(port: port).raw }.count }
        await gateway.stop()
        #expect(closed.all.count == peers)
        #expect(gateway.counters.connections == 0)
        await gateway.stop()
        await gateway.drain()
        gateway.send([65], to: ConnectionID(rawValue: 1))
    }

    @Test func `an answer that comes after the stop is dropped`() async throws {
        let (began, goOn) = (Signal<Void>(), Signal<CheckedContinuation<Void, Never>>())
        let answered = Signal<Void>()
        try await withGateway(handlers: { _ in
            GatewayHandlers(http: { _ in
                await withCheckedContinuation { continuation in
                    goOn.report(continuation)
                    began.report(())
                }
                answered.report(())
                return .text("late")
            })
        }) { gateway, port in
            let peer = try RawPeer(port: port)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            try began.next()
            try wait { await gateway.stop() }
            #expect(try peer.readToEnd() == "")
            try goOn.next().resume()
            try answered.next()
        }
    }

    @Test func `gateways come and go in one process`() async throws {
        for _ in 0..<20 {
            try await withGateway(handlers: { .echo($0) }) { _, port in
                let peer = try WebSocketPeer(port: port)
                peer.send("x")
                #expect(try peer.read().text == "x")
            }
        }
    }

    /// libwebsockets 4.1.6 on libuv closes a descriptor twice when its context is destroyed; the second time it may be
    /// somebody else's.
    @Test func `a gateway that stops closes no descriptor but its own`() async throws {
        let opener = DescriptorOpener()
        opener.start()
        for _ in 0..<20 {
            try await withGateway(handlers: { .echo($0) }) { _, port in
                let peer = try WebSocketPeer(port: port)
                peer.send("x")
                #expect(try peer.read().text == "x")
            }
        }
        #expect(opener.finish() == 0)
    }
}

/// Opens and closes descriptors without pause on a thread of its own, and counts those that were closed by others.
private final class DescriptorOpener: Sendable {
    private let shouldEnd = Locked(false)
    private let ended = Signal<Int>()

    func start() {
        Thread.detachNewThread {
            var stolen = 0
            repeat {
                // In bursts, so that a number that comes free is taken at once.
                let held = (0..<512).map { _ in Glibc.open("/dev/null", O_RDWR | O_CLOEXEC) }
                stolen += held.count { close($0) != 0 }
            } while !self.shouldEnd.withLock { $0 }
            self.ended.report(stolen)
        }
    }

    func finish() -> Int {
        shouldEnd.withLock { $0 = true }
        return (try? ended.next()) ?? -1
    }
}
