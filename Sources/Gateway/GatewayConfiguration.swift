/// Where a gateway listens, whom it trusts, and how much it takes before it says no.
public struct GatewayConfiguration: Sendable {
    /// An IP address or `localhost`.
    public var host = "127.0.0.1"
    /// 0 lets the system choose; `start` tells which.
    public var port: UInt16 = 0
    /// Certificate chain and key in PEM files. Nil: plain text.
    public var tls: TLSFiles?
    /// Plain text on an address that is not loopback, with no trusted proxy in front.
    public var allowsPlainTextInPublic = false
    /// Whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. Nobody's by default.
    public var trustedProxies: [AddressBlock] = []
    /// Whom `/metrics` answers. Requests that came through any proxy are judged by their client.
    public var metricsReaders: [AddressBlock] = [AddressBlock("127.0.0.0/8"), AddressBlock("::1")].compactMap(\.self)
    /// Answer `/healthz`, `/readyz` and `/metrics` without asking the handler.
    public var servesOperations = true

    /// WebSocket subprotocols we speak. A client that offers others only is refused with 400.
    public var subprotocols: [String] = []
    /// Header fields beyond the common ones that requests carry into handlers, in lower case.
    public var extraHeaders: [String] = [
        "x-forwarded-proto", "x-request-id", "idempotency-key", "x-csrf-token", "sec-fetch-site", "sec-fetch-mode",
        "sec-fetch-dest", "x-api-key", "x-warmline-token",
    ]

    /// Bytes of a request body where no route says otherwise.
    public var bodyLimit = 64 * 1024
    /// Own limits of routes, by path prefix; the longest prefix wins.
    public var routeBodyLimits: [String: Int] = [:]
    /// How long a handler may take before 503.
    public var handlerDeadline: Duration = .seconds(30)
    /// Requests in handlers at one time; more get 503.
    public var requestsInFlight = 512
    /// How long headers, bodies and TLS handshakes may dawdle. Whole seconds, at least one.
    public var slowPeerDeadline: Duration = .seconds(10)
    /// How long a kept-alive connection may idle. Whole seconds, at least one.
    public var keepAlive: Duration = .seconds(30)

    /// Connections of every kind. Never more than nine tenths of the process's file descriptors.
    public var connections = 18_000
    /// TCP connections of one address (IPv6: one /64). Trusted proxies are not counted.
    public var connectionsPerAddress = 100
    /// WebSockets of one client address, counted behind trusted proxies too. More get 1008 with `retry_after`.
    public var webSocketsPerAddress = 50
    /// Seconds named in the 1008 and 429 above.
    public var retryAfter: Duration = .seconds(30)

    /// A PING goes out this often.
    public var heartbeat: Duration = .seconds(20)
    /// A connection not heard of for this long is dead.
    public var deadAfter: Duration = .seconds(45)
    /// A socket for which nobody called `authenticated` is closed after this long.
    public var unauthenticatedDeadline: Duration = .seconds(10)
    /// How long a closing handshake may take.
    public var closeDeadline: Duration = .seconds(5)
    /// How long `drain` waits before it cuts.
    public var drainDeadline: Duration = .seconds(8)

    /// Bytes of one message, over all its fragments. More: 1009.
    public var messageBytes = 64 * 1024
    /// Frames of one message. More: 1009.
    public var messageFragments = 64
    /// Frames and bytes that one connection may send in a second. More: 1008.
    public var framesPerSecond = 200
    public var bytesPerSecond = 512 * 1024

    /// What may wait for one reader. At half of either, droppable frames are dropped; at either, 1013.
    public var outboxFrames = 256
    public var outboxBytes = 1024 * 1024
    /// Bytes that the kernel may hold for one reader, beside the outbox.
    public var kernelSendBytes = 64 * 1024
    /// What may wait between all sessions and the loop. Beyond, droppable frames are dropped, others end in 1013.
    public var mailboxFrames = 65_536
    public var mailboxBytes = 64 * 1024 * 1024

    public init() {}

    /// The body limit of a path: of the longest prefix that has its own, else the common one.
    func bodyLimit(of path: String) -> Int {
        routeBodyLimits.filter { path.hasPrefix($0.key) }.max { $0.key.utf8.count < $1.key.utf8.count }?.value
            ?? bodyLimit
    }

    /// PEM files of a TLS certificate chain and its key.
    public struct TLSFiles: Hashable, Sendable {
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }
}
