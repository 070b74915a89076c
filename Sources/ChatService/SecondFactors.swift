internal import Foundation
public import Store
public import Vocabulary

/// Who proves at sign-in that they hold their authenticator, beside the password. Kept in a journal of the store; the
/// secrets in it are sealed with the key that lies beside the store, so that a copied database makes no codes.
public struct SecondFactors: Sendable {
    /// Codes for the day on which the phone is lost; each opens once.
    public static let recoveryCodes = 8
    private static let journal: JournalName = "sign_in"

    /// A line of the journal.
    private enum Entry: Codable {
        /// `recovery` are hashes.
        case enrolled(AgentID, sealed: String, recovery: [String])
        case removed(AgentID)
        case used(AgentID, step: Int64)
        case recovered(AgentID, hash: String)
    }

    private struct Factor {
        let sealed: String
        var recovery: Set<String>
        var used: Int64 = 0
    }

    /// What somebody who enrolls is shown, once.
    public struct Enrolment: Hashable, Sendable {
        /// For the authenticator app, as text and as what its QR code says (Key URI Format).
        public let secret: String
        public let address: String
        public let recovery: [String]
    }

    public enum Check: Hashable, Sendable {
        /// Has no second factor.
        case notNeeded
        case missing
        case wrong
        case right
    }

    private let store: any ConversationStore
    private let key: SigningKey
    private let now: @Sendable () -> Timestamp

    public init(store: any ConversationStore, key: SigningKey, now: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.key = key
        self.now = now
    }

    /// A new secret and new recovery codes in place of any there were; `nil` when the system gives no random bytes.
    public func enrol(_ account: AgentAccount, house: String) async throws(StoreError) -> Enrolment? {
        guard let secret = Cryptography.random(TimeCode.secretLength) else { return nil }
        return try await enrol(account, secret: secret, house: house)
    }

    /// The same with a secret that is there already: an app that comes from elsewhere.
    @discardableResult
    public func enrol(
        _ account: AgentAccount, secret: [UInt8], house: String = "Warmline"
    ) async throws(StoreError) -> Enrolment? {
        guard let sealed = key.seal(secret) else { return nil }
        var recovery: [String] = []
        for _ in 0..<Self.recoveryCodes {
            guard let bytes = Cryptography.random(10) else { return nil }
            let text = Base32.encode(bytes).lowercased()
            recovery.append("\(text.prefix(8))-\(text.suffix(8))")
        }
        try await append(
            .enrolled(account.id, sealed: Base64URL.encode(sealed), recovery: recovery.map { hash(of: $0, account.id) })
        )
        let label =
            "\(house):\(account.name)".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? account.name
        let issuer = house.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "Warmline"
        let text = Base32.encode(secret)
        return Enrolment(
            secret: text,
            address: "otpauth://totp/\(label)?secret=\(text)&issuer=\(issuer)&algorithm=SHA1&digits=6&period=30",
            recovery: recovery)
    }

    public func remove(_ agent: AgentID) async throws(StoreError) {
        try await append(.removed(agent))
    }

    /// Each code once, and each recovery code once.
    public func check(_ code: String?, of agent: AgentID) async throws(StoreError) -> Check {
        guard let factor = try await factors()[agent] else { return .notNeeded }
        guard let code = code.map({ $0.filter { !$0.isWhitespace } }), !code.isEmpty else { return .missing }
        let hash = hash(of: code, agent)
        if factor.recovery.contains(hash) {
            try await append(.recovered(agent, hash: hash))
            return .right
        }
        guard let sealed = Base64URL.decode(factor.sealed), let secret = key.open(sealed),
            let step = TimeCode.step(of: code, secret: secret, at: now(), after: factor.used)
        else { return .wrong }
        try await append(.used(agent, step: step))
        return .right
    }

    /// 80 bits of chance need no slow hash.
    private func hash(of recovery: String, _ agent: AgentID) -> String {
        ContentHash.sha256(of: Array("recovery \(agent.rawValue) \(recovery.lowercased())".utf8))
    }

    /// Read anew each time: another process may have enrolled somebody.
    private func factors() async throws(StoreError) -> [AgentID: Factor] {
        let journal = try await store.journal(Self.journal)
        var factors: [AgentID: Factor] = [:]
        do {
            for line in journal.entries {
                switch try JSONDecoder().decode(Entry.self, from: Data(line.body)) {
                case .enrolled(let agent, let sealed, let recovery):
                    factors[agent] = Factor(sealed: sealed, recovery: Set(recovery))
                case .removed(let agent): factors[agent] = nil
                case .used(let agent, let step):
                    let before = factors[agent]?.used ?? 0
                    factors[agent]?.used = max(before, step)
                case .recovered(let agent, let hash): factors[agent]?.recovery.remove(hash)
                }
            }
        } catch {
            throw .corrupt("the journal of second factors cannot be read: \(error)")
        }
        return factors
    }

    private func append(_ entry: Entry) async throws(StoreError) {
        let body: [UInt8]
        do {
            body = Array(try JSONEncoder().encode(entry))
        } catch {
            throw .rejected("a second factor has no coded form: \(error)")
        }
        try await store.append([JournalEntry(at: now(), body: body)], to: Self.journal, image: nil)
    }
}
