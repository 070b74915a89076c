internal import COpenSSL

/// SHA-256 (FIPS 180-4).
public enum SHA256Digest {
    public static func of(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        _ = SHA256(bytes, bytes.count, &digest)
        return digest
    }
}
