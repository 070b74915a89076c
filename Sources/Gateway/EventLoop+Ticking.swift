internal import CLibWebSockets
internal import Telemetry

/// A drain under way: who waits for its end, and when it is cut short.
struct Drain {
    let waiter: CheckedContinuation<Void, Never>
    let deadline: UInt64
}

extension EventLoop {
    /// Once a tick of the wheel: deadlines, heartbeats, stuck responses, and accepting again.
    func tick() {
        let now = uv.now
        closeUnauthenticated(now)
        beat(now)
        tendExchanges()
        if !isDraining { listener?.resume() }
        if let drain, now >= drain.deadline {
            connections.each { cut($0) }
        }
        context?.serveTimeouts()
    }

    private func closeUnauthenticated(_ now: UInt64) {
        while let id = unauthenticated.popFirst(dueAt: now) {
            guard let connection = connections[id], let socket = connection.socket, !socket.isAuthenticated else {
                continue
            }
            metrics.limited.add()
            close(connection, code: CloseCode.policy, reason: "not authenticated in time")
        }
    }

    /// Looks at one share of the connections: who is silent too long is dead, who was not pinged for a heartbeat is.
    private func beat(_ now: UInt64) {
        let heartbeat = configuration.heartbeat.milliseconds
        let deadAfter = configuration.deadAfter.milliseconds
        connections.each(from: wheel.next(), by: wheel.shares) { connection in
            guard let socket = connection.socket, let instance = connection.instance else { return }
            guard now < socket.lastHeard + deadAfter else {
                guard !socket.isSilent else { return }
                socket.isSilent = true
                metrics.silent.add()
                cut(connection)
                return
            }
            if lws_partial_buffered(instance) == 0 { socket.inFlight = nil }
            guard !floods(socket, instance) else {
                metrics.limited.add()
                close(connection, code: CloseCode.policy, reason: "too fast")
                return
            }
            guard now >= socket.lastPing + heartbeat, socket.closing == nil else { return }
            socket.lastPing = now
            socket.owesPing = true
            lws_callback_on_writable(instance)
        }
    }

    /// Control frames never reach a callback, so a flood of them is seen only in what the kernel has received. Twice
    /// the allowance, because TLS and frame headers count here.
    private func floods(_ socket: Socket, _ instance: OpaquePointer) -> Bool {
        let heard = bytesReceived(instance)
        defer { socket.bytesHeard = heard }
        let (allowance, overflow) = UInt64(configuration.bytesPerSecond).multipliedReportingOverflow(by: 2)
        guard !overflow else { return false }
        return (heard &- socket.bytesHeard) / max(1, wheel.period) > allowance / 1000
    }

    /// Stops accepting, says farewell to every WebSocket, lets requests under way finish, and returns when the last
    /// connection is gone or the deadline has cut the rest.
    func drain(code: UInt16, reason: String, farewell: @Sendable (ConnectionID) -> [UInt8]?) async {
        guard !isDraining else { return }
        isDraining = true
        // Closed, not paused: whoever connects now must learn at once that nobody listens.
        listener?.close()
        listener = nil
        connections.each { connection in
            if connection.socket != nil {
                if let last = farewell(connection.id) {
                    send(Frame(last, kind: .text, isDroppable: false), to: connection.id)
                }
                close(connection, code: code, reason: reason)
            } else if connection.exchange == nil {
                cut(connection)
            }
        }
        await withCheckedContinuation { continuation in
            drain = Drain(waiter: continuation, deadline: uv.now + configuration.drainDeadline.milliseconds)
            finishDrainIfEmpty()
        }
    }

    func finishDrainIfEmpty() {
        guard let drain, connections.count == 0 else { return }
        self.drain = nil
        drain.waiter.resume()
    }

    /// The date of responses, made once a second.
    func date() -> String {
        let second = uv.now / 1000
        if second != dateSecond {
            dateSecond = second
            dateText = HTTPResponseHead.date()
        }
        return dateText
    }
}
