/// A WebSocket client (RFC 6455) for tests, drills, benchmarks and the terminal's desk: blocking, one thread, no extensions.
public final class WebSocketPeer {
    private let stream: SocketStream
    private var mask: UInt32

    /// Connects and shakes hands.
    public init(
        host: String = "127.0.0.1", port: UInt16, path: String, origin: String? = nil, subprotocol: String? = nil,
        headers: [String: String] = [:], receiveBuffer: Int32? = nil
    ) throws(ClientFailure) {
        stream = try SocketStream(host: host, port: port, receiveBuffer: receiveBuffer)
        mask = UInt32(port) &* 2_654_435_761 | 1
        var lines = [
            "GET \(path) HTTP/1.1", "Host: \(host):\(port)", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: d2FybWxpbmUtY2xpZW50IQ==",
            "Origin: \(origin ?? "http://\(host):\(port)")",
        ]
        if let subprotocol { lines.append("Sec-WebSocket-Protocol: \(subprotocol)") }
        lines += headers.map { "\($0.key): \($0.value)" }
        try stream.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        let head = try stream.readHead(within: 10_000)
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw .nonsense(head)
        }
        guard status == 101 else { throw .turnedAway(status: status) }
    }

    /// To be waited for beside others; ``holdsBytes`` tells whether there is something to receive already.
    public var descriptor: Int32 { stream.descriptor }
    public var holdsBytes: Bool { stream.holdsBytes }

    public func send(_ text: [UInt8]) throws(ClientFailure) {
        try sendFrame(opcode: 1, text)
    }

    /// The next text message; `nil` when none came within the limit. Answers pings by itself.
    public func receive(within milliseconds: Int32) throws(ClientFailure) -> [UInt8]? {
        var message: [UInt8] = []
        while true {
            guard let head = try stream.read(2, within: milliseconds) else { return nil }
            let isFinal = head[0] & 0x80 != 0
            let payload = try payload(head[1] & 0x7F)
            switch head[0] & 0x0F {
            case 0, 1:
                message += payload
                if isFinal { return message }
            case 8:
                let code = payload.count >= 2 ? UInt16(payload[0]) << 8 | UInt16(payload[1]) : 1005
                throw .closed(code: code, reason: String(decoding: payload.dropFirst(2), as: UTF8.self))
            case 9: try sendFrame(opcode: 10, payload)
            default: break
            }
        }
    }

    /// Says goodbye and waits for the answer.
    public func close() {
        try? sendFrame(opcode: 8, [0x03, 0xE8])
        while (try? receive(within: 1_000)) != nil {}
    }

    /// Ends the connection without a word, as a lost network does.
    public func cut() {
        stream.cut()
    }

    private func payload(_ length: UInt8) throws(ClientFailure) -> [UInt8] {
        let extra = length == 126 ? 2 : length == 127 ? 8 : 0
        var count = Int(length)
        if extra > 0 { count = try bytes(extra).reduce(0) { $0 << 8 | Int($1) } }
        return try bytes(count)
    }

    private func bytes(_ count: Int) throws(ClientFailure) -> [UInt8] {
        guard count > 0 else { return [] }
        guard let bytes = try stream.read(count, within: 10_000) else { throw .lost }
        return bytes
    }

    private func sendFrame(opcode: UInt8, _ payload: [UInt8]) throws(ClientFailure) {
        var frame: [UInt8] = [0x80 | opcode]
        switch payload.count {
        case ..<126: frame.append(0x80 | UInt8(payload.count))
        case ..<65_536: frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default: frame += [0x80 | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - $0 * 8)) }
        }
        // A mask must be there; against ourselves it need not be unguessable.
        mask = mask &* 1_664_525 &+ 1_013_904_223
        let key = (0..<4).map { UInt8(truncatingIfNeeded: mask >> UInt32($0 * 8)) }
        frame += key
        frame += payload.enumerated().map { $0.element ^ key[$0.offset & 3] }
        try stream.write(frame)
    }
}
