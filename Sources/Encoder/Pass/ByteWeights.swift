internal import CEncoderKernels

/// The weights in 8 bits, as they lie in the file. Tokens' rows are brought to 8 bits before each product, each row
/// with a step and a zero of its own.
struct ByteWeights: PassWeights {
    let file: ModelFile
    let kernels: Kernels

    var shape: ModelShape { file.layout.header.shape }

    func embed(_ token: Int, at position: Int, into row: UnsafeMutablePointer<Float>) {
        let (layout, region, width) = (file.layout, file.region, shape.width)
        kernels.table.pointee.embed(
            region.values(at: layout.tokenCodes + token * width),
            region.values(at: layout.tokenSteps, as: Float.self)[token],
            region.values(at: layout.positions + position * width * 4), row, width)
    }

    func multiply(
        _ product: Product, layer: Int, rows: UnsafePointer<Float>, count: Int, into out: UnsafeMutablePointer<Float>,
        _ scratch: borrowing Scratch
    ) {
        let layer = file.layout.layers[layer]
        let place =
            switch product {
            case .attention: layer.attention
            case .output: layer.output
            case .up: layer.up
            case .down: layer.down
            }
        var weights = encoder_linear(
            weights: file.region.values(at: place.codes), steps: file.region.values(at: place.steps),
            sums: file.region.values(at: place.sums), bias: file.region.values(at: place.bias), inputs: place.inputs,
            outputs: place.outputs)
        var codes = encoder_rows(
            codes: scratch.codes, steps: scratch.steps, zeros: scratch.zeros, count: count, width: place.inputs)
        kernels.table.pointee.quantise(rows, &codes)
        kernels.table.pointee.linear(&weights, &codes, out)
    }

    func norm(_ norm: Norm) -> (gain: UnsafePointer<Float>, shift: UnsafePointer<Float>) {
        let place =
            switch norm {
            case .embedding: file.layout.embeddingNorm
            case .output(let layer): file.layout.layers[layer].outputNorm
            case .down(let layer): file.layout.layers[layer].downNorm
            }
        return (file.region.values(at: place.gain), file.region.values(at: place.shift))
    }
}
