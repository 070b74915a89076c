/// Where everything stands in a model's file, in bytes from its beginning: each section on a multiple of 64, one after
/// the other. Nothing of this is read from the file but sizes, so no section can lie outside it.
struct ModelLayout: Hashable, Sendable {
    struct Norm: Hashable, Sendable {
        let gain: Int
        let shift: Int
    }

    struct Product: Hashable, Sendable {
        let inputs: Int
        let outputs: Int
        let codes: Int
        let steps: Int
        let sums: Int
        let bias: Int
    }

    struct Layer: Hashable, Sendable {
        let attention: Product
        let output: Product
        let outputNorm: Norm
        let up: Product
        let down: Product
        let downNorm: Norm
    }

    let header: ModelHeader
    let notice: Int
    let pieceOffsets: Int
    let pieceText: Int
    let pieceSlots: Int
    let tokenSteps: Int
    let tokenCodes: Int
    let positions: Int
    let embeddingNorm: Norm
    let layers: [Layer]
    /// Of the whole file.
    let length: Int

    init(_ header: ModelHeader) {
        self.header = header
        let shape = header.shape
        var end = ModelHeader.length
        func take(_ bytes: Int) -> Int {
            defer { end += (bytes + 63) & ~63 }
            return end
        }
        func norm() -> Norm {
            Norm(gain: take(shape.width * 4), shift: take(shape.width * 4))
        }
        func product(_ inputs: Int, _ outputs: Int) -> Product {
            Product(
                inputs: inputs, outputs: outputs, codes: take(inputs * outputs), steps: take(outputs * 4),
                sums: take(outputs * 4), bias: take(outputs * 4))
        }
        notice = take(header.noticeBytes)
        pieceOffsets = take((shape.vocabulary + 1) * 4)
        pieceText = take(header.pieceBytes)
        pieceSlots = take(header.slots * 4)
        tokenSteps = take(shape.vocabulary * 4)
        tokenCodes = take(shape.vocabulary * shape.width)
        positions = take(shape.positions * shape.width * 4)
        embeddingNorm = norm()
        layers = (0..<shape.layers).map { _ in
            Layer(
                attention: product(shape.width, 3 * shape.width), output: product(shape.width, shape.width),
                outputNorm: norm(), up: product(shape.width, shape.inner), down: product(shape.inner, shape.width),
                downNorm: norm())
        }
        length = end
    }
}
