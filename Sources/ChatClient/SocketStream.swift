internal import Glibc

/// A TCP connection used by one thread at a time; every wait has a limit.
final class SocketStream {
    let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Read from the kernel and not used yet.
    var holdsBytes: Bool { !buffer.isEmpty }

    /// - Parameter receiveBuffer: bytes the kernel holds for us; small for a reader that shall stall soon.
    init(host: String, port: UInt16, receiveBuffer: Int32? = nil) throws(ClientFailure) {
        let addresses = try Self.addresses(of: host, port: port)
        defer { freeaddrinfo(addresses) }
        var failure = ClientFailure.cannotConnect("'\(host)' is not known")
        var next: UnsafeMutablePointer<addrinfo>? = addresses
        while let address = next?.pointee {
            next = address.ai_next
            let candidate = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
            guard candidate >= 0 else {
                failure = .cannotConnect("socket: \(errno)")
                continue
            }
            _ = fcntl(candidate, F_SETFD, FD_CLOEXEC)
            var one: Int32 = 1
            _ = setsockopt(
                candidate, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
            if var receiveBuffer {
                _ = setsockopt(
                    candidate, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
            }
            if connect(candidate, address.ai_addr, address.ai_addrlen) == 0 {
                descriptor = candidate
                return
            }
            failure = .cannotConnect("connect: \(errno)")
            Glibc.close(candidate)
        }
        throw failure
    }

    /// A name or an address, in the order in which the system wants them tried.
    private static func addresses(
        of host: String, port: UInt16
    ) throws(ClientFailure) -> UnsafeMutablePointer<addrinfo> {
        var wanted = addrinfo()
        wanted.ai_family = AF_UNSPEC
        wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &wanted, &found) == 0, let found else {
            throw .cannotConnect("'\(host)' is not known")
        }
        return found
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Ends the connection without a word, as a lost network does.
    func cut() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func write(_ bytes: [UInt8]) throws(ClientFailure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { chunk in
                Glibc.send(descriptor, chunk.baseAddress, chunk.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw .lost }
            sent += count
        }
    }

    /// Exactly `count` bytes; `nil` when nothing at all came within the limit.
    func read(_ count: Int, within milliseconds: Int32) throws(ClientFailure) -> [UInt8]? {
        while buffer.count < count {
            guard try fill(within: milliseconds) else {
                if buffer.isEmpty { return nil }
                throw .lost
            }
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// Up to and without an empty line: the head of an HTTP answer.
    func readHead(within milliseconds: Int32) throws(ClientFailure) -> String {
        let end: [UInt8] = [13, 10, 13, 10]
        while true {
            if let range = buffer.firstRange(of: end) {
                let head = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
                buffer.removeSubrange(..<range.upperBound)
                return head
            }
            guard try fill(within: milliseconds) else { throw .lost }
        }
    }

    private func fill(within milliseconds: Int32) throws(ClientFailure) -> Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&poller, 1, milliseconds)
        guard ready != 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { throw .lost }
        buffer.append(contentsOf: chunk[..<count])
        return true
    }
}

/// Why a client's call did not work.
public enum ClientFailure: Error, Hashable, Sendable {
    case cannotConnect(String)
    /// The handshake was answered with another status than 101.
    case turnedAway(status: Int)
    /// The connection ended without a close frame.
    case lost
    /// The service closed it.
    case closed(code: UInt16, reason: String)
    case refused(code: String, retryAfterMilliseconds: Int64?)
    /// Nothing of what was waited for came in time.
    case late
    /// The service broke the protocol.
    case nonsense(String)
}
