internal import Understanding
internal import Vocabulary

/// What an encoder made of pieces of articles, by the pieces' texts: what has not changed need not be read again, in
/// the next version of the playbook or at the next start.
public struct ArticleVectors: Sendable {
    /// The encoder's `SentenceEncoder.identity`; vectors of different ones are not comparable.
    public let encoder: String
    private(set) var index: MeaningIndex
    private var rows: [UInt64: Int] = [:]

    public init(encoder: String, width: Int) {
        self.encoder = encoder
        index = MeaningIndex(width: width)
    }

    public var count: Int { rows.count }

    /// What a text's vector is found by. The texts are the shop's own; two of them that met would share a vector,
    /// nothing worse.
    static func key(of text: String) -> UInt64 { text.utf8.fnv1a() }

    func row(of key: UInt64) -> Int? { rows[key] }

    mutating func keep(_ vector: [Float], of key: UInt64) {
        guard rows[key] == nil else { return }
        rows[key] = index.count
        index.append(vector)
    }

    /// The vectors of these texts alone; the others are forgotten.
    func only(_ keys: [UInt64]) -> ArticleVectors {
        var kept = ArticleVectors(encoder: encoder, width: index.width)
        for key in keys {
            guard let row = rows[key], kept.rows[key] == nil else { continue }
            kept.rows[key] = kept.index.count
            kept.index.append(row, of: index)
        }
        return kept
    }

    // MARK: On disk

    private static let mark: [UInt8] = Array("warmline vectors 1\n".utf8)

    /// For a file: a mark, the encoder's name, the width, then each key with its vector.
    public var bytes: [UInt8] {
        var bytes = Self.mark
        bytes += Array(encoder.utf8) + [0x0A]
        Self.append(UInt64(index.width), to: &bytes)
        Self.append(UInt64(rows.count), to: &bytes)
        for (key, row) in rows.sorted(by: { $0.value < $1.value }) {
            Self.append(key, to: &bytes)
            let (numbers, scale) = index.stored(row)
            Self.append(UInt64(scale.bitPattern), to: &bytes)
            bytes += numbers.map { UInt8(bitPattern: $0) }
        }
        return bytes
    }

    /// Nothing where the bytes are not whole.
    public init?(bytes: [UInt8]) {
        guard bytes.starts(with: Self.mark) else { return nil }
        var rest = bytes[Self.mark.count...]
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        self.init(encoder: String(decoding: rest[..<end], as: UTF8.self), width: 0)
        rest = rest[(end + 1)...]
        guard let width = Self.number(&rest), (1...4_096).contains(width), let count = Self.number(&rest) else {
            return nil
        }
        let (length, overflows) = count.multipliedReportingOverflow(by: width + 16)
        guard !overflows, rest.count == length else { return nil }
        index = MeaningIndex(width: Int(width))
        for _ in 0..<count {
            guard let key = Self.number(&rest), let scale = Self.number(&rest), rows[key] == nil else { return nil }
            rows[key] = index.count
            let numbers = rest.prefix(Int(width)).map { Int8(bitPattern: $0) }
            rest = rest.dropFirst(Int(width))
            index.append(stored: numbers, scale: Float(bitPattern: UInt32(truncatingIfNeeded: scale)))
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        guard bytes.count >= 8 else { return nil }
        let number = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        bytes = bytes.dropFirst(8)
        return number
    }
}
