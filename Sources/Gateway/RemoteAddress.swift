internal import Glibc

/// The IP address of a peer, as text: `203.0.113.7` or `2001:db8::1`. An IPv4 address mapped into IPv6 is IPv4 here.
public struct RemoteAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16 bytes, network order.
    let bytes: [UInt8]
    /// The address as text.
    public let text: String

    /// Reads a literal address; nil for anything else, names and ports included.
    public init?(_ text: some StringProtocol) {
        let literal = String(text)
        var four = in_addr()
        if inet_pton(AF_INET, literal, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: &four) { [UInt8]($0) })
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, literal, &six) == 1 else { return nil }
        self.init(bytes: withUnsafeBytes(of: &six) { [UInt8]($0) })
    }

    init(bytes: [UInt8]) {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
        let plain = bytes.count == 16 && bytes.starts(with: mapped) ? Array(bytes[12...]) : bytes
        self.bytes = plain
        var name = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = inet_ntop(plain.count == 4 ? AF_INET : AF_INET6, plain, &name, socklen_t(name.count))
        text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    init(_ storage: sockaddr_storage) {
        // Where the address stands in sockaddr_in and sockaddr_in6.
        let place = storage.ss_family == sa_family_t(AF_INET6) ? 8..<24 : 4..<8
        self.init(bytes: withUnsafeBytes(of: storage) { [UInt8]($0[place]) })
    }

    /// Whether the address is the machine itself.
    public var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// What limits are counted by: the address for IPv4, its /64 network for IPv6, where one customer owns a network.
    var limitKey: RemoteAddress {
        bytes.count == 4 ? self : RemoteAddress(bytes: Array(bytes[..<8]) + [UInt8](repeating: 0, count: 8))
    }

    public var description: String { text }

    public static func == (left: RemoteAddress, right: RemoteAddress) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// A block of addresses in CIDR form, `10.0.0.0/8`; an address alone is a block of one.
public struct AddressBlock: Hashable, Sendable {
    private let base: RemoteAddress
    private let prefix: Int

    /// Reads `address` or `address/prefix`; nil when it is neither.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, let base = RemoteAddress(first), parts.count <= 2 else { return nil }
        let width = base.bytes.count * 8
        guard parts.count == 2 else {
            self.base = base
            prefix = width
            return
        }
        guard let prefix = Int(parts[1]), (0...width).contains(prefix) else { return nil }
        self.base = base
        self.prefix = prefix
    }

    /// Whether `address` lies in the block.
    public func contains(_ address: RemoteAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        return (0..<prefix).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return address.bytes[bit / 8] & mask == base.bytes[bit / 8] & mask
        }
    }
}
