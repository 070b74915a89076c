/// Turns a sentence into vectors whose angle says how alike two sentences are in meaning: the port that a language
/// model stands behind. Without one, words and letter runs have to do.
///
/// Pure: equal identities give equal vectors for equal texts, on the same kind of machine.
public protocol SentenceEncoder: Sendable {
    /// Names weights and arithmetic; vectors of different identities are not comparable.
    var identity: String { get }
    /// Numbers in each vector.
    var width: Int { get }
    /// Reads as much of the text as the model can take and no more; an empty text has vectors too.
    func encode(_ text: String) -> SentenceVectors
    /// Whole words that the model knows, the commonest first; they are no slips of the finger.
    var words: [String] { get }
    /// The fastest way to multiply matrices here.
    var algebra: any DenseAlgebra { get }
    /// The same for vectors of bytes.
    var byteAlgebra: any ByteAlgebra { get }
}

extension SentenceEncoder {
    public var words: [String] { [] }
    public var algebra: any DenseAlgebra { PortableAlgebra() }
    public var byteAlgebra: any ByteAlgebra { PortableByteAlgebra() }
}

/// What an encoder makes of a sentence: means over its tokens, each scaled to length 1.
public struct SentenceVectors: Hashable, Sendable {
    /// From the third of six layers, which knows more of the words.
    public let middle: [Float]
    /// From the last layer, which knows more of the meaning.
    public let last: [Float]

    public init(middle: [Float], last: [Float]) {
        self.middle = middle
        self.last = last
    }
}
