internal import CLibWebSockets
internal import Telemetry

extension EventLoop {
    /// The head of a request is here.
    func beginRequest(_ connection: Connection, _ instance: OpaquePointer) -> Int32 {
        // A second request while one is unanswered: 4.1.6 would call us for ever.
        guard connection.exchange == nil else { return -1 }
        let reading = RequestReading(instance: instance, extraHeaders: configuration.extraHeaders)
        guard let line = reading.line else { return -1 }
        let headers = reading.headers
        let request = HTTPRequest(
            method: line.method, path: line.path, query: reading.query, headers: headers,
            remote: HTTPGuard.client(peer: connection.peer, headers: headers, proxies: configuration.trustedProxies),
            isSecure: isSecure(connection, instance, headers))
        let isHTTP11 = reading.isHTTP11
        lastSerial += 1
        let bodyLimit = configuration.bodyLimit(of: request.path)
        let exchange = Exchange(
            serial: lastSerial, request: request, bodyLimit: bodyLimit,
            peerCloses: Self.peerCloses(headers, isHTTP11: isHTTP11))
        connection.exchange = exchange
        exchanging.insert(connection.id)

        switch HTTPGuard.verdict(request, isHTTP11: isHTTP11, bodyLimit: bodyLimit) {
        case .refuse(let status):
            refuse(exchange, status, on: connection, instance)
        case .length(0) where line.method != "POST":
            // Nothing more is to be read before the answer, and a waiting byte would turn the loop without end.
            lws_rx_flow_control(instance, 0)
            answer(exchange, on: connection, instance)
        case .length(let length):
            // The library brings the body, and for POST also the end of an empty one. Its own timeout begins anew at
            // each piece; ours does not.
            let pace = UInt64(length / 16)
            exchange.deadline = uv.now + 3 * configuration.slowPeerDeadline.milliseconds + pace
            guard continues(request, instance) else { return -1 }
        }
        return 0
    }

    /// Answers `Expect: 100-continue`. The socket is quiet and takes the few bytes at once.
    private func continues(_ request: HTTPRequest, _ instance: OpaquePointer) -> Bool {
        guard let expectation = request.headers["Expect"], HTTPHeaders.same(expectation, "100-continue") else {
            return true
        }
        var bytes = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
        return bytes.withUnsafeMutableBufferPointer { buffer in
            lws_write(instance, buffer.baseAddress, buffer.count, LWS_WRITE_HTTP_HEADERS) >= 0
        }
    }

    private static func peerCloses(_ headers: HTTPHeaders, isHTTP11: Bool) -> Bool {
        guard let wish = headers["Connection"] else { return !isHTTP11 }
        return HTTPHeaders.same(wish, "close") || !isHTTP11 && !HTTPHeaders.same(wish, "keep-alive")
    }

    func isSecure(_ connection: Connection, _ instance: OpaquePointer, _ headers: HTTPHeaders) -> Bool {
        if lws_is_ssl(instance) != 0 { return true }
        guard configuration.trustedProxies.contains(where: { $0.contains(connection.peer) }) else { return false }
        return headers["X-Forwarded-Proto"] == "https"
    }

    func receiveBody(_ bytes: UnsafeRawBufferPointer, on connection: Connection) -> Int32 {
        guard let exchange = connection.exchange else { return -1 }
        switch exchange.phase {
        case .receiving:
            guard exchange.request.body.count + bytes.count <= exchange.bodyLimit else { return -1 }
            exchange.request.body.append(contentsOf: bytes)
            return 0
        case .writing where exchange.isRefused, .lingering:
            exchange.discarded += bytes.count
            let isPatient = exchange.discarded <= 1024 * 1024 && uv.now < exchange.lingersUntil
            return isPatient ? 0 : -1
        case .handling, .writing:
            return -1
        }
    }

    func completeBody(on connection: Connection, _ instance: OpaquePointer) -> Int32 {
        guard let exchange = connection.exchange else { return -1 }
        switch exchange.phase {
        case .receiving:
            answer(exchange, on: connection, instance)
            return 0
        case .writing where exchange.isRefused && !exchange.bodyIsComplete:
            // The refused request is here in full before its answer is out: the answer ends the connection.
            exchange.bodyIsComplete = true
            return 0
        case .handling, .writing, .lingering:
            // The live-lock of 4.1.6: bytes after a body, while its answer is due.
            return -1
        }
    }

    /// The request is whole: an operator's question is answered here, everything else by the handler.
    private func answer(_ exchange: Exchange, on connection: Connection, _ instance: OpaquePointer) {
        exchange.phase = .handling
        lws_set_timeout(instance, PENDING_TIMEOUT_HTTP_CONTENT, Int32(configuration.handlerDeadline.wholeSeconds) + 1)
        if configuration.servesOperations, let response = operation(exchange.request, connection) {
            respond(response, exchange, on: connection, instance)
            return
        }
        metrics.requests.add()
        guard exchanging.count <= configuration.requestsInFlight else {
            let response = HTTPResponse.status(503)
                .with("Retry-After", String(configuration.retryAfter.components.seconds))
            respond(response, exchange, on: connection, instance)
            return
        }
        exchange.deadline = uv.now + configuration.handlerDeadline.milliseconds
        let (id, serial, request, http) = (connection.id, exchange.serial, exchange.request, handlers.http)
        exchange.request.body = []
        exchange.task = Task.detached {
            let response = await http(request)
            await self.handlerAnswered(response, to: serial, on: id)
        }
    }

