public import Understanding

/// all-MiniLM-L6-v2 in 8 bits, from a file that `warmline model import` wrote, in our own forward pass.
///
/// The file is mapped, never copied: what is resident is about its size, and shared between processes. Any number of
/// threads may encode at once; a pass takes no lock. The same text gives the same vectors on every processor, bit for
/// bit, whatever kernels it runs.
public struct MiniLMEncoder: SentenceEncoder {
    /// The kernels in use.
    public let kernel: KernelFamily
    private let weights: ByteWeights
    private let tokenizer: Tokenizer

    /// Maps and checks a model's file, which is read once from end to end.
    public init(contentsOf path: String, kernel: KernelFamily = .best) throws(ModelProblem) {
        let file = try ModelFile(contentsOf: path)
        weights = ByteWeights(file: file, kernels: try kernel.kernels())
        tokenizer = Tokenizer(file.vocabulary, limit: file.layout.header.shape.positions)
        self.kernel = kernel
    }

    /// The weights' hash and the version of the arithmetic. Not the kernels: they agree.
    public var identity: String {
        "minilm-int8.\(ModelHeader.arithmetic)-\(Digest.hex(weights.file.layout.header.weightsHash).prefix(16))"
    }

    public var width: Int { weights.shape.width }

    public var words: [String] { weights.file.vocabulary.pieces.words }

    public var shape: ModelShape { weights.shape }

    /// Bytes of the file, all of them mapped.
    public var fileBytes: Int { weights.file.region.count }

    /// SHA-256 of the model.safetensors that the file was made from.
    public var weightsHash: String { Digest.hex(weights.file.layout.header.weightsHash) }

    /// SHA-256 of the tokenizer.json that the file was made from.
    public var tokenizerHash: String { Digest.hex(weights.file.layout.header.tokenizerHash) }

    /// Whose work the model is, and under which licence.
    public var notice: String { weights.file.notice }

    /// Linear in the text's length up to the model's limit of tokens (256); what follows is not looked at.
    public func encode(_ text: String) -> SentenceVectors {
        weights.vectors(of: tokenizer.tokens(of: text))
    }

    /// The numbers of the text's word pieces, between the marks for its beginning and end.
    public func tokens(of text: String) -> [Int] {
        tokenizer.tokens(of: text)
    }
}
