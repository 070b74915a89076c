internal import Gateway
internal import Telemetry

/// The least a session can be: an actor with a bounded stream of its own and a task that empties it.
actor EchoSession {
    private let connection: ConnectionID
    private let gateway: Gateway

    init(_ connection: ConnectionID, _ gateway: Gateway) {
        self.connection = connection
        self.gateway = gateway
    }

    func received(_ bytes: [UInt8]) {
        gateway.send(bytes, to: connection)
    }
}

/// The sessions of a gateway by connection.
final class EchoSessions: Sendable {
    private let inboxes = Locked<[ConnectionID: AsyncStream<[UInt8]>.Continuation]>([:])

    func open(_ connection: ConnectionID, _ gateway: Gateway) {
        let (messages, inbox) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingOldest(64))
        inboxes.withLock { $0[connection] = inbox }
        let session = EchoSession(connection, gateway)
        Task.detached {
            for await message in messages {
                await session.received(message)
            }
        }
    }

    func deliver(_ bytes: [UInt8], to connection: ConnectionID) {
        _ = inboxes.withLock { $0[connection] }?.yield(bytes)
    }

    func close(_ connection: ConnectionID) {
        inboxes.withLock { $0.removeValue(forKey: connection) }?.finish()
    }
}
