/// A model's file, mapped and checked.
struct ModelFile: Sendable {
    let region: Region
    let layout: ModelLayout
    let vocabulary: Vocabulary

    init(contentsOf path: String) throws(ModelProblem) {
        let region = try Region(mapping: path)
        let bytes = region.bytes
        guard bytes.starts(with: ModelHeader.magic.prefix(bytes.count)) else { throw .foreign(path) }
        guard bytes.count >= ModelHeader.length else { throw .cutShort(path, bytes: bytes.count) }
        func word<Word: FixedWidthInteger>(_ offset: Int, as type: Word.Type) -> Word {
            Word(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
        }
        guard word(8, as: UInt32.self) == ModelHeader.format, word(12, as: UInt32.self) == ModelHeader.arithmetic
        else { throw .otherVersion(path) }
        guard word(16, as: UInt64.self) == UInt64(bytes.count) else { throw .cutShort(path, bytes: bytes.count) }
        let covered = UnsafeRawBufferPointer(rebasing: bytes[ModelHeader.covered...])
        guard word(24, as: UInt64.self) == ModelHeader.checksum(covered) else { throw .damaged(path) }
        // A checksum is no proof against malice: everything that is followed is looked at too.
        guard let header = ModelHeader(bytes) else { throw .damaged(path) }
        layout = ModelLayout(header)
        guard layout.length == bytes.count, let vocabulary = Vocabulary(PieceTable(region, layout)) else {
            throw .damaged(path)
        }
        self.region = region
        self.vocabulary = vocabulary
    }

    var notice: String {
        let header = layout.header
        return String(decoding: region.bytes[layout.notice..<(layout.notice + header.noticeBytes)], as: UTF8.self)
    }
}
