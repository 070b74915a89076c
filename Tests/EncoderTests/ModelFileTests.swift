import Encoder
import Testing
import Understanding

struct ModelFileTests {
    private let folder: TemporaryFolder
    private let bytes: [UInt8]

    init() throws {
        folder = try TemporaryFolder()
        bytes = TinyModel.weights().packed(notice: "By nobody, for everybody.")
    }

    private func problem(_ bytes: [UInt8]) throws -> ModelProblem? {
        let path = try folder.file(bytes)
        do throws(ModelProblem) {
            _ = try MiniLMEncoder(contentsOf: path)
            return nil
        } catch {
            return error
        }
    }

    private var path: String { "\(folder.path)/model.warmline" }

    @Test func `a model says what it is`() throws {
        let encoder = try MiniLMEncoder(contentsOf: try folder.file(bytes))
        #expect(encoder.notice == "By nobody, for everybody.")
        #expect(encoder.fileBytes == bytes.count)
        #expect(encoder.shape == TinyModel.weights().shape)
        #expect(encoder.identity == "minilm-int8.1-abababababababab")
        #expect(encoder.weightsHash == String(repeating: "ab", count: 32))
        #expect(encoder.tokenizerHash == String(repeating: "cd", count: 32))
    }

    @Test func `the same weights make the same file`() {
        #expect(TinyModel.weights().packed(notice: "By nobody, for everybody.") == bytes)
    }

    @Test func `what is not there, not a file or not ours is refused by name`() throws {
        #expect(throws: ModelProblem.noFile("\(folder.path)/none")) {
            try MiniLMEncoder(contentsOf: "\(folder.path)/none")
        }
        #expect(throws: ModelProblem.unreadable(folder.path, reason: "it is not a file")) {
            try MiniLMEncoder(contentsOf: folder.path)
        }
        #expect(try problem([]) == .cutShort(path, bytes: 0))
        #expect(try problem(Array("PK".utf8)) == .foreign(path))
        #expect(try problem(Array("WARM".utf8)) == .cutShort(path, bytes: 4))
        #expect(try problem([UInt8](repeating: 0, count: 4096)) == .foreign(path))
        #expect("\(ModelProblem.noFile("x"))" == "There is no language model at 'x'.")
    }

    @Test(arguments: [8, 12])
    func `a file of another version is refused as that`(offset: Int) throws {
        var other = bytes
        other[offset] += 1
        #expect(try problem(other) == .otherVersion(path))
    }

    @Test func `a file that was cut is refused as that`() throws {
        for length in [9, 255, 256, bytes.count - 1] {
            #expect(try problem(Array(bytes.prefix(length))) == .cutShort(path, bytes: length))
        }
        #expect(try problem(bytes + [0]) == .cutShort(path, bytes: bytes.count + 1))
    }

    @Test func `a single changed bit is seen wherever it is`() throws {
        for offset in stride(from: 24, to: bytes.count, by: 997) {
            var other = bytes
            other[offset] ^= 1 << (offset % 8)
            #expect(try problem(other) == .damaged(path), "byte \(offset)")
        }
    }

    /// Whoever writes a hostile file can write its checksum too.
    @Test func `sizes that lead nowhere are refused even under a right checksum`() throws {
        var accepted: [[Int]] = []
        for offset in stride(from: 32, to: 68, by: 4) {
            for value: UInt32 in [0, 1, 3, 17, 0x7FFF_FFFF, 0xFFFF_FFFF] {
                var other = bytes
                withUnsafeBytes(of: value.littleEndian) { other.replaceSubrange(offset..<(offset + 4), with: $0) }
                if try problem(sealed(other)) == nil { accepted.append([offset, Int(value)]) }
            }
        }
        // One wide head instead of four is a model too; so is one whose notice ends earlier within its 64 bytes.
        #expect(accepted == [[40, 1], [64, 1], [64, 3], [64, 17]])
    }

    @Test func `tables of pieces that lead nowhere are refused even under a right checksum`() throws {
        // They begin after the header and the notice's 64 bytes.
        var (refused, taken) = (0, 0)
        for offset in stride(from: 320, to: 1_500, by: 4) {
            var other = bytes
            other.replaceSubrange(offset..<(offset + 4), with: [0xEE, 0xEE, 0xEE, 0x7E])
            if try problem(sealed(other)) != nil {
                refused += 1
                continue
            }
            taken += 1
            _ = try MiniLMEncoder(contentsOf: path).encode("where is my refund and my cafe")
        }
        #expect(refused > 50 && taken > 0)
    }

    @Test func `numbers that are none make vectors that are none, and no crash`() throws {
        var weights = TinyModel.weights()
        weights.layers[0].up.bias[3] = .nan
        weights.layers[1].attention.weights[7] = .infinity
        weights.embeddingNorm.gain[0] = .greatestFiniteMagnitude
        let path = try folder.file(weights.packed(notice: ""))
        for family in KernelFamily.allCases where family.isSupported {
            #expect(try MiniLMEncoder(contentsOf: path, kernel: family).encode("where is it").last.count == 64)
        }
    }

    /// The length and the checksum, written anew as the format has them.
    private func sealed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        func word(_ offset: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
        }
        func mixed(_ sum: UInt64, _ part: UInt64) -> UInt64 {
            let next = (sum ^ part) &* 0x9E37_79B9_7F4A_7C15
            return next ^ (next >> 29)
        }
        var sums: [UInt64] = [1, 2, 3, 4]
        var offset = 32
        while offset + 32 <= bytes.count {
            for lane in 0..<4 { sums[lane] = mixed(sums[lane], word(offset + 8 * lane)) }
            offset += 32
        }
        let rest = bytes[offset...].map(UInt64.init)
        let sum = (sums + rest).reduce(UInt64(bytes.count - 32)) { mixed($0, $1) }
        for index in 0..<8 { bytes[24 + index] = UInt8(truncatingIfNeeded: sum >> (8 * UInt64(index))) }
        return bytes
    }
}
