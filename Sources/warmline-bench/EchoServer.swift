internal import ArgumentParser
internal import Gateway
internal import Glibc

/// An echo on the service's own gateway: what Autobahn and the echo benchmark speak to.
struct EchoServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo-server",
        abstract: "Echo every WebSocket message, until standard input ends.",
        discussion: "Prints the port it listens on as its first line.")

    enum Route: String, ExpressibleByArgument, CaseIterable {
        /// Answered on the loop, in the callback.
        case inline
        /// Through a session of the connection's own: a stream, a task and an actor.
        case session
    }

    @Option(help: "The port of 127.0.0.1; 0 lets the system choose.")
    var port: UInt16 = 0

    @Option(help: "Where messages go: inline or session.")
    var route: Route = .inline

    func run() async throws {
        let gateway = Gateway(Self.wideOpen(port))
        switch route {
        case .inline: gateway.install(.inlineEcho(gateway))
        case .session: gateway.install(.sessionEcho(gateway))
        }
        let address = try await gateway.start()
        print(address.port)
        fflush(nil)
        // Blocks one thread of the pool on purpose: this process has nothing else to wait for.
        await Task.detached {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 {}
        }.value
        await gateway.drain()
        await gateway.stop()
    }

    /// The limits are out of the way: a conformance test and a benchmark are both an attack.
    private static func wideOpen(_ port: UInt16) -> GatewayConfiguration {
        var configuration = GatewayConfiguration()
        configuration.port = port
        configuration.connectionsPerAddress = .max
        configuration.webSocketsPerAddress = .max
        configuration.framesPerSecond = .max
        configuration.bytesPerSecond = .max
        configuration.messageBytes = 16 * 1024 * 1024
        configuration.messageFragments = .max
        configuration.outboxBytes = 64 * 1024 * 1024
        configuration.outboxFrames = 65_536
        configuration.unauthenticatedDeadline = .seconds(3600)
        configuration.drainDeadline = .seconds(1)
        return configuration
    }
}

extension GatewayHandlers {
    fileprivate static func inlineEcho(_ gateway: Gateway) -> GatewayHandlers {
        GatewayHandlers(
            admit: { _ in .accept(subprotocol: nil) },
            received: { connection, bytes in gateway.send(bytes, to: connection) },
            receivedBinary: { connection, bytes in gateway.sendBinary(bytes, to: connection) })
    }

    fileprivate static func sessionEcho(_ gateway: Gateway) -> GatewayHandlers {
        let sessions = EchoSessions()
        return GatewayHandlers(
            admit: { _ in .accept(subprotocol: nil) },
            opened: { connection, _ in sessions.open(connection, gateway) },
            received: { connection, bytes in sessions.deliver(bytes, to: connection) },
            closed: { connection, _ in sessions.close(connection) })
    }
}
