import CEncoderKernels
import Foundation
import Testing

/// Each kernel against the plain arithmetic it stands for, in each family that runs here.
struct KernelTests {
    static let families = [encoder_family_portable, encoder_family_avx2, encoder_family_avx512vnni]
        .filter { encoder_kernels_of($0) != nil }
        .map(\.rawValue)

    private func kernels(_ family: UInt32) throws -> encoder_kernels {
        try #require(encoder_kernels_of(encoder_family(rawValue: family))).pointee
    }

    private func numbers(_ count: Int, within range: Float, seed: UInt64) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Float(state >> 40) / Float(1 << 23) - 1) * range
        }
    }

    @Test(arguments: families)
    func `the gate is x times the normal distribution's share below x`(family: UInt32) throws {
        let gelu = try #require(kernels(family).gelu)
        let inputs = (0..<2048).map { Float($0 - 1024) / 100 }
        var outputs = inputs
        gelu(&outputs, outputs.count)
        for (x, y) in zip(inputs.map(Double.init), outputs.map(Double.init)) {
            let exact = x * 0.5 * erfc(-x / 2.0.squareRoot())
            #expect(abs(y - exact) <= 1e-6 + 4e-7 * abs(x), "\(x)")
        }
    }

    @Test(arguments: families)
    func `rows are brought back to mean 0 and variance 1`(family: UInt32) throws {
        let normalise = try #require(kernels(family).normalise)
        let (count, width) = (3, 80)
        let (rows, added) = (numbers(count * width, within: 3, seed: 1), numbers(count * width, within: 2, seed: 2))
        let (gain, shift) = (numbers(width, within: 1, seed: 3), numbers(width, within: 1, seed: 4))
        var outputs = rows
        normalise(&outputs, added, count, width, gain, shift)
        for row in 0..<count {
            let sums = (0..<width).map { Double(rows[row * width + $0]) + Double(added[row * width + $0]) }
            let mean = sums.reduce(0, +) / Double(width)
            let deviation = (sums.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(width)).squareRoot()
            for index in 0..<width {
                let exact = (sums[index] - mean) / deviation * Double(gain[index]) + Double(shift[index])
                #expect(abs(Double(outputs[row * width + index]) - exact) < 1e-5)
            }
        }
    }

    @Test(arguments: families, [1, 2, 3, 4, 5, 8, 15, 16, 17, 33])
    func `attention is the softmax-weighted mean of the values`(family: UInt32, count: Int) throws {
        let attend = try #require(kernels(family).attend)
        let (heads, headWidth) = (3, 32)
        let width = heads * headWidth
        let rows = numbers(count * 3 * width, within: 2, seed: UInt64(count))
        var scratch = [Float](repeating: .nan, count: encoder_attention_scratch(count, headWidth))
        var outputs = [Float](repeating: .nan, count: count * width)
        attend(rows, count, heads, headWidth, &scratch, &outputs)
        for head in 0..<heads {
            for query in 0..<count {
                func number(_ row: Int, _ part: Int, _ index: Int) -> Double {
                    Double(rows[row * 3 * width + part * width + head * headWidth + index])
                }
                let scores = (0..<count).map { row in
                    (0..<headWidth).map { number(query, 0, $0) * number(row, 1, $0) }.reduce(0, +)
                        / Double(headWidth).squareRoot()
                }
                let weights = scores.map(exp)
                for index in 0..<headWidth {
                    let exact =
                        (0..<count).map { weights[$0] * number($0, 2, index) }.reduce(0, +) / weights.reduce(0, +)
                    #expect(abs(Double(outputs[query * width + head * headWidth + index]) - exact) < 1e-5)
                }
            }
        }
    }

    @Test(arguments: families, [1, 2, 3, 4, 7, 8, 9, 16, 17])
    func `a product in 8 bits is exact but for the steps`(family: UInt32, count: Int) throws {
        let kernels = try kernels(family)
        let (inputs, outputs) = (96, 80)
        let rows = numbers(count * inputs, within: 3, seed: 5)
        // The largest codes there are, so that sums which are clipped on the way would be seen.
        let codes = (0..<(inputs * outputs)).map { Int8($0.isMultiple(of: 3) ? 127 : $0 % 251 - 125) }
        func code(_ output: Int, _ input: Int) -> Int {
            Int(codes[output / 16 * 16 * inputs + input / 4 * 64 + output % 16 * 4 + input % 4])
        }
        let steps = numbers(outputs, within: 0.1, seed: 6)
        let sums = (0..<outputs).map { output in Int32((0..<inputs).map { code(output, $0) }.reduce(0, +)) }
        let bias = numbers(outputs, within: 1, seed: 7)
        let memory = Memory()
        let rowSteps = memory.hold([Float](repeating: 0, count: count))
        let rowZeros = memory.hold([Int32](repeating: 0, count: count))
        var layer = encoder_linear(
            weights: memory.hold(codes), steps: memory.hold(steps), sums: memory.hold(sums), bias: memory.hold(bias),
            inputs: inputs, outputs: outputs)
        var coded = encoder_rows(
            codes: memory.hold([Int16](repeating: 0, count: count * inputs)), steps: rowSteps, zeros: rowZeros,
            count: count, width: inputs)
        var products = [Float](repeating: .nan, count: count * outputs)
        kernels.quantise(rows, &coded)
        kernels.linear(&layer, &coded, &products)
        defer { withExtendedLifetime(memory) {} }
        for row in 0..<count {
            for output in 0..<outputs {
                let exact = (0..<inputs).map { input in
                    // What the row's code stands for.
                    let value = rows[row * inputs + input] * (1 / rowSteps[row]) + Float(rowZeros[row])
                    let rounded = max(0, min(255, value)).rounded(.toNearestOrEven)
                    return (Int(rounded) - Int(rowZeros[row])) * code(output, input)
                }.reduce(0, +)
                let expected = Float(exact) * (steps[output] * rowSteps[row]) + bias[output]
                #expect(products[row * outputs + output] == expected)
            }
        }
    }
}

/// Arrays at addresses that stay.
private final class Memory {
    private var blocks: [UnsafeMutableRawPointer] = []

    func hold<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
        let block = UnsafeMutablePointer<Value>.allocate(capacity: values.count)
        block.initialize(from: values, count: values.count)
        blocks.append(block)
        return block
    }

    deinit { blocks.forEach { $0.deallocate() } }
}
