internal import ChatClient
internal import ChatProtocol
internal import Foundation

/// An agent's way in from a terminal: the session over HTTP, a socket with a fresh ticket.
final class DeskDoor {
    private let host: String
    private let port: UInt16
    private let origin: String?
    private var cookie: String?
    /// How far the service's clock is ahead of ours, by its `Date` header.
    private(set) var aheadMilliseconds: Int64 = 0

    enum SignIn {
        case welcome
        case wrong
        case codeNeeded
        case wait(seconds: Int)
        case failed(String)
    }

    enum Opening {
        case open(WebSocketPeer, ticket: String)
        /// The session is over.
        case shut
        case unreachable
    }

    init(host: String, port: UInt16, origin: String?) {
        self.host = host
        self.port = port
        self.origin = origin
    }

    func signIn(name: String, password: String, code: String?) -> SignIn {
        var members: [JSON.Member] = [.init("name", .string(name)), .init("password", .string(password))]
        if let code { members.append(.init("code", .string(code))) }
        do throws(ClientFailure) {
            let answer = try post("/v1/desk/sign-in", JSON.object(members).bytes)
            switch answer.status {
            case 200:
                return cookie == nil ? .failed("The service gave no session.") : .welcome
            case 401: return .wrong
            case 403 where (try? JSON.parse(answer.body))?.text("detail")?.contains("page") == true:
                return .failed("The service does not know this address: see --origin.")
            case 403: return .codeNeeded
            case 429: return .wait(seconds: answer.header("Retry-After").flatMap { Int($0) } ?? 60)
            default: return .failed("Signing in did not work: the service answers \(answer.status).")
            }
        } catch {
            return .failed("The service does not answer at \(host):\(port). Is it running?")
        }
    }

    /// A socket that still has to say hello with the ticket.
    func open() -> Opening {
        do throws(ClientFailure) {
            let answer = try post("/v1/desk/ticket", [])
            if answer.status == 401 { return .shut }
            guard let ticket = (try? JSON.parse(answer.body))?.text("ticket") else { return .unreachable }
            let socket = try WebSocketPeer(
                host: host, port: port, path: "/v1/desk", origin: origin, subprotocol: "warmline.desk.v1",
                headers: cookie.map { ["Cookie": $0] } ?? [:])
            return .open(socket, ticket: ticket)
        } catch {
            return .unreachable
        }
    }

    /// A session ends when nothing is heard of it; `false` when it is over.
    func renew() -> Bool {
        guard let answer = try? HTTPPeer.get(host: host, port: port, path: "/v1/desk/me", cookie: cookie) else {
            return true
        }
        cookie = answer.cookie ?? cookie
        return answer.status != 401
    }

    func signOut() {
        _ = try? post("/v1/desk/sign-out", [])
    }

    private func post(_ path: String, _ body: [UInt8]) throws(ClientFailure) -> HTTPPeer.Answer {
        let asked = Date()
        let answer = try HTTPPeer.post(
            host: host, port: port, path: path, body: body, cookie: cookie, origin: origin)
        cookie = answer.cookie ?? cookie
        compareClocks(answer, asked)
        return answer
    }

    /// The header counts in whole seconds, so half of one is the best guess; a second of difference is none.
    private func compareClocks(_ answer: HTTPPeer.Answer, _ asked: Date) {
        let form = DateFormatter()
        form.locale = Locale(identifier: "en_US_POSIX")
        form.timeZone = TimeZone(secondsFromGMT: 0)
        form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard let theirs = answer.header("Date").flatMap({ form.date(from: $0) }) else { return }
        let ours = (asked.timeIntervalSince1970 + Date().timeIntervalSince1970) / 2
        let ahead = theirs.timeIntervalSince1970 + 0.5 - ours
        aheadMilliseconds = abs(ahead) < 1.5 ? 0 : Int64(ahead * 1_000)
    }
}
