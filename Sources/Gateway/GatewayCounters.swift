internal import Telemetry

/// What a gateway has counted up to one moment.
public struct GatewayCounters: Hashable, Sendable {
    /// TCP connections open now, WebSockets among them.
    public var connections = 0
    public var webSockets = 0
    public var accepted: UInt64 = 0
    /// Turned away at accept: over the total limit, or over the limit of an address.
    public var refusedConnections: UInt64 = 0
    public var requests: UInt64 = 0
    /// Requests and handshakes refused by the gateway itself, before any handler.
    public var refusedRequests: UInt64 = 0
    public var messagesReceived: UInt64 = 0
    public var bytesReceived: UInt64 = 0
    public var messagesSent: UInt64 = 0
    public var bytesSent: UInt64 = 0
    public var framesDropped: UInt64 = 0
    /// Readers closed with 1013, because what waited for them passed the bound.
    public var overflows: UInt64 = 0
    /// Writers closed because of a limit: 1003, 1008 or 1009.
    public var limited: UInt64 = 0
    /// Connections found dead by the heartbeat.
    public var silent: UInt64 = 0
}

/// The same as live metrics, shown under `warmline_gateway_`.
struct GatewayMetrics: Sendable {
    let connections, webSockets: Gauge
    let accepted, refusedConnections, requests, refusedRequests: Counter
    let messagesReceived, bytesReceived, messagesSent, bytesSent: Counter
    let framesDropped, overflows, limited, silent: Counter

    init(_ registry: MetricsRegistry) {
        func counter(_ name: String, _ help: String) -> Counter {
            registry.counter("warmline_gateway_\(name)_total", help: help)
        }
        connections = registry.gauge("warmline_gateway_connections", help: "Open TCP connections.")
        webSockets = registry.gauge("warmline_gateway_websockets", help: "Open WebSockets.")
        accepted = counter("accepted", "TCP connections accepted.")
        refusedConnections = counter("refused_connections", "TCP connections over a limit.")
        requests = counter("requests", "HTTP requests handed to a handler.")
        refusedRequests = counter("refused_requests", "Requests and handshakes refused by the gateway.")
        messagesReceived = counter("messages_received", "WebSocket messages received.")
        bytesReceived = counter("bytes_received", "Bytes of payload received in WebSocket messages.")
        messagesSent = counter("messages_sent", "WebSocket messages written.")
        bytesSent = counter("bytes_sent", "Bytes of payload written in WebSocket messages.")
        framesDropped = counter("frames_dropped", "Droppable messages dropped before slow readers.")
        overflows = counter("overflows", "Readers closed because their outbox was full.")
        limited = counter("limited", "Writers closed because of a limit.")
        silent = counter("silent", "Connections closed because nothing was heard.")
    }

    var snapshot: GatewayCounters {
        GatewayCounters(
            connections: Int(connections.value), webSockets: Int(webSockets.value), accepted: accepted.value,
            refusedConnections: refusedConnections.value, requests: requests.value,
            refusedRequests: refusedRequests.value, messagesReceived: messagesReceived.value,
            bytesReceived: bytesReceived.value, messagesSent: messagesSent.value, bytesSent: bytesSent.value,
            framesDropped: framesDropped.value, overflows: overflows.value, limited: limited.value,
            silent: silent.value)
    }
}
