/// Where a gateway listens.
public struct BoundAddress: Hashable, Sendable, CustomStringConvertible {
    public let host: String
    public let port: UInt16

    public var description: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
