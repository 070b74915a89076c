/// Products of dense matrices, row after row. Training is made of little else, so whoever brings an encoder may bring
/// a faster way to multiply. The same operands give the same bits, on the same kind of machine.
public protocol DenseAlgebra: Sendable {
    /// Adds `left · right` to `result`.
    ///
    /// - Parameters:
    ///   - left: `rows × inner` numbers.
    ///   - right: `inner × columns`, columns a multiple of 8.
    ///   - result: `rows × columns`.
    func multiply(
        _ left: Span<Float>, _ right: Span<Float>, rows: Int, inner: Int, columns: Int,
        into result: inout MutableSpan<Float>)

    /// Adds `leftᵀ · right` to `result`.
    ///
    /// - Parameters:
    ///   - left: `inner × rows` numbers.
    ///   - right: `inner × columns`, columns a multiple of 8.
    ///   - result: `rows × columns`.
    func multiplyTransposed(
        _ left: Span<Float>, _ right: Span<Float>, rows: Int, inner: Int, columns: Int,
        into result: inout MutableSpan<Float>)
}

/// The products in plain Swift: what there is without an encoder's kernels.
public struct PortableAlgebra: DenseAlgebra {
    public init() {}

    public func multiply(
        _ left: Span<Float>, _ right: Span<Float>, rows: Int, inner: Int, columns: Int,
        into result: inout MutableSpan<Float>
    ) {
        for row in 0..<rows {
            for term in 0..<inner {
                let factor = left[row * inner + term]
                for column in 0..<columns {
                    result[row * columns + column] += factor * right[term * columns + column]
                }
            }
        }
    }

    public func multiplyTransposed(
        _ left: Span<Float>, _ right: Span<Float>, rows: Int, inner: Int, columns: Int,
        into result: inout MutableSpan<Float>
    ) {
        for term in 0..<inner {
            for row in 0..<rows {
                let factor = left[term * rows + row]
                for column in 0..<columns {
                    result[row * columns + column] += factor * right[term * columns + column]
                }
            }
        }
    }
}
