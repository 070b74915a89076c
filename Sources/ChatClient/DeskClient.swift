public import ChatProtocol

/// An agent's desk as a client: signs in over HTTP, then speaks frames. Blocking; used by one thread.
public final class DeskClient {
    private let socket: WebSocketPeer
    /// Everything heard that was not waited for.
    public private(set) var heard: [JSON] = []
    /// How it was greeted.
    public private(set) var welcome: JSON = .null
    /// Part of every message id: an agent who comes back says something new, not a copy of what was said before.
    private let sitting = String(UInt64.random(in: 1 << 60 ... .max), radix: 36)
    private var count = 0

    /// Signs in, gets a ticket and says hello.
    public init(port: UInt16, name: String, password: String) throws(ClientFailure) {
        let credentials: JSON = ["name": .string(name), "password": .string(password)]
        let signIn = try HTTPPeer.post(port: port, path: "/v1/desk/sign-in", body: credentials.bytes)
        guard signIn.status == 200, let cookie = signIn.cookie else { throw .turnedAway(status: signIn.status) }
        let answer = try HTTPPeer.post(port: port, path: "/v1/desk/ticket", body: [], cookie: cookie)
        guard answer.status == 200, let ticket = (try? JSON.parse(answer.body))?.text("ticket") else {
            throw .turnedAway(status: answer.status)
        }
        socket = try WebSocketPeer(
            port: port, path: "/v1/desk", subprotocol: "warmline.desk.v1", headers: ["Cookie": cookie])
        try send(["type": "hello", "v": 1, "ticket": .string(ticket)])
        welcome = try wait { $0["type"] == "welcome" }
    }

    public func send(_ frame: JSON) throws(ClientFailure) {
        try socket.send(frame.bytes)
    }

    public func claim(_ conversation: String) throws(ClientFailure) {
        try send(["type": "claim", "conversation": .string(conversation)])
        let answer = try wait { $0["type"] == "claimed" || $0["type"] == "refused" }
        guard answer["type"] == "claimed" else {
            throw .refused(code: answer.text("code") ?? "", retryAfterMilliseconds: nil)
        }
    }

    /// A frame with a fresh message id: `say`, `note`, `hand_back` or `resolve`; returns when it is acknowledged.
    public func tell(_ type: String, in conversation: String, _ key: String, _ text: String) throws(ClientFailure) {
        count += 1
        let cmid = "desk-\(sitting)-\(count)"
        try send(
            .object([
                .init("type", .string(type)), .init("conversation", .string(conversation)),
                .init("cmid", .string(cmid)), .init(key, .string(text)),
            ]))
        let answer = try wait {
            ($0["type"] == "ack" || $0["type"] == "refused") && $0["cmid"] == .string(cmid)
        }
        guard answer["type"] == "ack" else {
            throw .refused(code: answer.text("code") ?? "", retryAfterMilliseconds: nil)
        }
    }

    /// Reads until a frame fits.
    @discardableResult
    public func wait(within milliseconds: Int32 = 10_000, for fits: (JSON) -> Bool) throws(ClientFailure) -> JSON {
        while true {
            guard let bytes = try socket.receive(within: milliseconds) else { throw .late }
            guard let frame = try? JSON.parse(bytes, maximumDepth: 32) else { throw .nonsense("not JSON") }
            if fits(frame) { return frame }
            heard.append(frame)
        }
    }

    public func cut() {
        socket.cut()
    }

    public func close() {
        socket.close()
    }
}
