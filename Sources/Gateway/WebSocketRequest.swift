/// What a client says when it asks for a WebSocket. The handshake's own fields have been checked already
/// (`Upgrade`, `Connection`, `Host`, `Sec-WebSocket-Version: 13`, a well-formed key).
public struct WebSocketRequest: Sendable {
    /// The path, percent-decoded.
    public var path: String
    public var query: [QueryPair]
    public var headers: HTTPHeaders
    /// The peer, or the client that a trusted proxy names.
    public var remote: RemoteAddress
    public var isSecure: Bool
    /// The subprotocols offered, in the client's order.
    public var subprotocols: [String]

    /// The `Origin` field: the only thing that tells our page from a stranger's.
    public var origin: String? { headers["Origin"] }

    /// A cookie by name.
    public func cookie(_ name: String) -> String? { headers.cookie(name) }

    /// The first value under `name` in the query.
    public func query(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    public init(
        path: String, query: [QueryPair] = [], headers: HTTPHeaders = [:], remote: RemoteAddress,
        isSecure: Bool = false, subprotocols: [String] = []
    ) {
        self.path = path
        self.query = query
        self.headers = headers
        self.remote = remote
        self.isSecure = isSecure
        self.subprotocols = subprotocols
    }
}

/// The answer to a `WebSocketRequest`, given at once.
public enum Admission: Hashable, Sendable {
    /// Let it in. `subprotocol` must be the first of the offered ones that the configuration names, or nil when
    /// the client offered none; anything else is answered with 500.
    case accept(subprotocol: String?)
    /// Turn it away with an HTTP status, 403 for a foreign Origin.
    case refuse(status: Int)
}
