/// The numbers that say how large a model is; from them follows where everything stands in its file.
public struct ModelShape: Hashable, Sendable {
    /// Numbers for each token between layers.
    public var width: Int
    public var layers: Int
    public var heads: Int
    /// Numbers for each token inside a layer, between its two last products.
    public var inner: Int
    /// The most tokens of a text that are read.
    public var positions: Int
    /// Word pieces.
    public var vocabulary: Int

    public init(width: Int, layers: Int, heads: Int, inner: Int, positions: Int, vocabulary: Int) {
        self.width = width
        self.layers = layers
        self.heads = heads
        self.inner = inner
        self.positions = positions
        self.vocabulary = vocabulary
    }

    /// all-MiniLM-L6-v2 as its makers use it: its table of positions is longer, but texts are cut at 256 tokens.
    public static let miniLM = ModelShape(
        width: 384, layers: 6, heads: 12, inner: 1536, positions: 256, vocabulary: 30_522)

    /// How many layers are behind the middle vector.
    var middle: Int { max(layers / 2, 1) }

    var headWidth: Int { width / heads }

    /// Within what the kernels can do, and so small that no sum of sizes overflows.
    var isSound: Bool {
        (16...4096).contains(width) && (1...64).contains(layers) && (1...256).contains(heads)
            && (16...16_384).contains(inner) && (2...4096).contains(positions) && (3...1_000_000).contains(vocabulary)
            && inner.isMultiple(of: 16) && width.isMultiple(of: heads) && headWidth.isMultiple(of: 16)
    }
}
