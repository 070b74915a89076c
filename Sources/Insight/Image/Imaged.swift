public import Vocabulary

extension Bool: Imaged {
    public func write(to image: inout ImageWriter) { image.byte(self ? 1 : 0) }
    public init(from image: inout ImageReader) throws(ImageFault) { self = try image.byte() != 0 }
}

extension Int64: Imaged {
    public func write(to image: inout ImageWriter) { image.signed(self) }
    public init(from image: inout ImageReader) throws(ImageFault) { self = try image.signed() }
}

extension Int: Imaged {
    public func write(to image: inout ImageWriter) { image.signed(Int64(self)) }
    public init(from image: inout ImageReader) throws(ImageFault) { self = Int(try image.signed()) }
}

extension Int32: Imaged {
    public func write(to image: inout ImageWriter) { image.signed(Int64(self)) }
    public init(from image: inout ImageReader) throws(ImageFault) {
        self = Int32(truncatingIfNeeded: try image.signed())
    }
}

extension UInt8: Imaged {
    public func write(to image: inout ImageWriter) { image.byte(self) }
    public init(from image: inout ImageReader) throws(ImageFault) { self = try image.byte() }
}

extension UInt16: Imaged {
    public func write(to image: inout ImageWriter) { image.unsigned(UInt64(self)) }
    public init(from image: inout ImageReader) throws(ImageFault) {
        self = UInt16(truncatingIfNeeded: try image.unsigned())
    }
}

extension Double: Imaged {
    /// Bytes reversed, so that round numbers are short.
    public func write(to image: inout ImageWriter) { image.unsigned(bitPattern.byteSwapped) }
    public init(from image: inout ImageReader) throws(ImageFault) {
        self.init(bitPattern: try image.unsigned().byteSwapped)
    }
}

extension String: Imaged {
    public func write(to image: inout ImageWriter) { image.text(self) }
    public init(from image: inout ImageReader) throws(ImageFault) { self = try image.text() }
}

extension Identifier: Imaged {
    public func write(to image: inout ImageWriter) { image.name(rawValue) }
    public init(from image: inout ImageReader) throws(ImageFault) { self.init(try image.name()) }
}

extension Timestamp: Imaged {
    public func write(to image: inout ImageWriter) { image.signed(milliseconds) }
    public init(from image: inout ImageReader) throws(ImageFault) { self.init(milliseconds: try image.signed()) }
}

extension TimeSpan: Imaged {
    public func write(to image: inout ImageWriter) { image.signed(milliseconds) }
    public init(from image: inout ImageReader) throws(ImageFault) { self.init(milliseconds: try image.signed()) }
}

extension SequenceNumber: Imaged {
    public func write(to image: inout ImageWriter) { image.signed(Int64(rawValue)) }
    public init(from image: inout ImageReader) throws(ImageFault) { self.init(Int(try image.signed())) }
}

extension Optional: Imaged where Wrapped: Imaged {
    public func write(to image: inout ImageWriter) {
        image.byte(self == nil ? 0 : 1)
        if let self { self.write(to: &image) }
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        self = try image.byte() == 0 ? nil : try Wrapped(from: &image)
    }
}

extension Array: Imaged where Element: Imaged {
    public func write(to image: inout ImageWriter) {
        image.unsigned(UInt64(count))
        for element in self { element.write(to: &image) }
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        let count = try image.count()
        self = []
        reserveCapacity(count)
        for _ in 0..<count { append(try Element(from: &image)) }
    }
}

extension Set: Imaged where Element: Imaged & Comparable {
    public func write(to image: inout ImageWriter) { sorted().write(to: &image) }
    public init(from image: inout ImageReader) throws(ImageFault) { self = Set(try [Element](from: &image)) }
}

extension Dictionary: Imaged where Key: Imaged & Comparable, Value: Imaged {
    public func write(to image: inout ImageWriter) {
        image.unsigned(UInt64(count))
        for key in keys.sorted() {
            guard let value = self[key] else { continue }
            key.write(to: &image)
            value.write(to: &image)
        }
    }

    public init(from image: inout ImageReader) throws(ImageFault) {
        let count = try image.count()
        self.init(minimumCapacity: count)
        for _ in 0..<count {
            let key = try Key(from: &image)
            self[key] = try Value(from: &image)
        }
    }
}
