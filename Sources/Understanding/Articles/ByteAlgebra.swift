/// Products of vectors of bytes: most of what a search among vectors does. Exact, so every way to compute them gives
/// the same.
public protocol ByteAlgebra: Sendable {
    /// - Parameters:
    ///   - left: a vector, its length a multiple of 32, each number from -127 to 127.
    ///   - rows: vectors of the same length, one after the other.
    ///   - result: the product of `left` with each of the first rows, as many as there is room for.
    func products(
        of left: Span<SIMD16<Int8>>, with rows: Span<SIMD16<Int8>>, into result: inout MutableSpan<Int32>)
}

/// In plain Swift: what there is without an encoder's kernels.
public struct PortableByteAlgebra: ByteAlgebra {
    public init() {}

    public func products(
        of left: Span<SIMD16<Int8>>, with rows: Span<SIMD16<Int8>>, into result: inout MutableSpan<Int32>
    ) {
        let lanes = left.count
        for row in 0..<result.count {
            var total = SIMD16<Int32>.zero
            for lane in 0..<lanes {
                total &+=
                    SIMD16<Int32>(truncatingIfNeeded: left[lane])
                    &* SIMD16<Int32>(truncatingIfNeeded: rows[row * lanes + lane])
            }
            result[row] = total.wrappedSum()
        }
    }
}
