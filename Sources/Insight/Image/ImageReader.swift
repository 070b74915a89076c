/// An image that is not one: cut short, or of another version.
public struct ImageFault: Error, Hashable, Sendable {
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}

/// Reads what ``ImageWriter`` wrote.
public struct ImageReader: Sendable {
    private let bytes: [UInt8]
    private var place: Int
    private var names: [String] = []

    public init(_ bytes: [UInt8]) {
        self.init(bytes, from: 0)
    }

    init(_ bytes: [UInt8], from place: Int) {
        self.bytes = bytes
        self.place = place
    }

    public var isAtEnd: Bool { place == bytes.count }

    public mutating func read<Value: Imaged>(_ type: Value.Type = Value.self) throws(ImageFault) -> Value {
        try Value(from: &self)
    }

    mutating func byte() throws(ImageFault) -> UInt8 {
        guard place < bytes.count else { throw ImageFault("it ends early") }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func unsigned() throws(ImageFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 64 else { throw ImageFault("a number has no end") }
            value |= UInt64(byte & 0x7F) << shift
            guard byte & 0x80 != 0 else { return value }
            shift += 7
        }
    }

    mutating func signed() throws(ImageFault) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// Of things that take a byte or more each.
    mutating func count() throws(ImageFault) -> Int {
        let count = try unsigned()
        guard count <= UInt64(bytes.count - place) else { throw ImageFault("it ends early") }
        return Int(count)
    }

    mutating func name() throws(ImageFault) -> String {
        let number = try unsigned()
        if number == 0 {
            let text = try text()
            names.append(text)
            return text
        }
        guard number <= UInt64(names.count) else { throw ImageFault("a name is missing") }
        return names[Int(number) - 1]
    }

    mutating func text() throws(ImageFault) -> String {
        let count = try count()
        defer { place += count }
        return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }
}
