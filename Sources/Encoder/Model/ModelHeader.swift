/// The first bytes of a model's file, little-endian:
///
///     0   "WARMLINE"          24  checksum of all from byte 32 on      80   SHA-256 of model.safetensors
///     8   format version      32  width, layers, heads, inner,        112   SHA-256 of tokenizer.json
///     12  arithmetic version      positions, vocabulary, slots,       144   zeros up to 256
///     16  length of the file      bytes of pieces, bytes of notice
struct ModelHeader: Hashable, Sendable {
    static let length = 256
    static let magic = Array("WARMLINE".utf8)
    /// Of what stands where.
    static let format: UInt32 = 1
    /// Of how vectors are made: raised whenever the same weights give other vectors than before.
    static let arithmetic: UInt32 = 1
    /// What the checksum covers begins here.
    static let covered = 32

    var shape: ModelShape
    /// Places of the table that finds a word piece, a power of two.
    var slots: Int
    var pieceBytes: Int
    var noticeBytes: Int
    var weightsHash: [UInt8]
    var tokenizerHash: [UInt8]

    /// Sizes within reason; what follows from them is then a layout without overflow.
    var isSound: Bool {
        shape.isSound && slots.nonzeroBitCount == 1 && slots > shape.vocabulary && slots <= 1 << 24
            && (0...(1 << 26)).contains(pieceBytes) && (0...(1 << 20)).contains(noticeBytes)
            && weightsHash.count == 32 && tokenizerHash.count == 32
    }

    /// Reads what `bytes` begin with; `nil` where sizes make no sense. The caller has looked at magic and versions.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.length else { return nil }
        func word(_ index: Int) -> Int {
            Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 32 + 4 * index, as: UInt32.self)))
        }
        shape = ModelShape(
            width: word(0), layers: word(1), heads: word(2), inner: word(3), positions: word(4),
            vocabulary: word(5))
        slots = word(6)
        pieceBytes = word(7)
        noticeBytes = word(8)
        weightsHash = Array(bytes[80..<112])
        tokenizerHash = Array(bytes[112..<144])
        guard isSound else { return nil }
    }

    init(
        shape: ModelShape, slots: Int, pieceBytes: Int, noticeBytes: Int, weightsHash: [UInt8], tokenizerHash: [UInt8]
    ) {
        self.shape = shape
        self.slots = slots
        self.pieceBytes = pieceBytes
        self.noticeBytes = noticeBytes
        self.weightsHash = weightsHash
        self.tokenizerHash = tokenizerHash
    }

    /// Writes everything but length and checksum, which `seal` adds.
    func write(to bytes: inout [UInt8]) {
        bytes.replaceSubrange(0..<8, with: Self.magic)
        let words = [
            shape.width, shape.layers, shape.heads, shape.inner, shape.positions, shape.vocabulary, slots, pieceBytes,
            noticeBytes,
        ]
        bytes.put(Self.format, at: 8)
        bytes.put(Self.arithmetic, at: 12)
        for (index, word) in words.enumerated() { bytes.put(UInt32(word), at: 32 + 4 * index) }
        bytes.replaceSubrange(80..<112, with: weightsHash)
        bytes.replaceSubrange(112..<144, with: tokenizerHash)
    }

    static func seal(_ bytes: inout [UInt8]) {
        bytes.put(UInt64(bytes.count), at: 16)
        let sum = bytes.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0[covered...])) }
        bytes.put(sum, at: 24)
    }

    /// Tells a damaged file from a sound one, nothing more. Four sums side by side, each step of each reversible, so
    /// that no single changed word goes unseen.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var sums: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        func mixed(_ sum: UInt64, _ offset: Int) -> UInt64 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let next = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            return next ^ (next >> 29)
        }
        var offset = 0
        while offset + 32 <= bytes.count {
            sums.0 = mixed(sums.0, offset)
            sums.1 = mixed(sums.1, offset + 8)
            sums.2 = mixed(sums.2, offset + 16)
            sums.3 = mixed(sums.3, offset + 24)
            offset += 32
        }
        var sum = UInt64(bytes.count)
        for part in [sums.0, sums.1, sums.2, sums.3] + bytes[offset...].map(UInt64.init) {
            sum = (sum ^ part) &* 0x9E37_79B9_7F4A_7C15
            sum ^= sum >> 29
        }
        return sum
    }
}

extension [UInt8] {
    /// Writes an integer, little-endian.
    mutating func put(_ value: some FixedWidthInteger, at offset: Int) {
        Swift.withUnsafeBytes(of: value.littleEndian) { bytes in
            replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        }
    }

    /// Writes values as they lie in memory.
    mutating func put<Value: BitwiseCopyable>(_ values: [Value], at offset: Int) {
        values.withUnsafeBytes { source in
            withUnsafeMutableBytes { target in
                UnsafeMutableRawBufferPointer(rebasing: target[offset..<(offset + source.count)])
                    .copyMemory(from: source)
            }
        }
    }
}
