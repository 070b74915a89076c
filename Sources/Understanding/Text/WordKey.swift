/// A word as a number: 64 bits of hash over its folded letters, the same in every process (Swift's own hashing is
/// seeded anew in each).
struct WordKey: Hashable, Comparable, Sendable {
    let bits: UInt64

    init(_ letters: some Sequence<UInt32>) {
        var hash = Self.seed
        for letter in letters {
            hash = Self.absorb(hash, letter)
        }
        bits = Self.finish(hash)
    }

    /// The key of a plain word of ours, written in lower case.
    init(_ word: String) {
        self.init(word.unicodeScalars.lazy.map(Folding.fold).filter { $0 != Folding.nothing && $0 != 0x27 })
    }

    static func < (left: Self, right: Self) -> Bool {
        left.bits < right.bits
    }

    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// One step of FNV-1a on 32 bits at a time.
    @inline(__always)
    static func absorb(_ hash: UInt64, _ value: UInt32) -> UInt64 {
        (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3
    }

    /// Spreads the bits over the whole word (the finaliser of MurmurHash3).
    @inline(__always)
    static func finish(_ hash: UInt64) -> UInt64 {
        var mixed = hash
        mixed ^= mixed >> 33
        mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
        mixed ^= mixed >> 33
        mixed = mixed &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }
}
