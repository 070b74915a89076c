/// The address of the other end of a connection, in network order.
public struct NetworkAddress: Hashable, Sendable {
    /// 4 or 16 of them.
    public let bytes: [UInt8]

    /// `nil` for anything but 4 or 16 bytes.
    public init?(bytes: [UInt8]) {
        guard [4, 16].contains(bytes.count) else { return nil }
        self.bytes = bytes
    }

    /// Whether it is out there, on the public network, and not this machine, this network, a reserved range, or one
    /// of the ranges that lead to an IPv4 address of those kinds (IANA's special-purpose registries, RFC 6890).
    public var isOutside: Bool {
        guard bytes.count == 16 else { return Self.isOutside(bytes) }
        if begins(Self.mapped, bits: 96) { return Self.isOutside(Array(bytes[12...])) }
        // NAT64's well-known prefix (RFC 6052): how a network without IPv4 reaches all of it.
        if begins([0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], bits: 96) {
            return Self.isOutside(Array(bytes[12...]))
        }
        // Everything else that is public is global unicast; out go Teredo and its neighbours, documentation, 6to4.
        return begins([0x20], bits: 3) && !begins([0x20, 0x01, 0x00], bits: 23)
            && !begins([0x20, 0x01, 0x0D, 0xB8], bits: 32) && !begins([0x20, 0x02], bits: 16)
            && !begins([0x3F, 0xFF, 0x00], bits: 20)
    }

    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    private static func isOutside(_ bytes: [UInt8]) -> Bool {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): false
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _), (198, 18...19, _): false
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 51, 100), (203, 0, 113): false
        default: true
        }
    }

    private func begins(_ prefix: [UInt8], bits: Int) -> Bool {
        for (index, byte) in prefix.enumerated() {
            let left = bits - index * 8
            guard left > 0 else { return true }
            let mask = left >= 8 ? 0xFF : UInt8(truncatingIfNeeded: 0xFF00 >> left)
            guard bytes[index] & mask == byte & mask else { return false }
        }
        return true
    }
}
