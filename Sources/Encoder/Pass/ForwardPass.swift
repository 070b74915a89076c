internal import CEncoderKernels
internal import Understanding

/// The matrix products of a layer.
enum Product: Hashable, Sendable {
    /// Queries, keys and values at once.
    case attention
    case output
    case up
    case down
}

/// What comes after them, and after the embeddings.
enum Norm: Hashable, Sendable {
    case embedding
    case output(layer: Int)
    case down(layer: Int)
}

/// The weights of a pass, in some arithmetic.
protocol PassWeights: Sendable {
    var shape: ModelShape { get }
    var kernels: Kernels { get }
    /// A token's row at a position, before its norm.
    func embed(_ token: Int, at position: Int, into row: UnsafeMutablePointer<Float>)
    func multiply(
        _ product: Product, layer: Int, rows: UnsafePointer<Float>, count: Int, into out: UnsafeMutablePointer<Float>,
        _ scratch: borrowing Scratch)
    func norm(_ norm: Norm) -> (gain: UnsafePointer<Float>, shift: UnsafePointer<Float>)
}

extension PassWeights {
    /// The pass of a BERT encoder (Devlin et al. 2018): attention, then two products about a gate, each added to what
    /// came in and brought back to norm. `tokens` are within the vocabulary, and no more than the positions.
    func vectors(of tokens: [Int]) -> SentenceVectors {
        let (shape, kernels) = (shape, kernels.table.pointee)
        let scratch = Scratch(shape, tokens: tokens.count)
        for (position, token) in tokens.enumerated() {
            embed(token, at: position, into: scratch.hidden + position * shape.width)
        }
        settle(scratch, adding: nil, .embedding)
        var middle: [Float] = []
        for layer in 0..<shape.layers {
            multiply(.attention, layer: layer, rows: scratch.hidden, count: scratch.count, into: scratch.wide, scratch)
            kernels.attend(
                scratch.wide, scratch.count, shape.heads, shape.headWidth, scratch.attention, scratch.mixed)
            multiply(.output, layer: layer, rows: scratch.mixed, count: scratch.count, into: scratch.wide, scratch)
            settle(scratch, adding: scratch.wide, .output(layer: layer))
            for first in stride(from: 0, to: scratch.count, by: Scratch.chunk) {
                let count = min(Scratch.chunk, scratch.count - first)
                let rows = first * shape.width
                multiply(.up, layer: layer, rows: scratch.hidden + rows, count: count, into: scratch.inner, scratch)
                kernels.gelu(scratch.inner, count * shape.inner)
                multiply(.down, layer: layer, rows: scratch.inner, count: count, into: scratch.wide + rows, scratch)
            }
            settle(scratch, adding: scratch.wide, .down(layer: layer))
            if layer + 1 == shape.middle { middle = mean(scratch) }
        }
        return SentenceVectors(middle: middle, last: mean(scratch))
    }

    private func settle(_ scratch: borrowing Scratch, adding added: UnsafePointer<Float>?, _ norm: Norm) {
        let (gain, shift) = self.norm(norm)
        kernels.table.pointee.normalise(scratch.hidden, added, scratch.count, shape.width, gain, shift)
    }

    private func mean(_ scratch: borrowing Scratch) -> [Float] {
        let (rows, count) = (scratch.hidden, scratch.count)
        return [Float](unsafeUninitializedCapacity: shape.width) { values, used in
            if let start = values.baseAddress { kernels.table.pointee.mean(rows, count, shape.width, start) }
            used = shape.width
        }
    }
}
