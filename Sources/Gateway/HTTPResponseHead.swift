internal import Glibc

/// The head of a response as bytes: status line, the response's own fields, and those every response carries.
enum HTTPResponseHead {
    /// `closes` says `Connection: close`; `isSecure` adds HSTS. A `Server` field is always empty.
    static func bytes(_ response: HTTPResponse, isSecure: Bool, closes: Bool, date: String) -> [UInt8] {
        var head = "HTTP/1.1 \(response.status) \(StatusName.of(response.status))\r\n"
        for field in response.headers.fields where !isOurs(field.name) {
            head += clean(field.name) + ": " + clean(field.value) + "\r\n"
        }
        for (name, value) in always where response.headers[name] == nil {
            head += name + ": " + value + "\r\n"
        }
        if isSecure, response.headers["Strict-Transport-Security"] == nil {
            head += "Strict-Transport-Security: max-age=63072000\r\n"
        }
        if response.headers["Date"] == nil {
            head += "Date: " + date + "\r\n"
        }
        // RFC 9110 §8.6: a 204 has no length; a 304 has that of the 200 it stands for, which only the handler knows.
        if response.status != 204, response.status != 304 {
            head += "Content-Length: \(response.body.count)\r\n"
        }
        head += "Server: \r\n"
        head += closes ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n"
        return Array(head.utf8)
    }

    /// Framing belongs to the gateway: a handler cannot contradict it.
    private static func isOurs(_ name: String) -> Bool {
        ["Content-Length", "Connection", "Transfer-Encoding", "Server"].contains { HTTPHeaders.same($0, name) }
    }

    private static let always: [(String, String)] = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ]

    /// A line break in a field would be a second field, or a second response.
    private static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) else { return text }
        return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }, as: UTF8.self)
    }

    /// The current time as RFC 9110 §5.6.7 wants it.
    static func date() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
            + "\(parts.tm_year + 1900) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
