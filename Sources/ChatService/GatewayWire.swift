internal import Gateway
internal import Switchboard

/// A session's way out through the gateway.
struct GatewayWire: Wire {
    let gateway: Gateway
    let connection: ConnectionID

    func send(_ bytes: [UInt8], isHint: Bool) {
        gateway.send(bytes, to: connection, droppable: isHint)
    }

    func close(code: UInt16, reason: String) {
        gateway.close(connection, code: code, reason: reason)
    }

    func authenticated() {
        gateway.authenticated(connection)
    }

    func drained() async -> Bool {
        await gateway.drained(connection)
    }
}
