internal import CLibWebSockets
internal import Logging
internal import Telemetry

/// A libwebsockets context on a foreign libuv loop, and the memory that libwebsockets keeps pointers to.
final class LWSContext {
    let context: OpaquePointer
    let host: OpaquePointer
    private let memory: KeptMemory

    /// How many contexts the process has had. What the library has of process-wide state (TLS start-up, plugin
    /// loading) is touched by one thread at a time, under this lock.
    private static let born = Locked(0)

    /// On the loop's thread. `owner` is what callbacks find as the context's user pointer.
    init(loop: UVLoop, owner: UnsafeMutableRawPointer, configuration: GatewayConfiguration) throws(GatewayError) {
        _ = LWSLog.isSetUp
        let memory = KeptMemory(
            loop: loop, subprotocols: configuration.subprotocols, usesTLS: configuration.tls != nil)
        var info = lws_context_creation_info()
        info.port = -2  // CONTEXT_PORT_NO_LISTEN_SERVER: we accept ourselves
        info.protocols = UnsafePointer(memory.protocols)
        info.user = owner
        info.foreign_loops = memory.loops
        info.retry_and_idle_policy = UnsafePointer(memory.retry)
        info.extensions = nil  // permessage-deflate of 4.1.6 reads freed memory
        info.options = UInt64(LWS_SERVER_OPTION_LIBUV) | UInt64(LWS_SERVER_OPTION_VALIDATE_UTF8)
        info.max_http_header_data2 = 16 * 1024
        info.timeout_secs = configuration.slowPeerDeadline.wholeSeconds
        info.timeout_secs_ah_idle = configuration.slowPeerDeadline.wholeSeconds
        info.keepalive_timeout = Int32(configuration.keepAlive.wholeSeconds)
        info.alpn = UnsafePointer(memory.keep("http/1.1"))  // HPACK of 4.1.6 writes out of bounds
        if let tls = configuration.tls {
            info.options |= UInt64(LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT)
            // We connect to nobody: an empty client context spares the library making its own with every root
            // certificate of the system, which it also forgets to free where a process has two contexts.
            info.provided_client_ssl_ctx = memory.clientTLS
            info.ssl_cert_filepath = UnsafePointer(memory.keep(tls.certificate))
            info.ssl_private_key_filepath = UnsafePointer(memory.keep(tls.key))
            info.ssl_options_set = wl_tls_options
            info.ssl_cipher_list = UnsafePointer(memory.keep(Self.ciphers))
            info.tls1_3_plus_cipher_list = UnsafePointer(
                memory.keep("TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256"))
        }
        let (context, host) = Self.create(&info)
        guard let context else { throw .noContext }
        guard let host else {
            lws_context_destroy(context)
            throw .noContext
        }
        self.context = context
        self.host = host
        self.memory = memory
    }

    private static func create(_ info: inout lws_context_creation_info) -> (OpaquePointer?, OpaquePointer?) {
        nonisolated(unsafe) var ours = info
        nonisolated(unsafe) var created: (OpaquePointer?, OpaquePointer?) = (nil, nil)
        born.withLock { born in
            guard let context = lws_create_context(&ours) else { return }
            born += 1
            created = (context, lws_get_vhost_by_name(context, "default"))
        }
        return created
    }

    /// TLS 1.2: forward secrecy and authenticated encryption only, nothing with CBC.
    private static let ciphers =
        "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
        + "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"

    /// Takes an accepted socket in; nil when it was closed at once.
    func adopt(_ descriptor: Int32, opaque: UnsafeMutableRawPointer) -> OpaquePointer? {
        var info = lws_adopt_desc_t()
        info.vh = host
        info.type = lws_adoption_type(
            LWS_ADOPT_SOCKET.rawValue | LWS_ADOPT_HTTP.rawValue | LWS_ADOPT_ALLOW_SSL.rawValue)
        info.fd.sockfd = descriptor
        info.opaque = opaque
        return lws_adopt_descriptor_vhost_via_info(&info)
    }

    /// Makes the library look at its timeouts at the next turn. It arms its timer only after events of its own
    /// sockets, so that a timeout set from our callbacks would wait for one of those.
    func serveTimeouts() {
        lws_cancel_service(context)
    }

    /// Lays the context and its loop aside for good once every connection is closed.
    ///
    /// They are not destroyed: on libuv, libwebsockets 4.1.6 closes the descriptor of its event pipe twice, a turn of
    /// the loop apart, and between the two another thread may have been given that number for a socket or a file of
    /// its own. A process stops its gateway once, as its last act; one that starts many keeps a few descriptors of
    /// each.
    func retire(with loop: UVLoop) {
        Self.retired.withLock { $0.append(Retired(context: self, loop: loop)) }
    }

    /// Unchecked: nobody ever touches them again.
    private struct Retired: @unchecked Sendable {
        let context: LWSContext
        let loop: UVLoop
    }

    private static let retired = Locked<[Retired]>([])
}

/// Memory to which libwebsockets keeps pointers for as long as the context lives.
private final class KeptMemory {
    let protocols: UnsafeMutablePointer<lws_protocols>
    let loops: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    /// All zero: the library's own ping timers stand in a linear list, and cost more the more connections there are.
    let retry: UnsafeMutablePointer<lws_retry_bo_t>
    /// An `SSL_CTX` of ours; nil without TLS.
    let clientTLS: OpaquePointer?
    private var strings: [UnsafeMutablePointer<CChar>] = []
    private let protocolCount: Int

    init(loop: UVLoop, subprotocols: [String], usesTLS: Bool) {
        clientTLS = usesTLS ? SSL_CTX_new(TLS_client_method()) : nil
        protocolCount = subprotocols.count + 2
        protocols = .allocate(capacity: protocolCount)
        protocols.initialize(repeating: lws_protocols(), count: protocolCount)
        loops = .allocate(capacity: 1)
        loops.initialize(to: UnsafeMutableRawPointer(loop.pointer))
        retry = .allocate(capacity: 1)
        retry.initialize(to: lws_retry_bo_t())
        // The first one, nameless, serves HTTP and WebSockets without a subprotocol; a zeroed one ends the list.
        for (index, name) in ([""] + subprotocols).enumerated() {
            protocols[index].name = UnsafePointer(keep(name))
            protocols[index].callback = gatewayCallback
            protocols[index].rx_buffer_size = 1024
            protocols[index].tx_packet_size = 64 * 1024
        }
    }

    func keep(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        _ = UnsafeMutableBufferPointer(start: copy, count: bytes.count).initialize(fromContentsOf: bytes)
        strings.append(copy)
        return copy
    }

    deinit {
        protocols.deinitialize(count: protocolCount)
        protocols.deallocate()
        loops.deallocate()
        retry.deallocate()
        if let clientTLS { SSL_CTX_free(clientTLS) }
        for string in strings {
            string.deallocate()
        }
    }
}

/// What libwebsockets says, in swift-log. Its log is one a process.
private enum LWSLog {
    static let logger = Logger(label: "libwebsockets")

    static let isSetUp: Bool = {
        lws_set_log_level(Int32(LLL_ERR | LLL_WARN)) { level, line in
            guard let line else { return }
            let words = String(cString: line).split(separator: "\n").joined(separator: " ")
            // Refused handshakes and peers that break the protocol are not our warnings: they are counted.
            if level & Int32(LLL_ERR) != 0 {
                LWSLog.logger.debug("\(words)")
            } else {
                LWSLog.logger.trace("\(words)")
            }
        }
        return true
    }()
}
