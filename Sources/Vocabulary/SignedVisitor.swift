/// Who a visitor is, as the site that embeds the chat has signed it.
public struct SignedVisitor: Hashable, Sendable {
    /// The site's own name for the customer: an account number, never an address that may change hands.
    public let subject: String
    public let name: String?
    public let email: String?
    /// What else the site vouches for: `plan`, `locale` …
    public let more: [String: String]
    /// The signature counts until then.
    public let expires: Timestamp
    /// What the signed token itself is called, so that it is not used by two.
    public let tokenName: String

    public init(
        subject: String, name: String? = nil, email: String? = nil, more: [String: String] = [:], expires: Timestamp,
        tokenName: String = ""
    ) {
        self.subject = subject
        self.name = name
        self.email = email
        self.more = more
        self.expires = expires
        self.tokenName = tokenName
    }

    /// All of it under one name each: `id`, `name`, `email`, and the rest, which cannot stand for one of these.
    public var attributes: [String: String] {
        var attributes = more
        attributes["id"] = subject
        attributes["name"] = name
        attributes["email"] = email
        return attributes
    }
}
