/// One HTTP request on a connection of its own.
public enum HTTPPeer {
    public struct Answer: Sendable {
        public let status: Int
        public let head: String
        public let body: [UInt8]

        public func header(_ name: String) -> String? {
            for line in head.split(separator: "\r\n") {
                guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else {
                    continue
                }
                return String(line[line.index(after: colon)...].drop { $0 == " " })
            }
            return nil
        }

        /// The first cookie set, as it is sent back.
        public var cookie: String? {
            header("Set-Cookie").map { String($0.prefix { $0 != ";" }) }
        }
    }

    public static func get(
        host: String = "127.0.0.1", port: UInt16, path: String, cookie: String? = nil, bearer: String? = nil
    ) throws(ClientFailure) -> Answer {
        try exchange("GET", host: host, port: port, path: path, body: nil, cookie: cookie, bearer: bearer)
    }

    /// JSON, from our own page's origin, unless others are given.
    public static func post(
        host: String = "127.0.0.1", port: UInt16, path: String, body: [UInt8], type: String = "application/json",
        cookie: String? = nil, bearer: String? = nil, origin: String? = nil
    ) throws(ClientFailure) -> Answer {
        try exchange(
            "POST", host: host, port: port, path: path, body: body, type: type, cookie: cookie, bearer: bearer,
            origin: origin)
    }

    private static func exchange(
        _ method: String, host: String, port: UInt16, path: String, body: [UInt8]?, type: String = "application/json",
        cookie: String?, bearer: String?, origin: String? = nil
    ) throws(ClientFailure) -> Answer {
        let stream = try SocketStream(host: host, port: port)
        var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host):\(port)", "Connection: close"]
        if let body {
            lines += [
                "Origin: \(origin ?? "http://\(host):\(port)")", "Content-Type: \(type)",
                "Content-Length: \(body.count)",
            ]
        }
        if let cookie { lines.append("Cookie: \(cookie)") }
        if let bearer { lines.append("Authorization: Bearer \(bearer)") }
        try stream.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? []))
        let head = try stream.readHead(within: 30_000)
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw .nonsense(head)
        }
        let answer = Answer(status: status, head: head, body: [])
        let length = answer.header("Content-Length").flatMap { Int($0) } ?? 0
        guard length > 0, let bytes = try stream.read(length, within: 30_000) else { return answer }
        return Answer(status: status, head: head, body: bytes)
    }
}
