import Glibc

/// A port of this machine, over IPv4 and IPv6, that nobody must reach. Connections wait in the kernel until they are
/// counted, so nothing has to listen.
final class Canary: Sendable {
    let port: UInt16
    private let socket: Int32

    init() {
        socket = Glibc.socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        var off: Int32 = 0
        setsockopt(socket, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in6()
        name.sin6_family = sa_family_t(AF_INET6)
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let descriptor = socket
        withUnsafeMutablePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                _ = bind(descriptor, name, size)
                _ = getsockname(descriptor, name, &size)
            }
        }
        port = UInt16(bigEndian: name.sin6_port)
        listen(socket, 512)
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(socket)
    }

    /// How many connected since the last count.
    func reached() -> Int {
        var count = 0
        while case let connection = accept(socket, nil, nil), connection >= 0 {
            close(connection)
            count += 1
        }
        return count
    }
}
