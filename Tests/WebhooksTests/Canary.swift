import Foundation
import Glibc
import Telemetry

/// A port of this machine, over IPv4 and IPv6, that nobody must reach. Whoever connects is counted and hung up on.
final class Canary: Sendable {
    let port: UInt16
    private let socket: Int32
    private let count = Locked(0)

    init() {
        let socket = Glibc.socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        self.socket = socket
        var off: Int32 = 0
        setsockopt(socket, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in6()
        name.sin6_family = sa_family_t(AF_INET6)
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        withUnsafeMutablePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                _ = bind(socket, name, size)
                _ = getsockname(socket, name, &size)
            }
        }
        port = UInt16(bigEndian: name.sin6_port)
        listen(socket, 512)
        let count = count
        Thread {
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                count.withLock { $0 += 1 }
                close(connection)
            }
        }.start()
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    /// How many have connected.
    var reached: Int { count.withLock { $0 } }
}
