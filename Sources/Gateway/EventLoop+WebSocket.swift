internal import CLibWebSockets
internal import Logging
internal import Telemetry

extension EventLoop {
    // MARK: Handshake

    /// An `Upgrade` header. Only 0 and -1 may be returned here, and `in` points to freed memory (CVE-2025-11677):
    /// the header is read again.
    func confirmUpgrade(_ connection: Connection, _ instance: OpaquePointer) -> Int32 {
        guard connection.exchange == nil else { return -1 }
        let reading = RequestReading(instance: instance, extraHeaders: configuration.extraHeaders)
        let headers = reading.headers
        guard let upgrade = headers["Upgrade"], HTTPHeaders.same(upgrade, "websocket") else { return -1 }
        let refusal = HTTPGuard.refusalOfHandshake(
            reading.line, headers: headers, subprotocols: configuration.subprotocols)
        guard let refusal else { return 0 }
        return turnAway(with: refusal, instance)
    }

    /// The handshake is sound and its subprotocol chosen: may this client have a socket?
    func decideOnHandshake(_ connection: Connection, _ instance: OpaquePointer) -> Int32 {
        guard connection.socket == nil else { return -1 }
        guard !isDraining else { return turnAway(with: 503, instance) }
        let reading = RequestReading(instance: instance, extraHeaders: configuration.extraHeaders)
        let headers = reading.headers
        let offered = HTTPGuard.offeredSubprotocols(headers)
        let request = WebSocketRequest(
            path: reading.line?.path ?? "/", query: reading.query, headers: headers,
            remote: HTTPGuard.client(peer: connection.peer, headers: headers, proxies: configuration.trustedProxies),
            isSecure: isSecure(connection, instance, headers), subprotocols: offered)
        switch handlers.admit(request) {
        case .refuse(let status):
            return turnAway(with: status, instance)
        case .accept(let subprotocol):
            guard subprotocol == offered.first(where: configuration.subprotocols.contains) else {
                logger.error("admitted with a subprotocol that was not negotiated")
                return turnAway(with: 500, instance)
            }
        }
        let key = request.remote.limitKey
        let isOverLimit = (webSocketsOfAddress[key] ?? 0) >= configuration.webSocketsPerAddress
        webSocketsOfAddress.increment(key)
        connection.socket = Socket(request: request, countedUnder: key, isOverLimit: isOverLimit, now: uv.now)
        return 0
    }

    /// Answers a handshake with a status and ends the connection. The socket is new and takes the few bytes at once.
    private func turnAway(with status: Int, _ instance: OpaquePointer) -> Int32 {
        metrics.refusedRequests.add()
        var response = HTTPResponse.status(status)
        if status == 426 { response = response.with("Sec-WebSocket-Version", "13").with("Upgrade", "websocket") }
        var bytes =
            HTTPResponseHead.bytes(response, isSecure: lws_is_ssl(instance) != 0, closes: true, date: date())
            + response.body
        _ = bytes.withUnsafeMutableBufferPointer { buffer in
            lws_write(instance, buffer.baseAddress, buffer.count, LWS_WRITE_HTTP_HEADERS)
        }
        return -1
    }

    func establish(_ connection: Connection, _ instance: OpaquePointer) -> Int32 {
        guard let socket = connection.socket, let request = socket.request else { return -1 }
        socket.request = nil
        // The library's timeouts were for the handshake; from here on the wheel watches.
        lws_set_timeout(instance, NO_PENDING_TIMEOUT, 0)
        guard !socket.isOverLimit else {
            metrics.limited.add()
            close(
                connection, code: CloseCode.policy,
                reason: "{\"retry_after\":\(configuration.retryAfter.components.seconds)}")
            return 0
        }
        socket.isOpen = true
        metrics.webSockets.add(1)
        unauthenticated.append(connection.id, at: uv.now + configuration.unauthenticatedDeadline.milliseconds)
        handlers.opened(connection.id, request)
        return 0
    }

    // MARK: Reading

