internal import Foundation

/// A file of named tensors: the length of a JSON header, the header, the numbers.
/// The format is described by Hugging Face under the name safetensors.
struct Safetensors {
    private struct Entry: Decodable {
        let dtype: String
        let shape: [Int]
        let dataOffsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype
            case shape
            case dataOffsets = "data_offsets"
        }
    }

    private let path: String
    private let bytes: Data
    private let entries: [String: Entry]
    private let first: Int

    init(_ bytes: Data, path: String) throws(ImportProblem) {
        self.path = path
        self.bytes = bytes
        let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard bytes.count >= 8, length <= UInt64(bytes.count - 8) else {
            throw .malformed(path, reason: "it is no safetensors file")
        }
        first = 8 + Int(length)
        let header = bytes[bytes.startIndex + 8..<bytes.startIndex + first]
        guard let object = try? JSONDecoder().decode([String: Lenient].self, from: header) else {
            throw .malformed(path, reason: "its header is no JSON")
        }
        entries = object.compactMapValues(\.entry)
    }

    /// What is no tensor (the file's own remarks) is passed over.
    private struct Lenient: Decodable {
        let entry: Entry?

        init(from decoder: any Decoder) throws {
            entry = try? Entry(from: decoder)
        }
    }

    /// The numbers of a 32-bit tensor of this shape.
    func floats(_ name: String, _ shape: [Int]) throws(ImportProblem) -> [Float] {
        let count = shape.reduce(1, *)
        guard let entry = entries[name], entry.dtype == "F32", entry.shape.count == shape.count,
            zip(entry.shape, shape).allSatisfy({ $0 >= $1 }), entry.shape.dropFirst() == shape.dropFirst(),
            entry.dataOffsets.count == 2, entry.dataOffsets[0] >= 0,
            entry.dataOffsets[0] <= bytes.count - first - count * 4
        else { throw .malformed(path, reason: "it has no tensor '\(name)' of shape \(shape)") }
        let start = first + entry.dataOffsets[0]
        return [Float](unsafeUninitializedCapacity: count) { values, used in
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(values)
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<(start + count * 4)]))
            }
            used = count
        }
    }
}
