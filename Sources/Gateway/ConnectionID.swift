/// Names one connection of one gateway for as long as the process lives. Never used twice: the upper half counts
/// how often a place in the loop's table was taken, so a late `send` to a closed connection reaches nobody.
public struct ConnectionID: Hashable, Sendable, CustomStringConvertible {
    /// The place in the table (lower 32 bits) and its generation (upper 32 bits).
    public let rawValue: UInt64

    /// A name from its number, as kept by a session or a log line.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    init(slot: Int, generation: UInt32) {
        rawValue = UInt64(generation) << 32 | UInt64(UInt32(truncatingIfNeeded: slot))
    }

    var slot: Int { Int(UInt32(truncatingIfNeeded: rawValue)) }
    var generation: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 32) }

    public var description: String { "#\(slot).\(generation)" }
}
