/// Numbers and texts as bytes, least significant first, and back.
enum ByteForm {
    struct Writer {
        private(set) var bytes: [UInt8] = []

        mutating func write(_ value: UInt32) {
            for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
        }

        mutating func write(_ value: UInt64) {
            write(UInt32(truncatingIfNeeded: value))
            write(UInt32(truncatingIfNeeded: value >> 32))
        }

        mutating func write(_ text: String) {
            write(UInt32(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        }

        mutating func write(_ values: [Float]) {
            write(UInt32(values.count))
            bytes.reserveCapacity(bytes.count + values.count * 4)
            for value in values { write(value.bitPattern) }
        }

        mutating func write(_ values: [Double]) {
            write(UInt32(values.count))
            for value in values { write(value.bitPattern) }
        }

        mutating func write(_ values: [UInt64]) {
            write(UInt32(values.count))
            for value in values { write(value) }
        }
    }

    /// Every read is nothing once the bytes have run out.
    struct Reader {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        /// Nothing is left over.
        var isAtEnd: Bool { place == bytes.count }

        mutating func word() -> UInt32? {
            guard bytes.count - place >= 4 else { return nil }
            defer { place += 4 }
            return UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
                | UInt32(bytes[place + 3]) << 24
        }

        mutating func long() -> UInt64? {
            guard let low = word(), let high = word() else { return nil }
            return UInt64(low) | UInt64(high) << 32
        }

        mutating func text() -> String? {
            guard let count = count(of: 1) else { return nil }
            defer { place += count }
            return String(validating: bytes[place..<place + count], as: UTF8.self)
        }

        mutating func floats() -> [Float]? {
            guard let count = count(of: 4) else { return nil }
            return (0..<count).map { _ in Float(bitPattern: word() ?? 0) }
        }

        mutating func doubles() -> [Double]? {
            guard let count = count(of: 8) else { return nil }
            return (0..<count).map { _ in Double(bitPattern: long() ?? 0) }
        }

        mutating func longs() -> [UInt64]? {
            guard let count = count(of: 8) else { return nil }
            return (0..<count).map { _ in long() ?? 0 }
        }

        /// How many things of a size follow, when as many bytes are there.
        private mutating func count(of size: Int) -> Int? {
            guard let count = word(), Int(count) <= (bytes.count - place) / size else { return nil }
            return Int(count)
        }
    }
}
