internal import CLibWebSockets
internal import Glibc

/// One HTTP request and its response. Lives on the loop.
final class Exchange {
    enum Phase {
        /// The body is arriving.
        case receiving
        /// With the handler.
        case handling
        /// The response is being written.
        case writing
        /// A refusal was written; the rest of the request is read and thrown away, so that the refusal arrives.
        case lingering
    }

    /// Counts the requests of a loop, so that a late answer finds its own request or none.
    let serial: UInt64
    var request: HTTPRequest
    let bodyLimit: Int
    let isHead: Bool
    /// HTTP/1.0, or `Connection: close`.
    let peerCloses: Bool
    var phase = Phase.receiving
    var task: Task<Void, Never>?
    /// The loop's time at which a body must be here, later the handler's answer.
    var deadline = UInt64.max

    /// Refused by the gateway: what comes of its body is counted and thrown away, until this time.
    var isRefused = false
    var discarded = 0
    var lingersUntil: UInt64 = 0
    var bodyIsComplete = false

    /// The response: its head, and its body when that is not with the head.
    var head: [UInt8] = []
    var body: [UInt8] = []
    private(set) var written = 0
    /// `written` as the last tick saw it.
    var writtenAtLastTick = -1
    /// The connection ends with this response.
    var closes = false

    init(serial: UInt64, request: HTTPRequest, bodyLimit: Int, peerCloses: Bool) {
        self.serial = serial
        self.request = request
        self.bodyLimit = bodyLimit
        isHead = request.method == "HEAD"
        self.peerCloses = peerCloses
    }

    var isWritten: Bool { written == head.count + body.count }

    /// Writes the head, or the next 64 KiB of the body. False when the connection is lost.
    func writeNext(to instance: OpaquePointer) -> Bool {
        guard written >= head.count else {
            guard Self.write(head, from: 0, LWS_WRITE_HTTP_HEADERS, to: instance) else { return false }
            written = head.count
            return true
        }
        let start = written - head.count
        let end = min(body.count, start + 64 * 1024)
        guard Self.write(body[start..<end], from: start, LWS_WRITE_HTTP, to: instance) else { return false }
        written += end - start
        return true
    }

    private static func write(
        _ bytes: some Collection<UInt8>, from start: Int, _ kind: lws_write_protocol, to instance: OpaquePointer
    ) -> Bool {
        bytes.withContiguousStorageIfAvailable { buffer in
            // Not written to: HTTP/1 has no frame headers. Only the C type says it could be.
            guard let base = UnsafeMutablePointer(mutating: buffer.baseAddress) else { return true }
            return lws_write(instance, base, buffer.count, kind) >= 0
        } ?? false
    }
}

/// Bytes that the kernel has received on a connection since it was opened; 0 when it does not say.
func bytesReceived(_ instance: OpaquePointer) -> UInt64 {
    // `tcpi_bytes_received` in Linux' struct tcp_info, which the C library's header is too old to know.
    let place = 128
    var size = socklen_t(place + 8)
    return withUnsafeTemporaryAllocation(byteCount: Int(size), alignment: 8) { info in
        guard getsockopt(lws_get_socket_fd(instance), Int32(IPPROTO_TCP), TCP_INFO, info.baseAddress, &size) == 0,
            Int(size) >= place + 8
        else { return 0 }
        return info.load(fromByteOffset: place, as: UInt64.self)
    }
}

/// Whether the peer has sent something, or its end, that nobody has read.
func hasInput(_ instance: OpaquePointer) -> Bool {
    var byte: UInt8 = 0
    return recv(lws_get_socket_fd(instance), &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) >= 0
}
