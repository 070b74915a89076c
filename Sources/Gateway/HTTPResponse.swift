/// One HTTP response. Security headers, `Content-Length`, `Date` and `Connection` are added when it is written;
/// a header given here wins over the one that would be added.
public struct HTTPResponse: Sendable, Hashable {
    public var status: Int
    public var headers: HTTPHeaders
    public var body: [UInt8]

    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// JSON that must not be kept by anyone on the way.
    public static func json(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: ["Content-Type": "application/json", "Cache-Control": "no-store"], body: body)
    }

    public static func text(_ words: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"],
            body: Array(words.utf8))
    }

    public static func html(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["Content-Type": "text/html; charset=utf-8"], body: body)
    }

    /// An answer that is only a status, with its name as text.
    public static func status(_ status: Int) -> HTTPResponse {
        .text(StatusName.of(status) + "\n", status: status)
    }

    public static var noContent: HTTPResponse { HTTPResponse(status: 204) }
    public static var notFound: HTTPResponse { .status(404) }

    public static func methodNotAllowed(allow: [String]) -> HTTPResponse {
        .status(405).with("Allow", allow.joined(separator: ", "))
    }

    public static func redirect(to location: String, status: Int = 303) -> HTTPResponse {
        .status(status).with("Location", location)
    }

    public static func tooManyRequests(retryAfter: Duration) -> HTTPResponse {
        .status(429).with("Retry-After", String(retryAfter.components.seconds))
    }

    /// The same response with one header set.
    public func with(_ name: String, _ value: String) -> HTTPResponse {
        var copy = self
        copy.headers[name] = value
        return copy
    }
}
