internal import CEncoderKernels
public import Understanding

/// The same pass in 32-bit floating point, straight from the published weights: what the 8-bit encoder is measured
/// against. It keeps all weights in memory (about 90 MB), so nothing but tests and benchmarks uses it.
public struct ReferenceEncoder: SentenceEncoder {
    private let weights: FloatWeights
    private let tokenizer: Tokenizer
    public let identity: String
    public var width: Int { weights.shape.width }

    public init(_ model: ModelWeights, kernel: KernelFamily = .best) throws(ModelProblem) {
        guard let vocabulary = Vocabulary(PieceTable(model.pieces)) else { throw .damaged("tokenizer.json") }
        weights = FloatWeights(model, kernels: try kernel.kernels())
        tokenizer = Tokenizer(vocabulary, limit: model.shape.positions)
        identity = "minilm-float-\(kernel.rawValue)-\(Digest.hex(model.weightsHash).prefix(16))"
    }

    public func encode(_ text: String) -> SentenceVectors {
        weights.vectors(of: tokenizer.tokens(of: text))
    }
}

/// Weights in floating point, outputs in blocks of 16.
private struct FloatWeights: PassWeights {
    private struct Place {
        let inputs: Int
        let outputs: Int
        let weights: Int
        let bias: Int
    }

    let shape: ModelShape
    let kernels: Kernels
    private let region: Region
    private let tokens: Int
    private let positions: Int
    private var products: [[Place]] = []
    private var norms: [(gain: Int, shift: Int)] = []

    init(_ model: ModelWeights, kernels: Kernels) {
        shape = model.shape
        self.kernels = kernels
        var all: [Float] = []
        func put(_ values: [Float]) -> Int {
            defer { all += values }
            return all.count * 4
        }
        func put(_ dense: ModelWeights.Dense) -> Place {
            let outputs = dense.bias.count
            let inputs = dense.weights.count / outputs
            var blocked: [Float] = []
            blocked.reserveCapacity(dense.weights.count)
            for block in stride(from: 0, to: outputs, by: 16) {
                for input in 0..<inputs {
                    for output in block..<(block + 16) { blocked.append(dense.weights[output * inputs + input]) }
                }
            }
            return Place(inputs: inputs, outputs: outputs, weights: put(blocked), bias: put(dense.bias))
        }
        func put(_ norm: ModelWeights.Norm) -> (gain: Int, shift: Int) {
            (put(norm.gain), put(norm.shift))
        }
        tokens = put(model.tokens)
        positions = put(model.positions)
        norms.append(put(model.embeddingNorm))
        for layer in model.layers {
            products.append([put(layer.attention), put(layer.output), put(layer.up), put(layer.down)])
            norms.append(put(layer.outputNorm))
            norms.append(put(layer.downNorm))
        }
        region = Region(all)
    }

    func embed(_ token: Int, at position: Int, into row: UnsafeMutablePointer<Float>) {
        let word: UnsafePointer<Float> = region.values(at: tokens + token * shape.width * 4)
        let place: UnsafePointer<Float> = region.values(at: positions + position * shape.width * 4)
        for index in 0..<shape.width { row[index] = word[index] + place[index] }
    }

    func multiply(
        _ product: Product, layer: Int, rows: UnsafePointer<Float>, count: Int, into out: UnsafeMutablePointer<Float>,
        _ scratch: borrowing Scratch
    ) {
        let layer = products[layer]
        let place =
            switch product {
            case .attention: layer[0]
            case .output: layer[1]
            case .up: layer[2]
            case .down: layer[3]
            }
        kernels.table.pointee.linear_float(
            region.values(at: place.weights), region.values(at: place.bias), place.inputs, place.outputs, rows, count,
            out)
    }

    func norm(_ norm: Norm) -> (gain: UnsafePointer<Float>, shift: UnsafePointer<Float>) {
        let place =
            switch norm {
            case .embedding: norms[0]
            case .output(let layer): norms[1 + 2 * layer]
            case .down(let layer): norms[2 + 2 * layer]
            }
        return (region.values(at: place.gain), region.values(at: place.shift))
    }
}
