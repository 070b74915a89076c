internal import ChatProtocol
public import Vocabulary

/// What the sites that embed the chat sign their visitors' names with.
public protocol SiteSignatures: Sendable {
    /// HMAC-SHA256 under the secret of that name; `nil` where there is no such secret. Without a name it is the only
    /// secret there is.
    func code(of bytes: [UInt8], keyID: String?) -> [UInt8]?
    /// The same visitor for the same customer, today and next year; nobody can tell the customer by it.
    func visitor(for subject: String) -> VisitorID
}

extension VisitorReception {
    /// Whom a hello proves to be here; `nil` where it says nothing of that, or what it says was good once.
    func signedVisitor(_ hello: VisitorHello) throws(Refusal) -> SignedVisitor? {
        guard let text = hello.identity else { return nil }
        guard let signatures else {
            throw Refusal(.unauthorized, "'identity' cannot be checked: this service has no secret for it.")
        }
        do throws(IdentityFault) {
            let token = try IdentityToken(text)
            guard let code = signatures.code(of: token.signedBytes, keyID: token.keyID) else { throw .forged }
            return try token.visitor(at: surroundings.now(), authenticatedBy: code)
        } catch {
            guard let refusal = error.refusal else { return nil }
            throw refusal
        }
    }
}
