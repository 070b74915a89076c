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
        // An even number of lanes: two products fit into sixteen bits, so they are summed in pairs.
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
    public func similarities(to vector: [Float]) -> [Float] {
        guard vector.count == width else { return [Float](repeating: 0, count: count) }
        let (bytes, scale) = quantised(vector)
        let query = bytes.map { SIMD16<Int16>(truncatingIfNeeded: $0) }
        var result = [Float](repeating: 0, count: count)
        var sums = result.mutableSpan
        let (wanted, rows) = (query.span, numbers.span)
        for index in 0..<count {
            var total = SIMD16<Int32>.zero
            let start = index * lanes
            var lane = 0
            while lane < lanes {
                // 127 * 127 twice is less than 2^15.
                let pair =
                    wanted[lane] &* SIMD16<Int16>(truncatingIfNeeded: rows[start + lane])
                    &+ wanted[lane + 1] &* SIMD16<Int16>(truncatingIfNeeded: rows[start + lane + 1])
                total &+= SIMD16<Int32>(truncatingIfNeeded: pair)
                lane += 2
            }
            sums[index] = Float(total.wrappedSum()) * scale * scales[index]
        }
        return result
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
