import Encoder
import Testing
import Understanding

struct EncoderTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = try folder.file(TinyModel.weights().packed(notice: "By nobody."))
    }

    @Test(arguments: KernelFamily.allCases.filter(\.isSupported))
    func `every family of kernels gives the same bits`(family: KernelFamily) throws {
        let portable = try MiniLMEncoder(contentsOf: path, kernel: .portable)
        let other = try MiniLMEncoder(contentsOf: path, kernel: family)
        for text in TinyModel.texts { #expect(other.encode(text) == portable.encode(text)) }
        #expect(other.identity == portable.identity)
    }

    /// Widths that leave every remainder of the kernels' tiles, and texts of every length.
    @Test(arguments: [(16, 1, 16), (48, 3, 96), (80, 5, 112), (96, 2, 208)])
    func `families agree on every shape`(width: Int, heads: Int, inner: Int) throws {
        let weights = TinyModel.weights(width: width, layers: 3, heads: heads, inner: inner, seed: UInt64(width))
        let path = try folder.file(weights.packed(notice: ""), named: "\(width)")
        let portable = try MiniLMEncoder(contentsOf: path, kernel: .portable)
        for family in KernelFamily.allCases where family.isSupported {
            let other = try MiniLMEncoder(contentsOf: path, kernel: family)
            for words in 0...38 {
                let text = String(repeating: "refund ", count: words)
                #expect(other.encode(text) == portable.encode(text), "\(family) \(words)")
            }
        }
    }

    @Test(arguments: KernelFamily.allCases.filter(\.isSupported))
    func `eight bits stay close to floating point`(family: KernelFamily) throws {
        let encoder = try MiniLMEncoder(contentsOf: path, kernel: family)
        let reference = try ReferenceEncoder(TinyModel.weights(), kernel: family)
        for text in TinyModel.texts {
            let (ours, theirs) = (encoder.encode(text), reference.encode(text))
            #expect(cosine(ours.middle, theirs.middle) > 0.995)
            #expect(cosine(ours.last, theirs.last) > 0.995)
        }
    }

    @Test func `families agree in floating point but for rounding`() throws {
        let portable = try ReferenceEncoder(TinyModel.weights(), kernel: .portable)
        let best = try ReferenceEncoder(TinyModel.weights(), kernel: .best)
        for text in TinyModel.texts {
            #expect(cosine(best.encode(text).last, portable.encode(text).last) > 0.99999)
        }
    }

    @Test func `vectors have the width and the length 1, even of an empty text`() throws {
        let encoder = try MiniLMEncoder(contentsOf: path)
        #expect(encoder.width == 64)
        for text in TinyModel.texts {
            let vectors = encoder.encode(text)
            #expect(vectors.middle.count == 64 && vectors.last.count == 64)
            #expect(abs(cosine(vectors.middle, vectors.middle) - 1) < 1e-5)
            #expect(abs(cosine(vectors.last, vectors.last) - 1) < 1e-5)
            #expect(vectors.middle != vectors.last)
        }
    }

    @Test func `many threads at once give what one gives`() async throws {
        let encoder = try MiniLMEncoder(contentsOf: path)
        let alone = TinyModel.texts.map(encoder.encode)
        await withTaskGroup(of: [SentenceVectors].self) { group in
            for _ in 0..<16 { group.addTask { TinyModel.texts.map(encoder.encode) } }
            for await together in group { #expect(together == alone) }
        }
    }

    @Test func `other words, another order and other weights give other vectors`() throws {
        let encoder = try MiniLMEncoder(contentsOf: path)
        let other = try MiniLMEncoder(
            contentsOf: try folder.file(TinyModel.weights(seed: 2).packed(notice: ""), named: "other"))
        #expect(encoder.encode("where is") != encoder.encode("where my"))
        #expect(encoder.encode("where is") != encoder.encode("is where"))
        #expect(encoder.encode("where is") != other.encode("where is"))
    }
}
