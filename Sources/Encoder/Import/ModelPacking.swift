extension ModelWeights {
    /// The bytes of a model's file: weights in 8 bits with a step for each output, embeddings with a step for each
    /// piece, everything where the kernels want it.
    public func packed(notice: String) -> [UInt8] {
        let tables = PieceTable.tables(for: pieces)
        let header = ModelHeader(
            shape: shape, slots: tables.slots.count, pieceBytes: tables.text.count, noticeBytes: notice.utf8.count,
            weightsHash: weightsHash, tokenizerHash: tokenizerHash)
        let layout = ModelLayout(header)
        var bytes = [UInt8](repeating: 0, count: layout.length)
        header.write(to: &bytes)
        bytes.put(Array(notice.utf8), at: layout.notice)
        bytes.put(tables.offsets, at: layout.pieceOffsets)
        bytes.put(tables.text, at: layout.pieceText)
        bytes.put(tables.slots, at: layout.pieceSlots)
        let rows = CodedRows(tokens, width: shape.width)
        bytes.put(rows.steps, at: layout.tokenSteps)
        bytes.put(rows.codes, at: layout.tokenCodes)
        bytes.put(positions, at: layout.positions)
        Self.put(embeddingNorm, at: layout.embeddingNorm, in: &bytes)
        for (layer, place) in zip(layers, layout.layers) {
            Self.put(layer.attention, at: place.attention, in: &bytes)
            Self.put(layer.output, at: place.output, in: &bytes)
            Self.put(layer.outputNorm, at: place.outputNorm, in: &bytes)
            Self.put(layer.up, at: place.up, in: &bytes)
            Self.put(layer.down, at: place.down, in: &bytes)
            Self.put(layer.downNorm, at: place.downNorm, in: &bytes)
        }
        ModelHeader.seal(&bytes)
        return bytes
    }

    private static func put(_ norm: Norm, at place: ModelLayout.Norm, in bytes: inout [UInt8]) {
        bytes.put(norm.gain, at: place.gain)
        bytes.put(norm.shift, at: place.shift)
    }

    private static func put(_ dense: Dense, at place: ModelLayout.Product, in bytes: inout [UInt8]) {
        let rows = CodedRows(dense.weights, width: place.inputs)
        bytes.put(rows.blocked(), at: place.codes)
        bytes.put(rows.steps, at: place.steps)
        bytes.put(rows.sums(), at: place.sums)
        bytes.put(dense.bias, at: place.bias)
    }
}

/// Rows of numbers in 8 bits: value = step of the row * code, codes from -127 to 127.
struct CodedRows {
    let width: Int
    private(set) var steps: [Float] = []
    private(set) var codes: [Int8]

    init(_ values: [Float], width: Int) {
        self.width = width
        codes = [Int8](repeating: 0, count: values.count)
        steps.reserveCapacity(values.count / width)
        for first in stride(from: 0, to: values.count, by: width) {
            var largest: Float = 0
            for index in first..<(first + width) { largest = max(largest, values[index].magnitude) }
            let step = largest / 127
            steps.append(step)
            guard step > 0, step.isFinite else { continue }
            for index in first..<(first + width) {
                codes[index] = Int8(max(-127, min(127, (values[index] / step).rounded(.toNearestOrEven))))
            }
        }
    }

    /// In blocks of 16 rows, and groups of 4 columns within a block, as the kernels read them.
    func blocked() -> [Int8] {
        var blocked: [Int8] = []
        blocked.reserveCapacity(codes.count)
        for block in stride(from: 0, to: steps.count, by: 16) {
            for group in stride(from: 0, to: width, by: 4) {
                for row in block..<(block + 16) {
                    let first = row * width + group
                    blocked.append(codes[first])
                    blocked.append(codes[first + 1])
                    blocked.append(codes[first + 2])
                    blocked.append(codes[first + 3])
                }
            }
        }
        return blocked
    }

    func sums() -> [Int32] {
        (0..<steps.count).map { row in
            codes[(row * width)..<((row + 1) * width)].reduce(0) { $0 + Int32($1) }
        }
    }
}
