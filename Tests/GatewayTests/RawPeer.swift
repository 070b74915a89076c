import Glibc

/// A plain blocking TCP client that says exactly the bytes it is told. Every read gives up after ten seconds.
final class RawPeer {
    private let descriptor: Int32
    /// Bytes that were read and not yet asked for.
    private var buffer: [UInt8] = []
    private var sawEnd = false

    struct Refused: Error {}
    /// Nothing came within the time, or the connection ended too early.
    struct Silence: Error {
        let afterReading: String
    }

    init(port: UInt16, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        limitReads(to: .seconds(10))
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Refused() }
    }

    deinit { Glibc.close(descriptor) }

    private func limitReads(to time: Duration) {
        let (seconds, attoseconds) = time.components
        var timeout = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends all of it, or what the peer takes before it closes.
    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more comes, and goes on reading.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads once more; false at the end of the stream.
    private func fill() throws -> Bool {
        guard !sawEnd else { return false }
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
            throw Silence(afterReading: String(decoding: buffer, as: UTF8.self))
        }
        guard count > 0 else {
            sawEnd = true
            return false
        }
        buffer += piece[..<count]
        return true
    }

    /// Whether the stream ends within a time; what comes before is kept.
    func ends(within time: Duration) throws -> Bool {
        limitReads(to: time)
        defer { limitReads(to: .seconds(10)) }
        do {
            return try !fill()
        } catch is Silence {
            return false
        }
    }

    func read(_ count: Int) throws -> [UInt8] {
        while buffer.count < count {
            guard try fill() else { throw Silence(afterReading: String(decoding: buffer, as: UTF8.self)) }
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    /// Everything up to the end of the stream.
    func readToEnd() throws -> String {
        while try fill() {}
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
    }

    struct Response {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// One HTTP response with its body by `Content-Length`; header names in lower case.
    func readResponse(hasBody: Bool = true) throws -> Response {
        var head: [UInt8] = []
        while !head.ends(with: [13, 10, 13, 10]) {
            head += try read(1)
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let length = hasBody ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        return Response(status: status, headers: headers, body: try read(length))
    }
}

extension Array where Element == UInt8 {
    fileprivate func ends(with tail: [UInt8]) -> Bool { count >= tail.count && Array(suffix(tail.count)) == tail }
}
