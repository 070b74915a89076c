/// How near a sentence's vector stands to each of a fixed set of vectors, in 8 bits: a byte for each number, which
/// turns a cosine by less than 0.005.
public struct MeaningIndex: Sendable {
    /// Numbers in each vector.
    public let width: Int
    private let lanes: Int
    private var numbers: [SIMD16<Int8>] = []
    /// What a vector's bytes have to be multiplied by.
    private var scales: [Float] = []

    public init(width: Int) {
        self.width = width
        // A multiple of 32 numbers: what the widest registers take at once.
        lanes = (width + 31) / 32 * 2
    }

    public var count: Int { scales.count }

    /// Bytes held.
    public var byteCount: Int { numbers.count * 16 + scales.count * 4 }

    /// Adds a vector of length 1; one of another width is near to nothing.
    public mutating func append(_ vector: [Float]) {
        let (bytes, scale) = quantised(vector)
        numbers += bytes
        scales.append(scale)
    }

    /// Adds a vector of another index of the same width.
    public mutating func append(_ row: Int, of other: MeaningIndex) {
        guard other.width == width, row < other.count else { return append([]) }
        numbers += other.numbers[row * lanes..<(row + 1) * lanes]
        scales.append(other.scales[row])
    }

    /// A vector as it is kept: `width` bytes, and what they have to be multiplied by.
    public func stored(_ row: Int) -> (numbers: [Int8], scale: Float) {
        let bytes = (0..<width).map { numbers[row * lanes + $0 / 16][$0 % 16] }
        return (bytes, scales[row])
    }

    /// Adds a vector that was kept; one of another width is near to nothing.
    public mutating func append(stored bytes: [Int8], scale: Float) {
        guard bytes.count == width, scale.isFinite else { return append([]) }
        var padded = [SIMD16<Int8>](repeating: .zero, count: lanes)
        for (index, byte) in bytes.enumerated() { padded[index / 16][index % 16] = max(byte, -127) }
        numbers += padded
        scales.append(scale)
    }

    /// The cosine to every vector, in the order they were added.
    ///
    /// - Parameter algebra: the fastest way there is to multiply.
    public func similarities(
        to vector: [Float], by algebra: any ByteAlgebra = PortableByteAlgebra()
    ) -> [Float] {
        guard vector.count == width else { return [Float](repeating: 0, count: count) }
        let (bytes, scale) = quantised(vector)
        var products = [Int32](repeating: 0, count: count)
        var span = products.mutableSpan
        algebra.products(of: bytes.span, with: numbers.span, into: &span)
        return zip(products, scales).map { Float($0) * scale * $1 }
    }

    private func quantised(_ vector: [Float]) -> (bytes: [SIMD16<Int8>], scale: Float) {
        var bytes = [SIMD16<Int8>](repeating: .zero, count: lanes)
        let greatest = vector.reduce(0) { max($0, abs($1)) }
        guard vector.count == width, greatest > 0, vector.allSatisfy(\.isFinite) else { return (bytes, 0) }
        for (index, number) in vector.enumerated() {
            bytes[index / 16][index % 16] = Int8((number / greatest * 127).rounded())
        }
        return (bytes, greatest / 127)
    }
}
