import Gateway
import Glibc

/// Runs a gateway for the length of a test, and the test's blocking part on a thread of its own, so that it cannot
/// starve the pool on which handlers run.
func withGateway<Result: Sendable>(
    _ configuration: GatewayConfiguration = .test(), handlers: @Sendable (Gateway) -> GatewayHandlers,
    _ body: @escaping @Sendable (Gateway, UInt16) throws -> Result
) async throws -> Result {
    let gateway = Gateway(configuration)
    gateway.install(handlers(gateway))
    let address = try await gateway.start()
    do {
        let result = try await onThread { try body(gateway, address.port) }
        await gateway.stop()
        return result
    } catch {
        await gateway.stop()
        throw error
    }
}

/// Runs blocking work on a thread of its own.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        let box = Unmanaged.passRetained(Box { continuation.resume(with: Swift.Result(catching: body)) })
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }
}

/// Waits on a thread for something asynchronous.
func wait(for work: @escaping @Sendable () async -> Void) throws {
    let done = Signal<Void>()
    Task.detached {
        await work()
        done.report(())
    }
    try done.next()
}

private final class Box: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

extension GatewayConfiguration {
    /// A configuration for tests: changed by `change`.
    static func test(_ change: (inout GatewayConfiguration) -> Void = { _ in }) -> GatewayConfiguration {
        var configuration = GatewayConfiguration()
        configuration.subprotocols = ["warmline.1"]
        change(&configuration)
        return configuration
    }
}

extension GatewayHandlers {
    /// Answers every request with what it was, and every message with itself.
    static func echo(_ gateway: Gateway, closed: Signal<CloseReason>? = nil) -> GatewayHandlers {
        GatewayHandlers(
            http: { request in
                let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
                let line = "\(request.method) \(request.path)?\(query) \(request.body.count) "
                return .text(line + String(decoding: request.body, as: UTF8.self))
            },
            admit: { request in
                request.path == "/chat"
                    ? .accept(subprotocol: request.subprotocols.first { $0 == "warmline.1" }) : .refuse(status: 404)
            },
            opened: { connection, _ in gateway.authenticated(connection) },
            received: { connection, bytes in gateway.send(bytes, to: connection) },
            closed: { _, reason in closed?.report(reason) })
    }
}
