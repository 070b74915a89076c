/// A name for a list of texts: equal lists have equal ones, and unequal ones practically never. FNV-1a (Fowler, Noll,
/// Vo), two streams of 64 bits. Not for keeping secrets.
struct Fingerprint: Hashable, Sendable {
    private(set) var high: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var low: UInt64 = 0x9AE1_6A3B_2F90_404F

    init() {}

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Of one text.
    init(_ text: String) {
        add(text)
    }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        // A byte that UTF-8 never has, so that "ab", "c" is not "a", "bc".
        add(0xFF)
    }

    private mutating func add(_ byte: UInt8) {
        high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        low = (low &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(byte)) ^ (low >> 29)
    }

    /// 32 hexadecimal digits.
    var text: String {
        [high, low].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
