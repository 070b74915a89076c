internal import CEncoderKernels
public import Understanding

/// Matrix products by the processor's widest vectors.
public struct KernelAlgebra: DenseAlgebra {
    public init() {}

    public func multiply(
        _ left: Span<Float>, _ right: Span<Float>, rows: Int, inner: Int, columns: Int,
        into result: inout MutableSpan<Float>
    ) {
        precondition(left.count >= rows * inner)
        add(left, rowStride: inner, termStride: 1, right, rows, inner, columns, &result)
    }

    public func multiplyTransposed(
        _ left: Span<Float>, _ right: Span<Float>, rows: Int, inner: Int, columns: Int,
        into result: inout MutableSpan<Float>
    ) {
        precondition(left.count >= rows * inner)
        add(left, rowStride: 1, termStride: rows, right, rows, inner, columns, &result)
    }

    private func add(
        _ left: Span<Float>, rowStride: Int, termStride: Int, _ right: Span<Float>, _ rows: Int, _ inner: Int,
        _ columns: Int, _ result: inout MutableSpan<Float>
    ) {
        precondition(columns % 8 == 0 && right.count >= inner * columns && result.count >= rows * columns)
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                result.withUnsafeMutableBufferPointer { result in
                    guard let left = left.baseAddress, let right = right.baseAddress, let result = result.baseAddress
                    else { return }
                    dense_product(left, rowStride, termStride, right, rows, inner, columns, result)
                }
            }
        }
    }
}

extension MiniLMEncoder {
    public var algebra: any DenseAlgebra { KernelAlgebra() }
}
