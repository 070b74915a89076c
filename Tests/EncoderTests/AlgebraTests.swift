import Encoder
import Testing
import Understanding
import Vocabulary

@Suite struct AlgebraTests {
    private static let shapes: [(rows: Int, inner: Int, columns: Int)] = [
        (1, 1, 8), (5, 3, 8), (6, 193, 16), (7, 384, 80), (13, 40, 152), (64, 200, 104),
    ]

    private func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(state: seed)
        return (0..<count).map { _ in Float(Int(generator.next() % 2_001) - 1_000) / 1_000 }
    }

    @Test(arguments: shapes)
    func `the processor's kernels multiply as plain Swift does`(shape: (rows: Int, inner: Int, columns: Int)) {
        let (rows, inner, columns) = shape
        let left = numbers(rows * inner, seed: 1)
        let right = numbers(inner * columns, seed: 2)
        let start = numbers(rows * columns, seed: 3)
        for isTransposed in [false, true] {
            let results = [PortableAlgebra() as any DenseAlgebra, KernelAlgebra()].map { algebra -> [Float] in
                var result = start
                var span = result.mutableSpan
                if isTransposed {
                    algebra.multiplyTransposed(
                        left.span, right.span, rows: rows, inner: inner, columns: columns, into: &span)
                } else {
                    algebra.multiply(left.span, right.span, rows: rows, inner: inner, columns: columns, into: &span)
                }
                return result
            }
            let worst = zip(results[0], results[1]).map { abs($0 - $1) }.max() ?? 0
            #expect(worst < 1e-3)
            #expect(results[0] != start)
        }
    }
}