    /// A piece of a frame, or all of it.
    func receive(_ bytes: UnsafeRawBufferPointer, on connection: Connection, _ instance: OpaquePointer) -> Int32 {
        guard let socket = connection.socket, socket.isOpen, socket.closing == nil else { return 0 }
        let now = uv.now
        socket.lastHeard = now
        let restOfFrame = lws_remaining_packet_payload(instance)
        let endsFrame = restOfFrame == 0
        guard socket.rate.admits(frames: endsFrame ? 1 : 0, bytes: bytes.count, of: configuration, at: now) else {
            return end(socket, CloseCode.policy, "too fast", instance)
        }
        let isBinary = lws_frame_is_binary(instance) != 0
        guard !isBinary || handlers.receivedBinary != nil else {
            return end(socket, CloseCode.unsupportedKind, "text only", instance)
        }
        guard socket.partial.count + bytes.count + restOfFrame <= configuration.messageBytes else {
            return end(socket, CloseCode.tooBig, "message too big", instance)
        }
        if endsFrame { socket.fragments += 1 }
        guard socket.fragments <= configuration.messageFragments else {
            return end(socket, CloseCode.tooBig, "too many fragments", instance)
        }
        guard endsFrame, lws_is_final_fragment(instance) != 0 else {
            socket.partial.append(contentsOf: bytes)
            return 0
        }
        let message: [UInt8]
        if socket.partial.isEmpty {
            message = [UInt8](bytes)
        } else {
            socket.partial.append(contentsOf: bytes)
            message = socket.partial
            socket.partial = []
        }
        socket.fragments = 0
        metrics.messagesReceived.add()
        metrics.bytesReceived.add(UInt64(message.count))
        if isBinary {
            handlers.receivedBinary?(connection.id, message)
        } else {
            handlers.received(connection.id, message)
        }
        return 0
    }

    /// Ends a connection over a limit, from inside its callback.
    private func end(_ socket: Socket, _ code: UInt16, _ reason: String, _ instance: OpaquePointer) -> Int32 {
        metrics.limited.add()
        socket.closing = (code, reason)
        socket.partial = []
        socket.outbox.removeAll()
        // From inside a reading callback the library sends the close frame itself and waits for the answer.
        var words = Goodbye.reason(reason)
        words.withUnsafeMutableBufferPointer { buffer in
            lws_close_reason(instance, lws_close_status(rawValue: UInt32(code)), buffer.baseAddress, buffer.count)
        }
        return -1
    }

    func receivePong(on connection: Connection) -> Int32 {
        connection.socket?.lastHeard = uv.now
        return 0
    }

