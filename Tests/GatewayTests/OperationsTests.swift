import Gateway
import Telemetry
import Testing

@Suite struct OperationsTests {
    @Test func `health, readiness and metrics are served without the handler`() async throws {
        let ready = Signal<Bool>()
        ready.report(true)
        try await withGateway(handlers: { gateway in
            var handlers = GatewayHandlers.echo(gateway)
            handlers.isReady = { !ready.all.isEmpty }
            handlers.readiness = "understanding by words alone"
            return handlers
        }) { gateway, port in
            gateway.registry.counter("shop_orders_total", help: "Orders.").add(3)
            let peer = try RawPeer(port: port)
            peer.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try peer.readResponse().status == 200)
            peer.send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n")
            let readiness = try peer.readResponse()
            #expect(readiness.status == 200)
            #expect(readiness.text == "ready\nunderstanding by words alone\n")
            _ = try ready.next()
            peer.send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try peer.readResponse().status == 503)
            peer.send("POST /metrics HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
            #expect(try peer.readResponse().status == 405)
            peer.send("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n")
            let metrics = try peer.readResponse()
            #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(metrics.text.contains("\nshop_orders_total 3\n"))
            #expect(metrics.text.contains("\nwarmline_gateway_connections 1\n"))
            #expect(metrics.text.contains("# TYPE warmline_gateway_accepted_total counter\n"))
        }
    }

    @Test(arguments: [["127.0.0.1"], []])
    func `metrics are not for those who come through a proxy`(trusted: [String]) async throws {
        let configuration = GatewayConfiguration.test {
            $0.trustedProxies = trusted.compactMap { AddressBlock($0) }
        }
        try await withGateway(configuration, handlers: { .echo($0) }) { _, port in
            let peer = try RawPeer(port: port)
            peer.send("GET /metrics HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n")
            #expect(try peer.readResponse().status == 404)
            peer.send("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try peer.readResponse().status == 200)
        }
    }
}
