/// What this room remembers, as bytes: a follower of the log keeps them beside its position, and goes on from there
/// after a crash. The same memory always gives the same bytes.
public struct ImageWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// A name that came before is written as its number: most names come many times.
    private var names: [String: Int] = [:]

    public init() {}

    public mutating func write(_ value: some Imaged) {
        value.write(to: &self)
    }

    mutating func byte(_ value: UInt8) {
        bytes.append(value)
    }

    /// Seven bits a byte, the lowest first.
    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Small numbers are short, whatever their sign.
    mutating func signed(_ value: Int64) {
        unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    mutating func name(_ text: String) {
        if let number = names[text] { return unsigned(UInt64(number) + 1) }
        names[text] = names.count
        unsigned(0)
        self.text(text)
    }

    mutating func text(_ text: String) {
        let utf8 = text.utf8
        unsigned(UInt64(utf8.count))
        bytes.append(contentsOf: utf8)
    }
}

/// What an image may be made of.
public protocol Imaged {
    func write(to image: inout ImageWriter)
    init(from image: inout ImageReader) throws(ImageFault)
}
