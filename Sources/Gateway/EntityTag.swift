internal import COpenSSL

/// A strong validator for a body that does not change: the first half of its SHA-256, in quotes (RFC 9110 §8.8.3).
public struct EntityTag: Hashable, Sendable {
    /// With the quotes, as it stands in `ETag`.
    public let text: String

    /// The tag of these bytes. Compute it once for an asset, not at each request.
    public init(of body: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        _ = SHA256(body, body.count, &digest)
        let hexadecimal = Array("0123456789abcdef".utf8)
        let digits = digest.prefix(16).flatMap { [hexadecimal[Int($0 >> 4)], hexadecimal[Int($0 & 15)]] }
        text = "\"" + String(decoding: digits, as: UTF8.self) + "\""
    }

    /// Whether an `If-None-Match` field names this tag; weak comparison, as the RFC wants for it.
    public func isNamed(in ifNoneMatch: String?) -> Bool {
        guard let ifNoneMatch else { return false }
        return ifNoneMatch.split(separator: ",").contains { part in
            let tag = part.drop { $0 == " " }.prefix { $0 != " " }
            return tag == "*" || tag == text || tag == "W/" + text
        }
    }
}

extension HTTPResponse {
    /// A static body with its validator: 304 without the body when the client has it already.
    ///
    /// `cacheControl` is `no-cache` by default: keep it, but ask first. A path with a fingerprint in it can say
    /// `public, max-age=31536000, immutable`.
    public static func asset(
        _ body: [UInt8], type: String, tag: EntityTag, for request: HTTPRequest, cacheControl: String = "no-cache"
    ) -> HTTPResponse {
        var headers: HTTPHeaders = ["ETag": tag.text, "Cache-Control": cacheControl]
        guard !tag.isNamed(in: request.headers["If-None-Match"]) else {
            return HTTPResponse(status: 304, headers: headers)
        }
        headers["Content-Type"] = type
        return HTTPResponse(status: 200, headers: headers, body: body)
    }
}
