/// The words of a text, folded for comparing: lower case, no punctuation.
struct Words: Hashable, Sendable {
    let words: [String]
    /// Of each word (FNV-1a, 64 bits): most words differ, and this says so at once.
    private let keys: [UInt64]

    init(_ text: some StringProtocol) {
        var split = Splitting()
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        if isPlain {
            for byte in text.utf8 {
                switch byte {
                case 0x61...0x7A, 0x30...0x39: split.take(byte)
                case 0x41...0x5A: split.take(byte | 0x20)
                default: split.end()
                }
            }
        } else {
            for scalar in text.lowercased().unicodeScalars {
                guard Words.isInside(scalar) else {
                    split.end()
                    continue
                }
                for byte in UTF8.encode(scalar).map(Array.init) ?? [] { split.take(byte) }
            }
        }
        split.end()
        words = split.words
        keys = split.keys
    }

    var count: Int { words.count }
    var isEmpty: Bool { words.isEmpty }

    /// Do the other's words stand here, side by side?
    func contains(_ phrase: Words) -> Bool {
        guard let first = phrase.keys.first, phrase.count <= count else { return false }
        for start in 0...(count - phrase.count) where keys[start] == first {
            if words[start..<(start + phrase.count)].elementsEqual(phrase.words) { return true }
        }
        return false
    }

    private static func isInside(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let value = scalar.value
            return (value >= 97 && value <= 122) || (value >= 48 && value <= 57)
        }
        let properties = scalar.properties
        return properties.isAlphabetic || properties.numericType != nil
            || properties.generalCategory == .nonspacingMark
    }

    /// A text being cut into words.
    private struct Splitting {
        private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

        var words: [String] = []
        var keys: [UInt64] = []
        private var word: [UInt8] = []
        private var key = basis

        init() {
            words.reserveCapacity(12)
            keys.reserveCapacity(12)
            word.reserveCapacity(16)
        }

        mutating func take(_ byte: UInt8) {
            word.append(byte)
            key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }

        mutating func end() {
            guard !word.isEmpty else { return }
            words.append(String(decoding: word, as: UTF8.self))
            keys.append(key)
            word.removeAll(keepingCapacity: true)
            key = Self.basis
        }
    }
}
