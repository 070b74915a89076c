/// A model as its makers publish it, in floating point: what an import reads, and the reference computes with.
public struct ModelWeights: Sendable {
    /// A product's weights, one row of inputs for each output.
    public struct Dense: Sendable {
        public var weights: [Float]
        public var bias: [Float]

        public init(weights: [Float], bias: [Float]) {
            self.weights = weights
            self.bias = bias
        }
    }

    public struct Norm: Sendable {
        public var gain: [Float]
        public var shift: [Float]

        public init(gain: [Float], shift: [Float]) {
            self.gain = gain
            self.shift = shift
        }
    }

    public struct Layer: Sendable {
        /// Outputs: queries, then keys, then values.
        public var attention: Dense
        public var output: Dense
        public var outputNorm: Norm
        public var up: Dense
        public var down: Dense
        public var downNorm: Norm

        public init(
            attention: Dense, output: Dense, outputNorm: Norm, up: Dense, down: Dense, downNorm: Norm
        ) {
            self.attention = attention
            self.output = output
            self.outputNorm = outputNorm
            self.up = up
            self.down = down
            self.downNorm = downNorm
        }
    }

    public var shape: ModelShape
    /// Word pieces in the order of their numbers.
    public var pieces: [String]
    /// A row for each piece.
    public var tokens: [Float]
    /// A row for each position, the row of the first (and only) token type added to it.
    public var positions: [Float]
    public var embeddingNorm: Norm
    public var layers: [Layer]
    /// SHA-256 of the files that this was read from, 32 bytes each.
    public var weightsHash: [UInt8]
    public var tokenizerHash: [UInt8]

    public init(
        shape: ModelShape, pieces: [String], tokens: [Float], positions: [Float], embeddingNorm: Norm, layers: [Layer],
        weightsHash: [UInt8], tokenizerHash: [UInt8]
    ) {
        self.shape = shape
        self.pieces = pieces
        self.tokens = tokens
        self.positions = positions
        self.embeddingNorm = embeddingNorm
        self.layers = layers
        self.weightsHash = weightsHash
        self.tokenizerHash = tokenizerHash
    }
}
