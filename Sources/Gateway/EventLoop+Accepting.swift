internal import CLibWebSockets
internal import Glibc
internal import Logging
internal import Telemetry

extension EventLoop {
    /// Takes in who is waiting, some at a time so that others get their turn.
    func acceptAll() {
        guard let listener else { return }
        for _ in 0..<64 {
            switch listener.accept() {
            case .accepted(let descriptor, let peer): take(descriptor, from: peer)
            case .none: return
            case .exhausted:
                // The next tick tries again; without the pause the loop would spin on the waiting connection.
                listener.pause()
                logger.warning("out of file descriptors or memory: not accepting for a moment")
                return
            }
        }
    }

    private func take(_ descriptor: Int32, from peer: RemoteAddress) {
        metrics.accepted.add()
        guard let context else {
            Glibc.close(descriptor)
            return
        }
        let isProxy = configuration.trustedProxies.contains { $0.contains(peer) }
        let ofAddress = connectionsOfAddress[peer.limitKey] ?? 0
        guard connections.count < connectionBound else { return refuse(descriptor, status: 503) }
        guard isProxy || ofAddress < configuration.connectionsPerAddress else { return refuse(descriptor, status: 429) }

        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        // What the kernel holds for a reader that stops is bounded too; left to itself it grows to megabytes.
        var most = Int32(configuration.kernelSendBytes)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &most, socklen_t(MemoryLayout<Int32>.size))
        let connection = Connection(id: connections.nextID, peer: peer, isCounted: !isProxy)
        connections.insert(connection)
        metrics.connections.add(1)
        if connection.isCounted { connectionsOfAddress.increment(peer.limitKey) }
        // The library's instance holds this reference; `forget` gives it back.
        let opaque = Unmanaged.passRetained(connection).toOpaque()
        guard let instance = context.adopt(descriptor, opaque: opaque) else { return }
        connection.instance = instance
    }

    /// Says no before anything is allocated. Behind TLS there is nobody who could read it: just closes.
    private func refuse(_ descriptor: Int32, status: Int) {
        metrics.refusedConnections.add()
        if configuration.tls == nil {
            let response = HTTPResponse.status(status)
                .with("Retry-After", String(configuration.retryAfter.components.seconds))
            let bytes =
                HTTPResponseHead.bytes(response, isSecure: false, closes: true, date: HTTPResponseHead.date())
                + response.body
            _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            shutdown(descriptor, Int32(SHUT_WR))
            // Unread bytes at close would reset the connection under the answer.
            var rest = [UInt8](repeating: 0, count: 4096)
            _ = recv(descriptor, &rest, rest.count, Int32(MSG_DONTWAIT))
        }
        Glibc.close(descriptor)
    }
}

extension GatewayConfiguration {
    /// Nine tenths of the descriptors at most: the rest is for the store, the log, the back ends.
    var connectionBound: Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return min(connections, Int(clamping: limit.rlim_cur / 10 * 9))
    }
}
