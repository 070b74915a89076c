/// Word pieces and their numbers, found by a table of slots that is laid out in memory as it is in a file.
/// A piece that goes on within a word begins with `##`.
struct PieceTable: Sendable {
    private let region: Region
    private let offsets: Int
    private let text: Int
    private let slots: Int
    private let slotCount: Int
    private let count: Int
    /// The longest piece, in bytes without its `##`.
    let longest: Int

    /// FNV-1a over the bytes of a piece.
    enum Hash {
        static let word: UInt64 = 0xCBF2_9CE4_8422_2325
        static let continued = adding(UInt8(ascii: "#"), to: adding(UInt8(ascii: "#"), to: word))

        static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }

        static func slot(_ hash: UInt64, of count: Int) -> Int {
            Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (count - 1)
        }
    }

    /// The table of a file; `nil` where something in it leads nowhere.
    init?(_ region: Region, _ layout: ModelLayout) {
        self.init(
            region, count: layout.header.shape.vocabulary, bytes: layout.header.pieceBytes,
            slotCount: layout.header.slots, offsets: layout.pieceOffsets, text: layout.pieceText,
            slots: layout.pieceSlots)
    }

    /// A table in memory of its own.
    init?(_ pieces: [String]) {
        let tables = Self.tables(for: pieces)
        let slots = tables.offsets.count * 4
        let text = slots + tables.slots.count * 4
        var bytes = [UInt8](repeating: 0, count: text + tables.text.count)
        bytes.put(tables.offsets, at: 0)
        bytes.put(tables.slots, at: slots)
        bytes.put(tables.text, at: text)
        self.init(
            Region(bytes), count: pieces.count, bytes: tables.text.count, slotCount: tables.slots.count, offsets: 0,
            text: text, slots: slots)
    }

    private init?(
        _ region: Region, count: Int, bytes: Int, slotCount: Int, offsets: Int, text: Int, slots: Int
    ) {
        (self.region, self.offsets, self.text, self.slots) = (region, offsets, text, slots)
        self.slotCount = slotCount
        self.count = count
        let edges: UnsafePointer<UInt32> = region.values(at: offsets)
        var longest = 0
        for token in 0..<count {
            guard edges[token] <= edges[token + 1] else { return nil }
            longest = max(longest, Int(edges[token + 1] - edges[token]))
        }
        guard edges[0] == 0, edges[count] == UInt32(bytes) else { return nil }
        let table: UnsafePointer<UInt32> = region.values(at: slots)
        var taken = 0
        for slot in 0..<slotCount where table[slot] != .max {
            guard table[slot] < UInt32(count) else { return nil }
            taken += 1
        }
        // An empty slot ends each search.
        guard taken < slotCount else { return nil }
        self.longest = longest
    }

    /// The piece with these bytes; `hash` is theirs, begun with the `##` where the piece goes on within a word.
    func token(hash: UInt64, bytes: ArraySlice<UInt8>, continued: Bool) -> Int? {
        let table: UnsafePointer<UInt32> = region.values(at: slots)
        let edges: UnsafePointer<UInt32> = region.values(at: offsets)
        let text: UnsafePointer<UInt8> = region.values(at: text)
        let skipped = continued ? 2 : 0
        var slot = Hash.slot(hash, of: slotCount)
        while table[slot] != .max {
            let token = Int(table[slot])
            let (first, last) = (Int(edges[token]), Int(edges[token + 1]))
            if last - first == bytes.count + skipped,
                !continued || (text[first] == UInt8(ascii: "#") && text[first + 1] == UInt8(ascii: "#")),
                UnsafeBufferPointer(start: text + first + skipped, count: bytes.count).elementsEqual(bytes)
            {
                return token
            }
            slot = (slot + 1) & (slotCount - 1)
        }
        return nil
    }

    /// The piece that is written so.
    func token(of piece: String) -> Int? {
        let bytes = Array(piece.utf8)
        return token(hash: Self.hash(of: bytes), bytes: bytes[...], continued: false)
    }

    /// The pieces that are whole words of small Latin letters, in the order of their numbers.
    var words: [String] {
        let edges: UnsafePointer<UInt32> = region.values(at: offsets)
        let text: UnsafePointer<UInt8> = region.values(at: text)
        return (0..<count).compactMap { token in
            let (first, last) = (Int(edges[token]), Int(edges[token + 1]))
            let letters = UnsafeBufferPointer(start: text + first, count: last - first)
            guard letters.count > 1, letters.allSatisfy({ $0 &- 97 < 26 }) else { return nil }
            return String(decoding: letters, as: UTF8.self)
        }
    }

    private static func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(Hash.word) { Hash.adding($1, to: $0) }
    }

    /// Where each piece begins and the last ends, their text, and the slots of their numbers, half of them empty.
    static func tables(for pieces: [String]) -> (offsets: [UInt32], text: [UInt8], slots: [UInt32]) {
        var (offsets, text): ([UInt32], [UInt8]) = ([0], [])
        var count = 64
        while count < 2 * pieces.count { count += count }
        var slots = [UInt32](repeating: .max, count: count)
        for (token, piece) in pieces.enumerated() {
            text.append(contentsOf: piece.utf8)
            offsets.append(UInt32(text.count))
            var slot = Hash.slot(hash(of: piece.utf8), of: count)
            while slots[slot] != .max { slot = (slot + 1) & (count - 1) }
            slots[slot] = UInt32(token)
        }
        return (offsets, text, slots)
    }
}
