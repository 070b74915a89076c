/// One TCP connection, from accept to the end of its libwebsockets instance, which holds a reference to it as its
/// opaque user data. Lives on the loop.
final class Connection {
    let id: ConnectionID
    /// Who connected; behind a proxy, the proxy.
    let peer: RemoteAddress
    /// Whether `peer` counts in the table of connections an address.
    let isCounted: Bool
    /// libwebsockets' instance. Nil before adoption and after its death.
    var instance: OpaquePointer?
    /// The HTTP request under way.
    var exchange: Exchange?
    /// Set from the admitted handshake on.
    var socket: Socket?

    init(id: ConnectionID, peer: RemoteAddress, isCounted: Bool) {
        self.id = id
        self.peer = peer
        self.isCounted = isCounted
    }
}

/// The state of one WebSocket.
final class Socket {
    /// Kept until `opened` has been told.
    var request: WebSocketRequest?
    /// The address this socket is counted under.
    let countedUnder: RemoteAddress
    /// Over the limit of its address: completes the handshake only to be told so.
    let isOverLimit: Bool
    var isOpen = false
    var isAuthenticated = false
    /// A PING is due at the next chance to write.
    var owesPing = false

    /// What the kernel had received for this connection when the wheel last came by.
    var bytesHeard: UInt64 = 0
    /// The loop's time at which the peer was last heard, and last pinged.
    var lastHeard: UInt64
    var lastPing: UInt64

    /// The message under way, and the frames it has had.
    var partial: [UInt8] = []
    var fragments = 0
    var rate = RateWindow()

    var outbox = Outbox()
    /// Senders that wait for the outbox to be empty.
    var waitingForDrain: [CheckedContinuation<Bool, Never>] = []
    /// The frame given to libwebsockets last, kept until the next one: with permessage-deflate 4.1.6 reads buffers
    /// after `lws_write` has returned. We have it off, and keep the buffer anyway.
    var inFlight: Frame?

    /// The close frame we decided to send, after what is in the outbox.
    var closing: (code: UInt16, reason: String)?
    /// Our close frame is out: nothing follows it.
    var saidGoodbye = false
    /// What the peer's close frame said.
    var peerClose: (code: UInt16, reason: String)?
    var isSilent = false

    init(request: WebSocketRequest, countedUnder: RemoteAddress, isOverLimit: Bool, now: UInt64) {
        self.request = request
        self.countedUnder = countedUnder
        self.isOverLimit = isOverLimit
        lastHeard = now
        lastPing = now
    }

    func tellDrained(_ isThere: Bool) {
        guard !waitingForDrain.isEmpty else { return }
        let waiting = waitingForDrain
        waitingForDrain = []
        for sender in waiting { sender.resume(returning: isThere) }
    }

    /// Why it ended, once it has.
    var reason: CloseReason {
        if isSilent { return .silent }
        if let closing { return .local(code: closing.code, reason: closing.reason) }
        if let peerClose { return .peer(code: peerClose.code, reason: peerClose.reason) }
        return .lost
    }
}
