import Testing
import Understanding

struct ArticleMeaningTests {
    /// Vectors of length 1 that differ from each other, without chance.
    private static func vector(_ seed: Int, width: Int = 384) -> [Float] {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        var numbers: [Float] = (0..<width).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int64(bitPattern: state) >> 33) / Float(1 << 30)
        }
        let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for index in numbers.indices { numbers[index] /= length }
        return numbers
    }

    private static func cosine(_ left: [Float], _ right: [Float]) -> Float {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test(arguments: [1, 16, 31, 33, 384, 400]) func `8 bits turn a cosine by little, at any width`(width: Int) {
        var index = MeaningIndex(width: width)
        let rows = (1...20).map { Self.vector($0, width: width) }
        for row in rows { index.append(row) }
        let query = Self.vector(77, width: width)
        let found = index.similarities(to: query)
        #expect(found.count == 20)
        for (row, similarity) in zip(rows, found) {
            #expect(abs(similarity - Self.cosine(row, query)) < 0.012)
        }
        #expect(abs(index.similarities(to: rows[3])[3] - 1) < 0.012)
    }

    @Test func `the steepest vectors do not overflow`() {
        var index = MeaningIndex(width: 384)
        let flat = [Float](repeating: 1 / Float(384).squareRoot(), count: 384)
        index.append(flat)
        index.append(flat.map { -$0 })
        let found = index.similarities(to: flat)
        #expect(abs(found[0] - 1) < 0.01)
        #expect(abs(found[1] + 1) < 0.01)
    }

    @Test func `what is no vector of this width is near to nothing`() {
        var index = MeaningIndex(width: 384)
        index.append([1, 2])
        index.append([0.5] + [Float](repeating: .nan, count: 383))
        index.append([Float](repeating: 0, count: 384))
        #expect(index.similarities(to: Self.vector(1)) == [0, 0, 0])
        #expect(index.similarities(to: []) == [0, 0, 0])
        #expect(index.similarities(to: [Float](repeating: .infinity, count: 384)) == [0, 0, 0])
    }

    @Test func `a row taken over from another index is that row`() {
        var old = MeaningIndex(width: 384)
        for seed in 1...3 { old.append(Self.vector(seed)) }
        var new = MeaningIndex(width: 384)
        new.append(2, of: old)
        new.append(9, of: old)
        let found = new.similarities(to: Self.vector(3))
        #expect(found[0] == old.similarities(to: Self.vector(3))[2])
        #expect(found[1] == 0)
        #expect(new.byteCount == 2 * (384 + 4))
    }
}
