import Glibc

/// A port that is taken, so that nobody else gets it, and on which nobody listens.
final class ClosedPort: Sendable {
    let address: String
    private let socket: Int32

    init() {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        withUnsafeMutablePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                _ = bind(descriptor, name, size)
                _ = getsockname(descriptor, name, &size)
            }
        }
        address = "http://127.0.0.1:\(name.sin_port.bigEndian)"
    }

    deinit {
        close(socket)
    }
}
