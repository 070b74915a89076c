/// Random names nobody can guess, and comparison that does not tell how far it got.
enum Secret {
    // No 0, O, 1, I, L, U: read aloud and typed without a mistake.
    private static let letters = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// `count` capital letters and digits, from the system's generator.
    static func code(_ count: Int) -> String {
        String((0..<count).map { _ in letters.randomElement() ?? "2" })
    }

    /// `count` decimal digits.
    static func digits(_ count: Int) -> String {
        (0..<count).map { _ in String(Int.random(in: 0...9)) }.joined()
    }

    /// 128 random bits as 32 hexadecimal digits.
    static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }

    /// Takes as long for a near miss as for a wild one.
    static func matches(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        var difference = UInt8(left.count == right.count ? 0 : 1)
        for index in left.indices {
            difference |= left[index] ^ (right.isEmpty ? 0xFF : right[index % right.count])
        }
        return difference == 0 && left.count == right.count
    }
}
