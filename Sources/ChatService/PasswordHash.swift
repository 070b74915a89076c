internal import Dispatch

/// Agents' passwords: scrypt (RFC 7914) with N = 2^15, r = 8, p = 1, written as `scrypt$N$r$p$salt$hash`.
public enum PasswordHash {
    private static let queue = DispatchQueue(label: "warmline.passwords")

    /// `nil` when the system gives no random bytes or no memory.
    public static func make(of password: String) async -> String? {
        guard let salt = Cryptography.random(16) else { return nil }
        guard let hash = await hash(password, salt: salt, n: 1 << 15, r: 8, p: 1) else { return nil }
        return "scrypt$32768$8$1$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
    }

    /// Does the password fit? Without an account it works as long and says no, so that time tells nothing.
    public static func verify(_ password: String, against stored: String?) async -> Bool {
        let parts = (stored ?? decoy).split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let n = UInt64(parts[1]), let r = UInt64(parts[2]),
            let p = UInt64(parts[3]), let salt = Base64URL.decode(parts[4]), let expected = Base64URL.decode(parts[5]),
            let hash = await hash(password, salt: salt, n: n, r: r, p: p)
        else { return false }
        return Cryptography.areEqual(hash, expected) && stored != nil
    }

    private static let decoy = "scrypt$32768$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// Off Swift's pool: it keeps a processor busy for a tenth of a second.
    private static func hash(_ password: String, salt: [UInt8], n: UInt64, r: UInt64, p: UInt64) async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(
                    returning: Cryptography.scrypt(Array(password.utf8), salt: salt, n: n, r: r, p: p))
            }
        }
    }
}
