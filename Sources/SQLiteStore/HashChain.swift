internal import COpenSSL

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
final class HashChain {
    /// Before the first event.
    static let beginning = [UInt8](repeating: 0, count: Digest.size)

    private let digest = Digest()
    private var record: [UInt8] = []

    /// SHA-256 over the link before and the row, each text after its length, numbers with the highest byte first.
    func link(after previous: [UInt8], conversation: String, seq: Int, at: Int64, row: LogRow) -> [UInt8] {
        record.removeAll(keepingCapacity: true)
        record.append(contentsOf: previous)
        append(conversation)
        append(Int64(seq))
        append(at)
        append(row.sender)
        append(row.cmid ?? "")
        append(row.kind)
        record.append(contentsOf: row.bodyHash)
        return digest.hash(record)
    }

    private func append(_ text: String) {
        append(Int64(text.utf8.count))
        record.append(contentsOf: text.utf8)
    }

    private func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { record.append(contentsOf: $0) }
    }
}

/// What an event looks like in its row, its place aside. A class, as the writer's thread would spend more on
/// counting references to the fields of a copied struct than on binding them.
final class LogRow: Sendable {
    let sender: String
    let cmid: String?
    let kind: String
    let body: [UInt8]
    let bodyHash: [UInt8]

    init(sender: String, cmid: String?, kind: String, body: [UInt8], bodyHash: [UInt8]) {
        self.sender = sender
        self.cmid = cmid
        self.kind = kind
        self.body = body
        self.bodyHash = bodyHash
    }
}
