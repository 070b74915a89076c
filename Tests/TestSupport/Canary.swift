internal import Foundation
internal import Glibc
internal import Telemetry

/// A port of this machine, over IPv4 and IPv6, that nobody must reach. Whoever connects is counted and hung up on.
public final class Canary: Sendable {
    public let port: UInt16
    private let socket: Int32
    private let count = Locked(0)

    public init() {
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
    public var reached: Int { count.withLock { $0 } }
}

extension Canary {
    /// Ways to say "this machine", or to lead there.
    public var wordings: [String] {
        let hosts = [
            // Names and numbers of this machine.
            "127.0.0.1", "localhost", "LOCALHOST", "localhost.", "ip6-localhost", "127.1", "127.0.1", "127.127.127.127",
            "127.255.255.254", "127.0.0.1.", "0", "0.0.0.0", "0x0", "00000000",
            // Decimal, hexadecimal, octal, and mixed.
            "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7F.0x0.0x0.0x1", "0x7F.0.0.0x1", "0177.0.0.1", "017700000001",
            "0177.0.0.0x1", "0x7f.1", "0177.1", "127.0x1",
            // IPv6, plain, mapped, compatible, translated, tunnelled.
            "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]",
            "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
            "[2001:0:7f00:1::]", "[::1%25lo]", "[fe80::1%25lo]", "[fd00::1]", "[fc00::1]",
            // Digits of other alphabets, and full stops of theirs.
            "①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.０.０.１", "127．0．0．1",
        ]
        let odd = [
            "https://user:word@127.0.0.1:\(port)/", "https://hooks.invalid@127.0.0.1:\(port)/",
            "https://hooks.invalid:443@127.0.0.1:\(port)/", "https://127.0.0.1:\(port)#@hooks.invalid/",
            "https://127.0.0.1:\(port)?@hooks.invalid/", "https://hooks.invalid\\@127.0.0.1:\(port)/",
            "https:\\\\127.0.0.1:\(port)/", "https:/127.0.0.1:\(port)/", "https:127.0.0.1:\(port)/",
            "https://%31%32%37.0.0.1:\(port)/", "https://127.0.0.1%00.hooks.invalid:\(port)/",
            "https://127.0.0.1\t:\(port)/", " https://127.0.0.1:\(port)/", "HTTPS://127.0.0.1:\(port)/",
            "http://127.0.0.1:\(port)/", "http://localhost:\(port)/", "http://[::1]:\(port)/", "http://0:\(port)/",
            "ftp://127.0.0.1:\(port)/", "gopher://127.0.0.1:\(port)/_x", "dict://127.0.0.1:\(port)/",
            "127.0.0.1:\(port)", "file:///etc/passwd", "//127.0.0.1:\(port)/",
        ]
        return hosts.map { "https://\($0):\(port)/" } + odd
    }

    /// Where clouds keep their keys, and other machines of this network.
    public var neighbours: [String] {
        [
            "169.254.169.254", "[::ffff:169.254.169.254]", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376",
            "100.100.100.200", "[fd00:ec2::254]", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "[fe80::1]",
            "[fc00::1]", "224.0.0.1", "255.255.255.255", "[ff02::1]",
        ].map { "https://\($0):\(port)/" }
    }
}
