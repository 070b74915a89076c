internal import Foundation

/// all-MiniLM-L6-v2 as published: a folder with model.safetensors and tokenizer.json.
public enum PublishedModel {
    /// SHA-256 of the two files of revision 1110a243 of sentence-transformers/all-MiniLM-L6-v2.
    static let weightsHash = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    static let tokenizerHash = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

    /// Reads a folder, refusing files that are not the ones known.
    public static func weights(inFolder folder: String) throws(ImportProblem) -> ModelWeights {
        let (weights, weightsHash) = try read("\(folder)/model.safetensors", expecting: weightsHash)
        let (tokenizer, tokenizerHash) = try read("\(folder)/tokenizer.json", expecting: tokenizerHash)
        let tensors = try Safetensors(weights, path: "\(folder)/model.safetensors")
        let shape = ModelShape.miniLM
        let pieces = try pieces(tokenizer, path: "\(folder)/tokenizer.json", count: shape.vocabulary)
        return try tensors.model(shape, pieces: pieces, weightsHash: weightsHash, tokenizerHash: tokenizerHash)
    }

    private static func read(_ path: String, expecting expected: String) throws(ImportProblem) -> (Data, [UInt8]) {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else {
            throw .noFile(path)
        }
        let hash = bytes.withUnsafeBytes { Digest.sha256(of: $0) }
        guard Digest.hex(hash) == expected else {
            throw .otherFile(path, expected: expected, found: Digest.hex(hash))
        }
        return (bytes, hash)
    }

    private struct TokenizerFile: Decodable {
        struct Model: Decodable {
            let vocab: [String: Int]
        }

        let model: Model
    }

    private static func pieces(_ bytes: Data, path: String, count: Int) throws(ImportProblem) -> [String] {
        guard let file = try? JSONDecoder().decode(TokenizerFile.self, from: bytes) else {
            throw .malformed(path, reason: "it holds no vocabulary")
        }
        var pieces = [String?](repeating: nil, count: count)
        for (piece, token) in file.model.vocab where pieces.indices.contains(token) { pieces[token] = piece }
        let all = pieces.compactMap(\.self)
        guard all.count == count else { throw .malformed(path, reason: "its vocabulary has gaps") }
        return all
    }
}

extension Safetensors {
    fileprivate func model(
        _ shape: ModelShape, pieces: [String], weightsHash: [UInt8], tokenizerHash: [UInt8]
    ) throws(ImportProblem) -> ModelWeights {
        let (width, inner) = (shape.width, shape.inner)
        let kind = try floats("embeddings.token_type_embeddings.weight", [1, width])
        var positions = try floats("embeddings.position_embeddings.weight", [shape.positions, width])
        for index in positions.indices { positions[index] += kind[index % width] }
        var layers: [ModelWeights.Layer] = []
        for layer in 0..<shape.layers {
            let name = "encoder.layer.\(layer)"
            var attention = try dense("\(name).attention.self.query", width, width)
            for part in ["key", "value"] {
                let more = try dense("\(name).attention.self.\(part)", width, width)
                attention.weights += more.weights
                attention.bias += more.bias
            }
            layers.append(
                ModelWeights.Layer(
                    attention: attention, output: try dense("\(name).attention.output.dense", width, width),
                    outputNorm: try norm("\(name).attention.output.LayerNorm", width),
                    up: try dense("\(name).intermediate.dense", width, inner),
                    down: try dense("\(name).output.dense", inner, width),
                    downNorm: try norm("\(name).output.LayerNorm", width)))
        }
        return ModelWeights(
            shape: shape, pieces: pieces,
            tokens: try floats("embeddings.word_embeddings.weight", [shape.vocabulary, width]), positions: positions,
            embeddingNorm: try norm("embeddings.LayerNorm", width), layers: layers, weightsHash: weightsHash,
            tokenizerHash: tokenizerHash)
    }

    private func dense(_ name: String, _ inputs: Int, _ outputs: Int) throws(ImportProblem) -> ModelWeights.Dense {
        ModelWeights.Dense(
            weights: try floats("\(name).weight", [outputs, inputs]), bias: try floats("\(name).bias", [outputs]))
    }

    private func norm(_ name: String, _ width: Int) throws(ImportProblem) -> ModelWeights.Norm {
        ModelWeights.Norm(
            gain: try floats("\(name).weight", [width]), shift: try floats("\(name).bias", [width]))
    }
}
