/// What is wrong with a request before anybody looks at what it asks for. libwebsockets 4.1.6 lets all of it pass.
enum HTTPGuard {
    /// A request's framing, judged.
    enum Verdict: Hashable {
        /// Go on; the body has this many bytes.
        case length(Int)
        case refuse(status: Int)
    }

    /// Chunked bodies are not decoded by the library: their bytes would be read as the next request. Lengths go
    /// unchecked through `atoll` there; here they are digits only. A body without a length would be waited for.
    static func verdict(_ request: HTTPRequest, isHTTP11: Bool, bodyLimit: Int) -> Verdict {
        let (method, headers) = (request.method, request.headers)
        guard isPath(request.path) else { return .refuse(status: 400) }
        guard !isHTTP11 || headers.values(of: "Host").count == 1 else { return .refuse(status: 400) }
        guard headers["Transfer-Encoding"] == nil else { return .refuse(status: 411) }
        let lengths = headers.values(of: "Content-Length")
        guard lengths.count <= 1 else { return .refuse(status: 400) }
        guard let text = lengths.first else {
            return ["POST", "PUT", "PATCH"].contains(method) ? .refuse(status: 411) : .length(0)
        }
        guard let length = length(text) else { return .refuse(status: 400) }
        guard length <= bodyLimit else { return .refuse(status: 413) }
        return .length(length)
    }

    /// No control characters, the decoded `%00` first among them.
    private static func isPath(_ path: String) -> Bool {
        path.hasPrefix("/") && path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }

    /// Digits and nothing else; more of them than any limit needs is too long by itself.
    private static func length(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return text.utf8.count > 18 ? Int.max : Int(text)
    }

    /// The status with which a WebSocket handshake is turned away, or nil.
    static func refusalOfHandshake(
        _ line: (method: String, path: String)?, headers: HTTPHeaders, subprotocols: [String]
    ) -> Int? {
        guard let line, line.method == "GET", isPath(line.path), headers.values(of: "Host").count == 1 else {
            return 400
        }
        guard headers["Content-Length"] ?? "0" == "0", headers["Transfer-Encoding"] == nil else { return 400 }
        guard headers["Sec-WebSocket-Version"] == "13" else { return 426 }
        guard let key = headers["Sec-WebSocket-Key"], isKey(key) else { return 400 }
        let offered = offeredSubprotocols(headers)
        guard offered.isEmpty || offered.contains(where: subprotocols.contains) else { return 400 }
        return nil
    }

    /// 16 bytes in base64 (RFC 6455 §4.1).
    private static func isKey(_ key: String) -> Bool {
        key.utf8.count == 24 && key.hasSuffix("==")
            && key.utf8.dropLast(2).allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"): true
                default: false
                }
            }
    }

    static func offeredSubprotocols(_ headers: HTTPHeaders) -> [String] {
        headers.values(of: "Sec-WebSocket-Protocol").flatMap { $0.split(separator: ",") }
            .map { name in
                String(name.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" })
            }
            .filter { !$0.isEmpty }
    }

    /// The client behind trusted proxies: the last address in `X-Forwarded-For` that is none of them.
    static func client(peer: RemoteAddress, headers: HTTPHeaders, proxies: [AddressBlock]) -> RemoteAddress {
        func isProxy(_ address: RemoteAddress) -> Bool { proxies.contains { $0.contains(address) } }
        guard isProxy(peer) else { return peer }
        let hops = headers.values(of: "X-Forwarded-For").flatMap { $0.split(separator: ",") }
        var client = peer
        for hop in hops.reversed() {
            guard let address = RemoteAddress(hop.filter { $0 != " " }) else { return client }
            client = address
            guard isProxy(address) else { return client }
        }
        return client
    }
}
