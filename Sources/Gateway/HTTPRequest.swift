/// One HTTP request, whole: the gateway has read and limited the body already.
public struct HTTPRequest: Sendable {
    /// `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS`.
    public var method: String
    /// The path, percent-decoded, always beginning with `/`.
    public var path: String
    /// The query's pairs, decoded, in order. A name without `=` has an empty value.
    public var query: [QueryPair]
    public var headers: HTTPHeaders
    /// At most as long as the route's body limit.
    public var body: [UInt8]
    /// The peer, or the client that a trusted proxy names.
    public var remote: RemoteAddress
    /// TLS here, or `X-Forwarded-Proto: https` from a trusted proxy.
    public var isSecure: Bool

    public init(
        method: String, path: String, query: [QueryPair] = [], headers: HTTPHeaders = [:], body: [UInt8] = [],
        remote: RemoteAddress, isSecure: Bool = false
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remote = remote
        self.isSecure = isSecure
    }

    /// The first value under `name` in the query.
    public func query(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// A cookie by name, from the `Cookie` header.
    public func cookie(_ name: String) -> String? {
        headers.cookie(name)
    }
}

/// A name and a value of a query string.
public struct QueryPair: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension HTTPHeaders {
    /// The value of one cookie in the `Cookie` fields; the first wins.
    public func cookie(_ name: String) -> String? {
        for field in values(of: "Cookie") {
            for pair in field.split(separator: ";") {
                let trimmed = pair.drop { $0 == " " }
                guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == name else { continue }
                return String(trimmed[trimmed.index(after: equals)...])
            }
        }
        return nil
    }
}
