internal import Foundation
public import Switchboard
internal import Vocabulary

/// The key that signs visitors' tokens and agents' sessions. It lies in a file of its own beside the store, readable
/// by its owner only, so that a copied database opens no conversation.
public struct SigningKey: Sendable {
    private let bytes: [UInt8]

    public enum Failure: Error, CustomStringConvertible {
        case unreadable(String)
        case exposed(String)
        case noRandomness

        public var description: String {
            switch self {
            case .unreadable(let path): "cannot read or write the key file \(path)"
            case .exposed(let path): "the key file \(path) can be read by others; run: chmod 600 \(path)"
            case .noRandomness: "the system gives no random bytes"
            }
        }
    }

    /// Reads the key, or makes one (32 random bytes, mode 0600).
    public init(file path: String) throws(Failure) {
        if let found = FileManager.default.contents(atPath: path) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let mode = attributes?[.posixPermissions] as? Int, found.count == 32 else {
                throw .unreadable(path)
            }
            guard mode & 0o077 == 0 else { throw .exposed(path) }
            bytes = [UInt8](found)
            return
        }
        guard let fresh = Cryptography.random(32) else { throw .noRandomness }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(fresh), attributes: [.posixPermissions: 0o600])
        else { throw .unreadable(path) }
        bytes = fresh
    }

    /// A key for a store that lives in memory.
    public init() throws(Failure) {
        guard let fresh = Cryptography.random(32) else { throw .noRandomness }
        bytes = fresh
    }

    /// A site's customer under a name that tells nothing of them, the same as long as this key lasts.
    func name(of customer: String) -> String {
        Base64URL.encode(Cryptography.authenticationCode(of: Array("customer\n\(customer)".utf8), key: bytes))
    }

    /// `purpose` keeps one kind of token from being taken for another.
    func sign(_ text: String, purpose: String) -> String {
        let code = Cryptography.authenticationCode(of: Array("\(purpose)\n\(text)".utf8), key: bytes)
        return "\(Base64URL.encode(Array(text.utf8))).\(Base64URL.encode(code))"
    }

    /// Sealed so that only who has this key can read it; under a key of its own, made from this one.
    func seal(_ secret: [UInt8]) -> [UInt8]? { Cryptography.seal(secret, key: sealingKey) }
    func open(_ sealed: [UInt8]) -> [UInt8]? { Cryptography.open(sealed, key: sealingKey) }

    private var sealingKey: [UInt8] {
        Cryptography.authenticationCode(of: Array("seal\n".utf8), key: bytes)
    }

    func read(_ token: String, purpose: String) -> String? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let body = Base64URL.decode(parts[0]), let code = Base64URL.decode(parts[1]),
            let text = String(validating: body, as: UTF8.self)
        else { return nil }
        let expected = Cryptography.authenticationCode(of: Array("\(purpose)\n\(text)".utf8), key: bytes)
        return Cryptography.areEqual(code, expected) ? text : nil
    }
}

extension SigningKey: VisitorTokens {
    public func token(for pass: VisitorPass) -> String {
        sign("\(pass.visitor.rawValue) \(pass.conversation.rawValue) \(pass.proved.rawValue)", purpose: "visitor")
    }

    public func read(_ token: String) -> VisitorPass? {
        guard let words = read(token, purpose: "visitor")?.split(separator: " "), words.count == 3,
            let proved = Int(words[2])
        else { return nil }
        return VisitorPass(
            visitor: VisitorID(String(words[0])), conversation: ConversationID(String(words[1])),
            proved: SequenceNumber(proved))
    }

    public func mark(of secret: String) -> String {
        let code = Cryptography.authenticationCode(of: Array("page\n\(secret)".utf8), key: bytes)
        return String(Base64URL.encode(code).prefix(16))
    }
}

/// Names nobody can guess: more than 143 bits of chance in 24 characters.
public enum FreshName {
    /// None begins with a dash: at a command line that would be an option.
    public static func make() -> String {
        while true {
            guard let bytes = Cryptography.random(18) else {
                // OpenSSL refuses only when the machine has no entropy source at all.
                preconditionFailure("no random bytes")
            }
            let name = Base64URL.encode(bytes)
            if !name.hasPrefix("-") { return name }
        }
    }
}
