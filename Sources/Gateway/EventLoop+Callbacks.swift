internal import CLibWebSockets
internal import Telemetry

extension EventLoop {
    /// Every event of libwebsockets. What it returns is the library's language: 0 goes on, -1 ends the connection.
    func handle(_ reason: lws_callback_reasons, of instance: OpaquePointer, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        guard let connection = connection(of: instance) else { return 0 }
        connection.instance = instance
        switch reason {
        case LWS_CALLBACK_RECEIVE: return receive(bytes, on: connection, instance)
        case LWS_CALLBACK_SERVER_WRITEABLE: return write(on: connection, instance)
        case LWS_CALLBACK_RECEIVE_PONG: return receivePong(on: connection)
        case LWS_CALLBACK_ESTABLISHED: return establish(connection, instance)
        case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: return receiveClose(bytes, on: connection)
        case LWS_CALLBACK_CLOSED: return socketClosed(connection)

        case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE: return confirmUpgrade(connection, instance)
        case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: return decideOnHandshake(connection, instance)

        case LWS_CALLBACK_HTTP: return beginRequest(connection, instance)
        case LWS_CALLBACK_HTTP_BODY: return receiveBody(bytes, on: connection)
        case LWS_CALLBACK_HTTP_BODY_COMPLETION: return completeBody(on: connection, instance)
        case LWS_CALLBACK_HTTP_WRITEABLE: return writeResponse(on: connection, instance)
        case LWS_CALLBACK_CLOSED_HTTP: return abandonExchange(of: connection)

        // A CONNECT request would make the library hand us raw bytes.
        case LWS_CALLBACK_RAW_ADOPT, LWS_CALLBACK_RAW_CONNECTED, LWS_CALLBACK_RAW_RX, LWS_CALLBACK_RAW_WRITEABLE:
            return -1

        case LWS_CALLBACK_WSI_DESTROY:
            forget(connection)
            return 0
        default: return 0
        }
    }

    private func connection(of instance: OpaquePointer) -> Connection? {
        guard let opaque = lws_get_opaque_user_data(instance) else { return nil }
        return Unmanaged<Connection>.fromOpaque(opaque).takeUnretainedValue()
    }

    /// The instance is being freed: nothing of it may be touched again.
    private func forget(_ connection: Connection) {
        if let instance = connection.instance {
            lws_set_opaque_user_data(instance, nil)
        }
        connection.instance = nil
        _ = abandonExchange(of: connection)
        _ = socketClosed(connection)
        if connection.isCounted {
            connectionsOfAddress.decrement(connection.peer.limitKey)
        }
        if connections[connection.id] != nil {
            connections.remove(connection.id)
            metrics.connections.add(-1)
            Unmanaged.passUnretained(connection).release()
        }
        finishDrainIfEmpty()
    }

    /// Ends a connection at the next turn, with no further word.
    func cut(_ connection: Connection) {
        guard let instance = connection.instance else { return }
        // LWS_TO_KILL_ASYNC is -1.
        lws_set_timeout(instance, PENDING_TIMEOUT_USER_OK, -1)
        context?.serveTimeouts()
    }
}

extension Dictionary where Key == RemoteAddress, Value == Int {
    mutating func increment(_ address: RemoteAddress) {
        self[address, default: 0] += 1
    }

    mutating func decrement(_ address: RemoteAddress) {
        guard let count = self[address] else { return }
        self[address] = count > 1 ? count - 1 : nil
    }
}