    func receiveClose(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int32 {
        guard let socket = connection.socket, socket.peerClose == nil else { return 0 }
        // The answer to ours: the closing handshake is complete, and nothing more is to be said.
        guard !socket.saidGoodbye else { return -1 }
        guard bytes.count >= 2 else {
            socket.peerClose = (CloseCode.absent, "")
            // One byte is half a code: there is nothing to answer to.
            return bytes.isEmpty ? 0 : -1
        }
        socket.peerClose = (
            UInt16(bytes[0]) << 8 | UInt16(bytes[1]), String(decoding: bytes.dropFirst(2), as: UTF8.self)
        )
        return 0
    }

    /// The WebSocket is gone; the connection's own end follows.
    func socketClosed(_ connection: Connection) -> Int32 {
        guard let socket = connection.socket else { return 0 }
        connection.socket = nil
        socket.tellDrained(false)
        webSocketsOfAddress.decrement(socket.countedUnder)
        guard socket.isOpen else { return 0 }
        metrics.webSockets.add(-1)
        handlers.closed(connection.id, socket.reason)
        return 0
    }

    // MARK: Writing

    /// The socket takes more: the only place where frames are written.
    func write(on connection: Connection, _ instance: OpaquePointer) -> Int32 {
        guard let socket = connection.socket else { return -1 }
        guard !socket.saidGoodbye else { return 0 }
        if socket.owesPing {
            socket.owesPing = false
            guard ping(instance) else { return -1 }
            guard lws_send_pipe_choked(instance) == 0 else { return again(socket, instance) }
        }
        var written = 0
        while var frame = socket.outbox.popFirst() {
            let size = frame.count
            // Counted first: a peer that has read it may look at the counters at once.
            metrics.messagesSent.add()
            metrics.bytesSent.add(UInt64(size))
            let result = frame.write(to: instance)
            socket.inFlight = frame
            guard result >= 0 else { return -1 }
            written += 1
            guard !socket.outbox.isEmpty else {
                socket.tellDrained(true)
                break
            }
            // Others get their turn, and what the kernel does not take stays here, where it is bounded.
            guard written < 32, lws_send_pipe_choked(instance) == 0 else { return again(socket, instance) }
        }
        guard let closing = socket.closing else { return 0 }
        // Not by returning -1: the library's own close from here is, in Debian's build, called twice, and the second
        // call cuts before the frame is out.
        socket.saidGoodbye = true
        var goodbye = Goodbye(closing.code, closing.reason)
        guard goodbye.write(to: instance) else { return -1 }
        lws_set_timeout(instance, PENDING_TIMEOUT_CLOSE_ACK, Int32(configuration.closeDeadline.wholeSeconds))
        return 0
    }

    private func again(_ socket: Socket, _ instance: OpaquePointer) -> Int32 {
        if !socket.outbox.isEmpty || socket.closing != nil { lws_callback_on_writable(instance) }
        return 0
    }

    /// The payload matters: 4.1.6 keeps an empty PONG to itself.
    private func ping(_ instance: OpaquePointer) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(wl_lws_pre) + 2) { buffer in
            buffer.initialize(repeating: UInt8(ascii: "w"))
            guard let base = buffer.baseAddress else { return false }
            return lws_write(instance, base + Int(wl_lws_pre), 2, LWS_WRITE_PING) >= 0
        }
    }

    /// Waits until the reader has taken everything; false when it is gone first.
    func drained(_ id: ConnectionID) async -> Bool {
        emptyMailbox()
        guard let socket = connections[id]?.socket, socket.isOpen, socket.closing == nil else { return false }
        guard !socket.outbox.isEmpty else { return true }
        return await withCheckedContinuation { socket.waitingForDrain.append($0) }
    }

    // MARK: Orders

    func send(_ frame: Frame, to id: ConnectionID) {
        guard let connection = connections[id], let socket = connection.socket, socket.isOpen, socket.closing == nil,
            let instance = connection.instance
        else { return }
        let wasEmpty = socket.outbox.isEmpty
        switch socket.outbox.append(
            frame, frameBound: configuration.outboxFrames, byteBound: configuration.outboxBytes)
        {
        case .queued:
            if wasEmpty { lws_callback_on_writable(instance) }
        case .dropped:
            metrics.framesDropped.add()
        case .overflowed:
            overflow(connection)
        }
    }

    /// A reader that does not keep up with what must not be lost.
    func overflow(_ connection: Connection) {
        guard let socket = connection.socket, socket.closing == nil else { return }
        metrics.overflows.add()
        socket.outbox.removeAll()
        close(
            connection, code: CloseCode.tryAgainLater,
            reason: "{\"retry_after\":\(configuration.retryAfter.components.seconds)}")
    }

    /// What waits is written first, then the close frame; a peer that takes neither is cut at the deadline.
    func close(_ connection: Connection, code: UInt16, reason: String) {
        guard let socket = connection.socket, socket.closing == nil, let instance = connection.instance else { return }
        socket.closing = (code, reason)
        lws_set_timeout(instance, PENDING_TIMEOUT_CLOSE_SEND, Int32(configuration.closeDeadline.wholeSeconds))
        lws_callback_on_writable(instance)
    }

    func emptyMailbox() {
        let (orders, overflowed) = mailbox.take()
        for order in orders {
            carryOut(order)
        }
        for id in overflowed {
            guard let connection = connections[id] else { continue }
            overflow(connection)
        }
    }

    func carryOut(_ order: Mailbox.Order) {
        switch order {
        case .send(let id, let frame):
            send(frame, to: id)
        case .close(let id, let code, let reason):
            guard let connection = connections[id] else { return }
            close(connection, code: code, reason: reason)
        case .authenticated(let id):
            connections[id]?.socket?.isAuthenticated = true
        }
    }
}
