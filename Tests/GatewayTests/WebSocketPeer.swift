/// A WebSocket client that can also break the rules.
final class WebSocketPeer {
    let raw: RawPeer

    struct Message: Equatable {
        var opcode: UInt8
        var payload: [UInt8]
        var text: String { String(decoding: payload, as: UTF8.self) }
        /// The code of a close frame.
        var code: UInt16? { payload.count >= 2 ? UInt16(payload[0]) << 8 | UInt16(payload[1]) : nil }
        var reason: String { String(decoding: payload.dropFirst(2), as: UTF8.self) }
    }

    static func handshake(_ path: String = "/chat", _ headers: [String] = []) -> String {
        ([
            "GET \(path) HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        ] + headers)
        .joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// Opens one, or throws what came instead of 101.
    init(port: UInt16, path: String = "/chat", headers: [String] = [], receiveBuffer: Int32? = nil) throws {
        raw = try RawPeer(port: port, receiveBuffer: receiveBuffer)
        raw.send(Self.handshake(path, headers))
        let response = try raw.readResponse()
        guard response.status == 101 else { throw RawPeer.Silence(afterReading: "\(response.status)") }
    }

    static func frame(
        _ opcode: UInt8, _ payload: [UInt8], final: Bool = true, claimedLength: UInt64? = nil
    ) -> [UInt8] {
        let mask: [UInt8] = [1, 2, 3, 4]
        let length = claimedLength ?? UInt64(payload.count)
        var bytes: [UInt8] = [(final ? 0x80 : 0) | opcode]
        switch length {
        case 0..<126: bytes.append(0x80 | UInt8(length))
        case 126..<65_536: bytes += [0xfe, UInt8(length >> 8), UInt8(length & 0xff)]
        default: bytes += [0xff] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
        }
        return bytes + mask + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
    }

    func send(_ text: String) { raw.send(Self.frame(1, Array(text.utf8))) }

    func send(_ opcode: UInt8, _ payload: [UInt8], final: Bool = true) {
        raw.send(Self.frame(opcode, payload, final: final))
    }

    /// The next frame of any kind.
    func readFrame() throws -> Message {
        let head = try raw.read(2)
        var length = Int(head[1] & 0x7f)
        if length == 126 {
            length = try raw.read(2).reduce(0) { $0 << 8 | Int($1) }
        } else if length == 127 {
            length = try raw.read(8).reduce(0) { $0 << 8 | Int($1) }
        }
        return Message(opcode: head[0] & 0x0f, payload: try raw.read(length))
    }

    /// The next frame that is not a PING or PONG.
    func read() throws -> Message {
        while true {
            let message = try readFrame()
            if message.opcode < 9 { return message }
        }
    }

    /// Reads up to the close frame, answers it, and waits for the end of the stream.
    func readClose() throws -> Message {
        while true {
            let message = try read()
            guard message.opcode == 8 else { continue }
            raw.send(Self.frame(8, message.payload))
            _ = try? raw.readToEnd()
            return message
        }
    }
}
