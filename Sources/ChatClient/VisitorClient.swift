public import ChatProtocol

/// A visitor as a well-behaved client is one: keeps what is not acknowledged, sends it again in order after a
/// reconnect, and checks that no number is missing or doubled. Blocking; used by one thread.
public final class VisitorClient {
    public struct Received: Sendable {
        public let seq: Int
        public let kind: String
        public let json: JSON
    }

    public let port: UInt16
    private let origin: String?
    private var socket: WebSocketPeer?
    public private(set) var token: String?
    public private(set) var conversation = ""
    public private(set) var epoch = ""
    public private(set) var head = 0
    public private(set) var last = 0
    /// Everything heard, in order.
    public private(set) var events: [Received] = []
    /// Messages sent and not yet acknowledged, in order.
    public private(set) var unacknowledged: [(cmid: String, frame: JSON)] = []
    /// Acknowledged messages, with their place.
    public private(set) var acknowledged: [(cmid: String, seq: Int)] = []
    /// What broke the contract: gaps, repeats, wrong order.
    public private(set) var violations: [String] = []
    public private(set) var resets = 0
    /// The first event after the last thing said.
    private var answers = 0
    private let name: String
    /// Ours alone, and how our messages' names begin for it.
    private let secret: String
    private var mark = ""
    private var count = 0

    /// - Parameter name: makes this client's message ids its own; 8 to 38 characters of `[A-Za-z0-9_-]`.
    /// - Parameter token: of a conversation that goes on here, such as in a second tab.
    public init(port: UInt16, name: String, origin: String? = nil, token: String? = nil) {
        self.token = token
        self.port = port
        self.name = name
        self.origin = origin
        secret = (0..<2).map { _ in String(UInt64.random(in: (1 << 63)...UInt64.max), radix: 16) }.joined()
    }

    public var isConnected: Bool { socket != nil }

    /// Connects, says hello, and sends again what was never acknowledged.
    public func connect() throws(ClientFailure) {
        let socket = try WebSocketPeer(port: port, path: "/v1/chat", origin: origin, subprotocol: "warmline.v1")
        var hello: [JSON.Member] = [.init("type", "hello"), .init("v", 1), .init("secret", .string(secret))]
        if let token {
            hello += [
                .init("token", .string(token)), .init("epoch", .string(epoch)), .init("last", .integer(Int64(last))),
            ]
        }
        try socket.send(JSON.object(hello).bytes)
        self.socket = socket
        try wait(within: 10_000) { $0["type"] == "welcome" }
        for message in unacknowledged { try socket.send(message.frame.bytes) }
    }

    /// Sends a message and returns its id; `waitForAcknowledgement` tells when it is safe.
    @discardableResult
    public func say(_ text: String, choice: JSON? = nil) throws(ClientFailure) -> String {
        count += 1
        let cmid = "\(mark)\(name)-\(String(repeating: "0", count: max(0, 8 - String(count).count)))\(count)"
        var frame: [JSON.Member] = [
            .init("type", "say"), .init("cmid", .string(cmid)), .init("text", .string(text)),
        ]
        if let choice { frame.append(.init("choice", choice)) }
        unacknowledged.append((cmid, .object(frame)))
        answers = events.count
        try send(.object(frame))
        return cmid
    }

    /// Sends any frame as it is.
    public func send(_ frame: JSON) throws(ClientFailure) {
        guard let socket else { throw .lost }
        do throws(ClientFailure) {
            try socket.send(frame.bytes)
        } catch {
            self.socket = nil
            throw error
        }
    }

    public func waitForAcknowledgement(of cmid: String, within milliseconds: Int32 = 10_000) throws(ClientFailure) {
        guard unacknowledged.contains(where: { $0.cmid == cmid }) else { return }
        try wait(within: milliseconds) { $0["type"] == "ack" && $0["cmid"] == .string(cmid) }
    }

    /// Reads until an event of this kind has come since the last thing said.
    @discardableResult
    public func waitForEvent(
        _ kind: String, within milliseconds: Int32 = 10_000, where fits: (JSON) -> Bool = { _ in true }
    ) throws(ClientFailure) -> JSON {
        if let known = events.dropFirst(answers).first(where: { $0.kind == kind && fits($0.json) }) {
            return known.json
        }
        return try wait(within: milliseconds) { $0["type"] == "event" && $0["kind"] == .string(kind) && fits($0) }
    }

    /// Reads whatever has come, until nothing does for so long.
    public func listen(quietFor milliseconds: Int32) throws(ClientFailure) {
        while try next(within: milliseconds) != nil {}
    }

    /// Drops the connection without a word.
    public func cut() {
        socket?.cut()
        socket = nil
    }

    public func close() {
        socket?.close()
        socket = nil
    }

    /// Reads until a frame fits.
    @discardableResult
    public func wait(within milliseconds: Int32, for fits: (JSON) -> Bool) throws(ClientFailure) -> JSON {
        while true {
            guard let frame = try next(within: milliseconds) else { throw .late }
            if fits(frame) { return frame }
        }
    }

    private func next(within milliseconds: Int32) throws(ClientFailure) -> JSON? {
        guard let socket else { throw .lost }
        do throws(ClientFailure) {
            guard let bytes = try socket.receive(within: milliseconds) else { return nil }
            guard let frame = try? JSON.parse(bytes, maximumDepth: 32) else { throw ClientFailure.nonsense("not JSON") }
            try take(frame)
            return frame
        } catch {
            self.socket = nil
            throw error
        }
    }

    private func take(_ frame: JSON) throws(ClientFailure) {
        switch frame["type"] {
        case "welcome":
            token = frame.text("token")
            mark = frame.text("mark").map { "\($0)-" } ?? ""
            conversation = frame.text("conversation") ?? ""
            epoch = frame.text("epoch") ?? ""
            head = frame.number("head") ?? 0
        case "token": token = frame.text("token")
        case "reset":
            resets += 1
            last = 0
            answers = 0
            events = []
        case "ack":
            guard let cmid = frame.text("cmid"), let seq = frame.number("seq") else { throw .nonsense("ack") }
            if unacknowledged.first?.cmid != cmid, unacknowledged.contains(where: { $0.cmid == cmid }) {
                violations.append("\(cmid) acknowledged before what was said earlier")
            }
            if unacknowledged.contains(where: { $0.cmid == cmid }) { acknowledged.append((cmid, seq)) }
            unacknowledged.removeAll { $0.cmid == cmid }
        case "event":
            guard let seq = frame.number("seq") else { throw .nonsense("event") }
            let since = frame.number("since") ?? seq
            if since != last + 1 { violations.append("expected \(last + 1), got \(since)…\(seq)") }
            last = seq
            events.append(Received(seq: seq, kind: frame.text("kind") ?? "", json: frame))
        case "refused":
            throw .refused(
                code: frame.text("code") ?? "", retryAfterMilliseconds: frame.number("retry_after_ms").map(Int64.init))
        default: break
        }
    }
}

extension JSON {
    public func text(_ key: String) -> String? {
        guard case .string(let text)? = self[key] else { return nil }
        return text
    }

    public func number(_ key: String) -> Int? {
        guard case .integer(let number)? = self[key] else { return nil }
        return Int(number)
    }
}
