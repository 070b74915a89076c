internal import Vocabulary

/// Codes of an authenticator app: time-based one-time passwords (RFC 6238) with SHA-1, six digits and steps of thirty
/// seconds, which is what every such app makes.
enum TimeCode {
    static let digits = 6
    static let step: Int64 = 30_000
    /// Bytes of a secret: as many as SHA-1 gives (RFC 4226, section 4, R6).
    static let secretLength = 20

    static func step(at moment: Timestamp) -> Int64 { moment.milliseconds / step }

    static func code(of secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> (Int64($0) * 8)) }
        let hash = Cryptography.shortAuthenticationCode(of: counter, key: secret)
        guard let last = hash.last else { return "" }
        let offset = Int(last & 15)
        var number: UInt32 = 0
        for byte in hash[offset..<offset + 4] { number = number << 8 | UInt32(byte) }
        number &= 0x7FFF_FFFF
        var modulus: UInt32 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code it is, among the present one and its neighbours; none that was used, or lies before one that
    /// was (RFC 6238, section 5.2).
    static func step(of text: String, secret: [UInt8], at moment: Timestamp, after used: Int64) -> Int64? {
        let given = Array(text.utf8)
        var found: Int64?
        for candidate in (step(at: moment) - 1)...(step(at: moment) + 1) where candidate > used {
            if Cryptography.areEqual(Array(code(of: secret, step: candidate).utf8), given) { found = candidate }
        }
        return found
    }
}

/// RFC 4648, section 6, without padding: how secrets are typed into authenticator apps.
enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                output.append(letters[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { output.append(letters[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: output, as: UTF8.self)
    }
}
