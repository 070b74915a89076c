import Gateway
import Testing

@Suite struct HTTPTests {
    @Test(arguments: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "POST"])
    func `a request of any method reaches the handler whole`(method: String) async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            let body = method == "GET" ? "" : "hello"
            peer.send(
                "\(method) /a%20b?x=1%202&y HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            let response = try peer.readResponse()
            #expect(response.status == 200)
            #expect(response.text == "\(method) /a b?x=1 2&y= \(body.utf8.count) \(body)")
        }
    }

    @Test func `a client that asks before it sends a body is told to go on`() async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("POST /p HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
            #expect(try peer.readResponse().status == 100)
            peer.send("ok")
            #expect(try peer.readResponse().text == "POST /p? 2 ok")
            peer.send("POST /p HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 70000\r\n\r\n")
            #expect(try peer.readResponse().status == 413)
        }
    }

    @Test func `a connection carries one request after another`() async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            for number in 0..<20 {
                peer.send("POST /\(number) HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok")
                #expect(try peer.readResponse().text == "POST /\(number)? 2 ok")
                peer.send("GET /\(number) HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try peer.readResponse().text == "GET /\(number)? 0 ")
                peer.send("POST /empty HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
                #expect(try peer.readResponse().text == "POST /empty? 0 ")
            }
        }
    }

    @Test func `HEAD has the length of GET and no body`() async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("HEAD /x HTTP/1.1\r\nHost: h\r\n\r\n")
            let response = try peer.readResponse(hasBody: false)
            #expect(response.headers["content-length"] == "11")
            peer.send("GET /y HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(try peer.readToEnd().hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a large body arrives whole, at a reader that dawdles too`() async throws {
        let asset = (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await withGateway(handlers: { _ in GatewayHandlers(http: { _ in HTTPResponse(status: 200, body: asset) }) })
        {
            _, port in
            let peer = try RawPeer(port: port, receiveBuffer: 4096)
            for _ in 0..<2 {
                peer.send("GET /asset HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try peer.readResponse().body == asset)
            }
        }
    }

    @Test func `every response carries the security headers and an empty Server`() async throws {
        try await withGateway(handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let plain = try peer.readResponse().headers
            peer.send("POST / HTTP/1.1\r\nHost: h\r\n\r\n")
            let refused = try peer.readResponse().headers
            for headers in [plain, refused] {
                #expect(headers["x-content-type-options"] == "nosniff")
                #expect(headers["referrer-policy"] == "no-referrer")
                #expect(headers["cross-origin-opener-policy"] == "same-origin")
                #expect(headers["permissions-policy"]?.contains("camera=()") == true)
                #expect(headers["server"] == "")
                #expect(headers["date"]?.hasSuffix(" GMT") == true)
                #expect(headers["strict-transport-security"] == nil)
            }
        }
    }

    @Test func `a handler's header wins, and cannot forge another`() async throws {
        let response = HTTPResponse(
            status: 200,
            headers: ["Referrer-Policy": "origin", "X-Note": "a\r\nSet-Cookie: stolen=1", "Content-Length": "99"],
            body: [65])
        try await withGateway(handlers: { _ in GatewayHandlers(http: { _ in response }) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let headers = try peer.readResponse().headers
            #expect(headers["referrer-policy"] == "origin")
            #expect(headers["set-cookie"] == nil)
            #expect(headers["x-note"] == "a  Set-Cookie: stolen=1")
            #expect(headers["content-length"] == "1")
        }
    }

    @Test func `headers are found whatever their case, cookies by name`() async throws {
        let seen = Signal<HTTPRequest>()
        try await withGateway(handlers: { _ in
            GatewayHandlers(http: { request in
                seen.report(request)
                return .noContent
            })
        }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send(
                "GET / HTTP/1.1\r\nhOsT: h\r\nUSER-AGENT: robot\r\nIdempotency-Key: k1\r\n"
                    + "Cookie: a=1; session=s=2\r\nAuthorization: Bearer t\r\n\r\n")
            #expect(try peer.readResponse().status == 204)
            let request = try seen.next()
            #expect(request.headers["user-agent"] == "robot")
            #expect(request.headers["Idempotency-Key"] == "k1")
            #expect(request.headers["authorization"] == "Bearer t")
            #expect(request.cookie("session") == "s=2")
            #expect(request.cookie("none") == nil)
            #expect(request.remote.text == "127.0.0.1")
            #expect(!request.isSecure)
        }
    }

    @Test func `an asset that the client has is answered with 304`() async throws {
        let body = Array("let x = 1".utf8)
        let tag = EntityTag(of: body)
        try await withGateway(handlers: { _ in
            GatewayHandlers(http: { .asset(body, type: "text/javascript", tag: tag, for: $0) })
        }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let first = try peer.readResponse()
            #expect(first.body == body)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"other\", W/\(first.headers["etag"] ?? "")\r\n\r\n")
            let second = try peer.readResponse()
            #expect(second.status == 304)
            #expect(second.headers["etag"] == tag.text)
            #expect(second.headers["content-length"] == nil)
        }
    }

    @Test func `a handler that takes too long is answered for`() async throws {
        let configuration = GatewayConfiguration.test { $0.handlerDeadline = .milliseconds(100) }
        try await withGateway(
            configuration,
            handlers: { _ in
                GatewayHandlers(http: { _ in
                    // Ends only because it is cancelled.
                    try? await Task.sleep(for: .seconds(600))
                    return .noContent
                })
            }
        ) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try peer.readToEnd().hasPrefix("HTTP/1.1 503"))
        }
    }

    @Test func `a client that leaves cancels its handler`() async throws {
        let (began, cancelled) = (Signal<Void>(), Signal<Void>())
        try await withGateway(handlers: { _ in
            GatewayHandlers(http: { _ in
                began.report(())
                try? await Task.sleep(for: .seconds(600))
                if Task.isCancelled { cancelled.report(()) }
                return .noContent
            })
        }) { _, port in
            var peer: RawPeer? = try RawPeer(port: port)
            peer?.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx")
            try began.next()
            peer = nil
            try cancelled.next()
        }
    }

    @Test func `more requests than may be in flight get 503`() async throws {
        let configuration = GatewayConfiguration.test { $0.requestsInFlight = 1 }
        let (began, goOn) = (Signal<Void>(), Signal<CheckedContinuation<Void, Never>>())
        try await withGateway(
            configuration,
            handlers: { _ in
                GatewayHandlers(http: { _ in
                    await withCheckedContinuation { continuation in
                        goOn.report(continuation)
                        began.report(())
                    }
                    return .text("done")
                })
            }
        ) { _, port in
            let (first, second) = (try RawPeer(port: port), try RawPeer(port: port))
            first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            try began.next()
            second.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let refused = try second.readResponse()
            #expect(refused.status == 503)
            #expect(refused.headers["retry-after"] == "30")
            try goOn.next().resume()
            #expect(try first.readResponse().text == "done")
        }
    }
}