    /// `/healthz`, `/readyz` and `/metrics`.
    private func operation(_ request: HTTPRequest, _ connection: Connection) -> HTTPResponse? {
        guard ["/healthz", "/readyz", "/metrics"].contains(request.path) else { return nil }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .methodNotAllowed(allow: ["GET", "HEAD"])
        }
        switch request.path {
        case "/healthz":
            return .text("ok\n")
        case "/readyz":
            let more = handlers.readiness.isEmpty ? "" : "\(handlers.readiness)\n"
            return !isDraining && handlers.isReady()
                ? .text("ready\n\(more)") : .text("not ready\n\(more)", status: 503)
        default:
            // Through a proxy that we were not told about, everybody would look like the proxy.
            let cameThroughStranger = request.remote == connection.peer && request.headers["X-Forwarded-For"] != nil
            guard !cameThroughStranger, configuration.metricsReaders.contains(where: { $0.contains(request.remote) })
            else { return .notFound }
            return .text(registry.prometheusText()).with("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private func handlerAnswered(_ response: HTTPResponse, to serial: UInt64, on id: ConnectionID) {
        guard let connection = connections[id], let instance = connection.instance, let exchange = connection.exchange,
            exchange.serial == serial, exchange.phase == .handling
        else { return }
        respond(response, exchange, on: connection, instance)
    }

    /// Puts the response in place and asks for a chance to write it.
    func respond(
        _ response: HTTPResponse, _ exchange: Exchange, on connection: Connection, _ instance: OpaquePointer
    ) {
        exchange.phase = .writing
        exchange.task = nil
        exchange.closes = exchange.closes || exchange.peerCloses || isDraining
        exchange.head = HTTPResponseHead.bytes(
            response, isSecure: exchange.request.isSecure, closes: exchange.closes, date: date())
        exchange.body = exchange.isHead || response.status == 204 || response.status == 304 ? [] : response.body
        // One write, and mostly one packet, for what is small.
        if exchange.head.count + exchange.body.count <= 16 * 1024 {
            exchange.head += exchange.body
            exchange.body = []
        }
        lws_set_timeout(instance, PENDING_TIMEOUT_HTTP_CONTENT, Int32(configuration.handlerDeadline.wholeSeconds))
        lws_rx_flow_control(instance, 1)
        lws_callback_on_writable(instance)
    }

    /// Says no, and that the connection ends; what is still on its way is thrown away so that the answer arrives.
    private func refuse(_ exchange: Exchange, _ status: Int, on connection: Connection, _ instance: OpaquePointer) {
        metrics.refusedRequests.add()
        exchange.closes = true
        exchange.isRefused = true
        exchange.lingersUntil = uv.now + 2000
        respond(.status(status), exchange, on: connection, instance)
    }

    /// One piece a time, whenever the socket takes more.
    func writeResponse(on connection: Connection, _ instance: OpaquePointer) -> Int32 {
        guard let exchange = connection.exchange, exchange.phase == .writing else { return 0 }
        guard exchange.writeNext(to: instance) else { return -1 }
        guard exchange.isWritten else {
            // A slow reader is fine as long as it reads: the time begins anew with each piece.
            lws_set_timeout(instance, PENDING_TIMEOUT_HTTP_CONTENT, Int32(configuration.handlerDeadline.wholeSeconds))
            lws_callback_on_writable(instance)
            return 0
        }
        if exchange.isRefused, !exchange.bodyIsComplete {
            exchange.phase = .lingering
            lws_set_timeout(instance, PENDING_TIMEOUT_HTTP_CONTENT, 2)
            return 0
        }
        let closes = exchange.closes
        _ = abandonExchange(of: connection)
        if closes { return -1 }
        return lws_http_transaction_completed(instance) == 0 ? 0 : -1
    }

    /// The exchange is over, answered or not.
    func abandonExchange(of connection: Connection) -> Int32 {
        guard let exchange = connection.exchange else { return 0 }
        exchange.task?.cancel()
        connection.exchange = nil
        exchanging.remove(connection.id)
        return 0
    }

    /// A handler that takes too long is answered for; a reader that takes nothing is cut.
    func tendExchanges() {
        for id in exchanging {
            guard let connection = connections[id], let exchange = connection.exchange,
                let instance = connection.instance
            else {
                exchanging.remove(id)
                continue
            }
            switch exchange.phase {
            case .handling where uv.now >= exchange.deadline:
                exchange.task?.cancel()
                exchange.closes = true
                respond(.status(503), exchange, on: connection, instance)
            case .writing where exchange.written == exchange.writtenAtLastTick && hasInput(instance):
                // Input that waits behind an unread answer would turn the loop without end.
                cut(connection)
            case .receiving where uv.now >= exchange.deadline, .lingering where uv.now >= exchange.lingersUntil:
                cut(connection)
            case .writing:
                exchange.writtenAtLastTick = exchange.written
            case .receiving, .handling, .lingering:
                break
            }
        }
    }
}
