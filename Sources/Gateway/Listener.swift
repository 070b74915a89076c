internal import Glibc

/// A bound and listening TCP socket, not yet on any loop.
struct ListeningSocket: Sendable {
    let descriptor: Int32
    let address: BoundAddress

    /// Binds. `SO_REUSEADDR` only: a second process on the same port must fail, not share.
    init(host: String, port: UInt16) throws(GatewayError) {
        guard let ip = RemoteAddress(host == "localhost" ? "127.0.0.1" : host) else { throw .badAddress(host) }
        let descriptor = socket(
            ip.bytes.count == 4 ? AF_INET : AF_INET6,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
                | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .cannotListen(Self.errorWords) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard Self.bind(descriptor, to: ip, port) == 0, listen(descriptor, 1024) == 0 else {
            let inUse = errno == EADDRINUSE
            let words = Self.errorWords
            Glibc.close(descriptor)
            throw inUse ? .addressInUse("\(host):\(port)") : .cannotListen(words)
        }
        self.descriptor = descriptor
        address = BoundAddress(host: ip.text, port: Self.port(of: descriptor))
    }

    func close() {
        Glibc.close(descriptor)
    }

    private static var errorWords: String { String(cString: strerror(errno)) }

    private static func bind(_ descriptor: Int32, to ip: RemoteAddress, _ port: UInt16) -> Int32 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &storage) { raw in
            raw.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
            if ip.bytes.count == 4 {
                raw.storeBytes(of: sa_family_t(AF_INET), as: sa_family_t.self)
                raw[4..<8].copyBytes(from: ip.bytes)
            } else {
                raw.storeBytes(of: sa_family_t(AF_INET6), as: sa_family_t.self)
                raw[8..<24].copyBytes(from: ip.bytes)
                length = socklen_t(MemoryLayout<sockaddr_in6>.size)
            }
        }
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(descriptor, $0, length) }
        }
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return withUnsafeBytes(of: &storage) { UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) }
    }
}

/// The listening socket on the loop.
final class Listener {
    private let socket: ListeningSocket
    private let poll: UVPoll
    private(set) var isListening = false

    init(_ socket: ListeningSocket, loop: UVLoop, owner: UnsafeMutableRawPointer) {
        self.socket = socket
        poll = UVPoll(loop, descriptor: socket.descriptor, owner: owner)
    }

    func resume() {
        guard !isListening else { return }
        isListening = true
        poll.start(listenerIsReadable)
    }

    func pause() {
        guard isListening else { return }
        isListening = false
        poll.stop()
    }

    func close() {
        pause()
        poll.close()
        socket.close()
    }

    enum Acceptance {
        case accepted(Int32, RemoteAddress)
        /// Nobody is waiting.
        case none
        /// The process or the system is out of descriptors or memory.
        case exhausted
    }

    func accept() -> Acceptance {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        while true {
            let descriptor = withUnsafeMutablePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.accept(socket.descriptor, $0, &length)
                }
            }
            if descriptor >= 0 {
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
                return .accepted(descriptor, RemoteAddress(storage))
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            default: return .none
            }
        }
    }
}
