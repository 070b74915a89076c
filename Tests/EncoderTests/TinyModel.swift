import Encoder
import Foundation

/// A model of random weights, small enough for a test and of the same format as the real one.
enum TinyModel {
    static let pieces = [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "where", "is", "my", "order", "##s", "##ing", "re", "##fund",
        "refund", "!", "#", "a", "##a", "##b", "\u{4E2D}", "\u{43C}\u{438}\u{440}", "cafe", "[", "]", "pay",
    ]

    /// The same numbers for the same seed.
    static func weights(
        width: Int = 64, layers: Int = 2, heads: Int = 4, inner: Int = 128, positions: Int = 40, seed: UInt64 = 1
    ) -> ModelWeights {
        var state = seed
        func random(_ count: Int, within range: Float) -> [Float] {
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (Float(state >> 40) / Float(1 << 23) - 1) * range
            }
        }
        func dense(_ inputs: Int, _ outputs: Int) -> ModelWeights.Dense {
            ModelWeights.Dense(
                weights: random(inputs * outputs, within: 2 / Float(inputs).squareRoot()),
                bias: random(outputs, within: 0.2))
        }
        func norm() -> ModelWeights.Norm {
            ModelWeights.Norm(gain: random(width, within: 0.3).map { 1 + $0 }, shift: random(width, within: 0.1))
        }
        return ModelWeights(
            shape: ModelShape(
                width: width, layers: layers, heads: heads, inner: inner, positions: positions,
                vocabulary: pieces.count),
            pieces: pieces, tokens: random(pieces.count * width, within: 1),
            positions: random(positions * width, within: 0.3), embeddingNorm: norm(),
            layers: (0..<layers).map { _ in
                ModelWeights.Layer(
                    attention: dense(width, 3 * width), output: dense(width, width), outputNorm: norm(),
                    up: dense(width, inner), down: dense(inner, width), downNorm: norm())
            },
            weightsHash: [UInt8](repeating: 0xAB, count: 32), tokenizerHash: [UInt8](repeating: 0xCD, count: 32))
    }

    static let texts = [
        "", "where is my order", "REFUND refunding orders!", "Caf\u{E9} \u{4E2D}\u{4E2D} \u{41C}\u{438}\u{440}",
        "my my my my my my my my my my my my my my my my my", "a", String(repeating: "where is my refund! ", count: 50),
    ]
}

/// A folder that goes with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "encoder-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and says where it is.
    func file(_ bytes: [UInt8], named name: String = "model.warmline") throws -> String {
        let path = "\(self.path)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }
}

func cosine(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}
