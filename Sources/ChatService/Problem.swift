internal import ChatProtocol
internal import Gateway

/// Errors over HTTP as problem documents (RFC 9457): a code and a sentence, never an internal.
enum Problem {
    static func response(_ status: Int, _ title: String) -> HTTPResponse {
        let body: JSON = ["type": "about:blank", "title": .string(title), "status": .integer(Int64(status))]
        return HTTPResponse.json(body.bytes, status: status).with("Content-Type", "application/problem+json")
    }
}
