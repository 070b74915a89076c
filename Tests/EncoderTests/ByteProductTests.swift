import Encoder
import Testing
import Understanding

/// The kernels give what plain Swift gives.
struct ByteProductTests {
    @Test(arguments: [2, 4, 24, 64], [0, 1, 2, 7, 33]) func `products of bytes are exact`(lanes: Int, count: Int) {
        var state: UInt64 = 7
        func byte() -> Int8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int8(Int(state >> 56) % 255 - 127)
        }
        func vector(_ count: Int) -> [SIMD16<Int8>] {
            (0..<count).map { _ in
                var lane = SIMD16<Int8>()
                for index in 0..<16 { lane[index] = byte() }
                return lane
            }
        }
        let left = vector(lanes)
        let rows = vector(lanes * count)
        var wanted = [Int32](repeating: 1, count: count)
        var found = [Int32](repeating: 2, count: count)
        var wantedSpan = wanted.mutableSpan
        PortableByteAlgebra().products(of: left.span, with: rows.span, into: &wantedSpan)
        var foundSpan = found.mutableSpan
        KernelAlgebra().products(of: left.span, with: rows.span, into: &foundSpan)
        #expect(found == wanted)
    }

    @Test func `the greatest numbers do not overflow`() {
        let left = [SIMD16<Int8>](repeating: SIMD16(repeating: 127), count: 24)
        let right = [SIMD16<Int8>](repeating: SIMD16(repeating: -127), count: 24)
        var sums: [Int32] = [0]
        var span = sums.mutableSpan
        KernelAlgebra().products(of: left.span, with: right.span, into: &span)
        #expect(sums == [-127 * 127 * 384])
    }
}
