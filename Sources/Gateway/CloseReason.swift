/// Why a WebSocket connection ended.
public enum CloseReason: Hashable, Sendable {
    /// The peer sent a close frame. `code` is 1005 when it named none.
    case peer(code: UInt16, reason: String)
    /// We closed it: a session's `close`, a limit, or the drain.
    case local(code: UInt16, reason: String)
    /// Nothing was heard for longer than the heartbeat allows.
    case silent
    /// The transport went away, or the peer broke the WebSocket protocol.
    case lost
}

/// Close codes of RFC 6455 §7.4.1 and the IANA registry that the gateway itself uses.
public enum CloseCode {
    public static let normal: UInt16 = 1000
    public static let goingAway: UInt16 = 1001
    public static let unsupportedKind: UInt16 = 1003
    public static let absent: UInt16 = 1005
    public static let policy: UInt16 = 1008
    public static let tooBig: UInt16 = 1009
    public static let serviceRestart: UInt16 = 1012
    public static let tryAgainLater: UInt16 = 1013
}
