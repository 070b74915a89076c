internal import COpenSSL
internal import Vocabulary

/// SHA-256, with a context that is used again and again. Not to be shared between threads.
final class Digest {
    static let size = 32

    private let context = EVP_MD_CTX_new()
    /// Fetched once: `EVP_sha256()` would be looked up again, under a lock, for every hash.
    private let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    deinit {
        EVP_MD_CTX_free(context)
        EVP_MD_free(algorithm)
    }

    func hash(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.size) { output, count in
            var size: UInt32 = 0
            let isHashed = bytes.withUnsafeBytes { input in
                EVP_DigestInit_ex(context, algorithm, nil) == 1
                    && EVP_DigestUpdate(context, input.baseAddress, input.count) == 1
                    && EVP_DigestFinal_ex(context, output.baseAddress, &size) == 1
            }
            // libcrypto fails here only without memory; an all-zero hash would be found by `verifyChain`.
            if !isHashed {
                output.initialize(repeating: 0)
            }
            count = Self.size
        }
    }
}

/// Binds each event of a conversation to all events before it: whoever changes, removes or inserts one has to
/// write all later rows anew.
enum HashChain {
    /// Before the first event.
    static let beginning = [UInt8](repeating: 0, count: Digest.size)

    /// SHA-256 over the link before and the record: all that the writer's thread has to hash.
    static func link(after previous: [UInt8], record: [UInt8], _ digest: Digest) -> [UInt8] {
        digest.hash(previous + record)
    }

    /// SHA-256 over the row and its place, each text after its length, numbers with the highest byte first; the
    /// body stands in it by its own hash.
    static func record(
        conversation: String, seq: Int, at: Int64, sender: String, cmid: String?, kind: String, bodyHash: [UInt8],
        contentHash: [UInt8], _ digest: Digest
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        append(conversation, to: &bytes)
        append(Int64(seq), to: &bytes)
        append(at, to: &bytes)
        append(sender, to: &bytes)
        append(cmid ?? "", to: &bytes)
        append(kind, to: &bytes)
        bytes.append(contentsOf: bodyHash)
        bytes.append(contentsOf: contentHash)
        return digest.hash(bytes)
    }

    /// The same of a journal's entry; its place is its place in the chain.
    static func record(journal: JournalName, at: Int64, body: [UInt8], _ digest: Digest) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + 64)
        append(journal.rawValue, to: &bytes)
        append(at, to: &bytes)
        bytes.append(contentsOf: body)
        return digest.hash(bytes)
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(Int64(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
