internal import Switchboard
internal import Vocabulary

/// The secrets that the sites which embed the chat sign their visitors' names with, each by its name (`kid`), so that
/// one can replace another without a gap. Printing them shows the names only.
public struct IdentitySecrets: Sendable, CustomStringConvertible, CustomReflectable {
    /// Bytes of one, at least: as many as HMAC-SHA256 gives (RFC 7518, section 3.2).
    public static let shortest = 32

    public enum Failure: Error, Hashable, CustomStringConvertible {
        case noName
        case tooShort(String)

        public var description: String {
            switch self {
            case .noName: "a secret of 'identity' needs a name of 1 to 64 characters"
            case .tooShort(let name): "the secret '\(name)' of 'identity' needs at least \(shortest) bytes"
            }
        }
    }

    private let secrets: [String: [UInt8]]

    /// None: nobody can be signed.
    public init() { secrets = [:] }

    /// - Parameter secrets: by name; their UTF-8 bytes are what counts, as with other people's JWT libraries.
    public init(_ secrets: [String: String]) throws(Failure) {
        for (name, secret) in secrets {
            guard (1...64).contains(name.utf8.count) else { throw .noName }
            guard secret.utf8.count >= Self.shortest else { throw .tooShort(name) }
        }
        self.secrets = secrets.mapValues { Array($0.utf8) }
    }

    public var isEmpty: Bool { secrets.isEmpty }

    /// HMAC-SHA256 of a token's bytes under the secret of that name; without a name under the only one.
    public func code(of bytes: [UInt8], keyID: String?) -> [UInt8]? {
        let secret = if let keyID { secrets[keyID] } else { secrets.count == 1 ? secrets.first?.value : nil }
        return secret.map { Cryptography.authenticationCode(of: bytes, key: $0) }
    }

    public var description: String { "secrets named \(secrets.keys.sorted().joined(separator: ", "))" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The secrets of the sites, and the service's own key, which names their customers.
struct SignedSites: SiteSignatures {
    let secrets: IdentitySecrets
    let key: SigningKey

    func code(of bytes: [UInt8], keyID: String?) -> [UInt8]? { secrets.code(of: bytes, keyID: keyID) }
    func visitor(for subject: String) -> VisitorID { VisitorID(key.name(of: subject)) }
}
