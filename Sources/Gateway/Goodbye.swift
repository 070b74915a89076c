internal import CLibWebSockets

/// A close frame (RFC 6455 §5.5.1).
struct Goodbye {
    private var storage: [UInt8]

    init(_ code: UInt16, _ reason: String) {
        storage =
            [UInt8](repeating: 0, count: Int(wl_lws_pre)) + [UInt8(code >> 8), UInt8(code & 0xff)]
            + Self.reason(reason)
    }

    /// A reason as bytes: 123 at most, cut between characters.
    static func reason(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8.prefix(123))
        while String(validating: bytes, as: UTF8.self) == nil {
            bytes.removeLast()
        }
        return bytes
    }

    /// False when the connection is lost.
    mutating func write(to instance: OpaquePointer) -> Bool {
        let count = storage.count - Int(wl_lws_pre)
        return storage.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return lws_write(instance, base + Int(wl_lws_pre), count, wl_write_close) >= 0
        }
    }
}
