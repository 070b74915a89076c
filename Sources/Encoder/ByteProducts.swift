internal import CEncoderKernels
public import Understanding

/// Products of bytes by the processor's widest vectors.
extension KernelAlgebra: ByteAlgebra {
    public func products(
        of left: Span<SIMD16<Int8>>, with rows: Span<SIMD16<Int8>>, into result: inout MutableSpan<Int32>
    ) {
        precondition(left.count % 2 == 0 && rows.count >= left.count * result.count)
        let width = left.count * 16
        left.withUnsafeBytes { left in
            rows.withUnsafeBytes { rows in
                result.withUnsafeMutableBufferPointer { result in
                    guard let left = left.baseAddress, let rows = rows.baseAddress, let target = result.baseAddress
                    else { return }
                    byte_products(
                        left.assumingMemoryBound(to: Int8.self), rows.assumingMemoryBound(to: Int8.self),
                        result.count, width, target)
                }
            }
        }
    }
}

extension MiniLMEncoder {
    public var byteAlgebra: any ByteAlgebra { KernelAlgebra() }
}
