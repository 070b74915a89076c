/// What the gateway calls. Closures other than `http` run on the event loop, in order, and must not block: they
/// hand over and return.
public struct GatewayHandlers: Sendable {
    /// Answers one HTTP request, off the loop.
    public var http: @Sendable (HTTPRequest) async -> HTTPResponse
    /// Decides on a WebSocket handshake, at once.
    public var admit: @Sendable (WebSocketRequest) -> Admission
    /// A WebSocket is open; `send` works from here on.
    public var opened: @Sendable (ConnectionID, WebSocketRequest) -> Void
    /// A whole text message, its UTF-8 checked.
    public var received: @Sendable (ConnectionID, [UInt8]) -> Void
    /// A whole binary message. Nil: binary messages end the connection with 1003.
    public var receivedBinary: (@Sendable (ConnectionID, [UInt8]) -> Void)?
    /// The connection is gone. Called once for every `opened`.
    public var closed: @Sendable (ConnectionID, CloseReason) -> Void
    /// Whether `/readyz` says yes. Draining says no by itself.
    public var isReady: @Sendable () -> Bool
    /// What `/readyz` says in a second line, for people; nothing when empty.
    public var readiness: String

    public init(
        http: @escaping @Sendable (HTTPRequest) async -> HTTPResponse = { _ in .notFound },
        admit: @escaping @Sendable (WebSocketRequest) -> Admission = { _ in .refuse(status: 404) },
        opened: @escaping @Sendable (ConnectionID, WebSocketRequest) -> Void = { _, _ in },
        received: @escaping @Sendable (ConnectionID, [UInt8]) -> Void = { _, _ in },
        receivedBinary: (@Sendable (ConnectionID, [UInt8]) -> Void)? = nil,
        closed: @escaping @Sendable (ConnectionID, CloseReason) -> Void = { _, _ in },
        isReady: @escaping @Sendable () -> Bool = { true },
        readiness: String = ""
    ) {
        self.http = http
        self.admit = admit
        self.opened = opened
        self.received = received
        self.receivedBinary = receivedBinary
        self.closed = closed
        self.isReady = isReady
        self.readiness = readiness
    }
}
