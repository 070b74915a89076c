internal import ChatProtocol
internal import Gateway
internal import Store
internal import Vocabulary

/// Signing in and out of the desk, and the ticket a desk's socket needs.
struct DeskRoutes: Sendable {
    let access: DeskAccess
    let origins: OriginPolicy
    let signedIn: @Sendable (AgentID) -> Void
    /// Ends an agent's open sockets.
    let expel: @Sendable (AgentID) -> Void

    func response(to request: HTTPRequest) async -> HTTPResponse? {
        switch request.path {
        case "/v1/desk/me":
            guard request.method == "GET" else { return .methodNotAllowed(allow: ["GET"]) }
            return await me(request)
        case "/v1/desk/sign-in", "/v1/desk/sign-out", "/v1/desk/ticket":
            guard request.method == "POST" else { return .methodNotAllowed(allow: ["POST"]) }
            guard origins.admitsAgents(from: request.headers["Origin"]) else {
                return Problem.response(403, "Not from this page.")
            }
            switch request.path {
            case "/v1/desk/sign-in": return await signIn(request)
            case "/v1/desk/sign-out": return await signOut(request)
            default: return await ticket(request)
            }
        default: return nil
        }
    }

    private func signIn(_ request: HTTPRequest) async -> HTTPResponse {
        guard let json = try? JSON.parse(request.body), case .string(let name)? = json["name"],
            case .string(let password)? = json["password"], name.utf8.count <= 200, password.utf8.count <= 1_000
        else { return Problem.response(400, "A name and a password are needed.") }
        let code: String? = if case .string(let text)? = json["code"], text.utf8.count <= 64 { text } else { nil }
        switch await access.signIn(name: name, password: password, code: code, from: request.remote.text) {
        case .welcome(let cookie, let account):
            signedIn(account.id)
            return HTTPResponse.json(Self.json(of: account).bytes).with("Set-Cookie", Self.cookie(cookie, request))
        case .wrong: return Problem.response(401, "That name and password do not fit.")
        case .codeNeeded: return Problem.response(403, "The code of your authenticator app is needed.")
        case .wait(let time):
            return Problem.response(429, "Too many tries; wait a moment.")
                .with("Retry-After", String(max(1, time.milliseconds / 1_000)))
        case .unavailable: return Problem.response(503, "Sign-in is not possible at the moment.")
        }
    }

    private func signOut(_ request: HTTPRequest) async -> HTTPResponse {
        if let session = await access.session(of: request.cookie(Self.cookieName(request))) {
            expel(session.agent)
            do throws(StoreError) {
                try await access.end(session)
            } catch {
                return Problem.response(503, "Signing out is not possible at the moment.")
            }
        }
        return HTTPResponse.noContent.with("Set-Cookie", Self.cookie("", request, age: 0))
    }

    private func me(_ request: HTTPRequest) async -> HTTPResponse {
        guard let visit = await access.visit(request.cookie(Self.cookieName(request))) else {
            return Problem.response(401, "Sign in.")
        }
        return HTTPResponse.json(Self.json(of: visit.account).bytes)
            .with("Set-Cookie", Self.cookie(visit.renewed, request))
    }

    private func ticket(_ request: HTTPRequest) async -> HTTPResponse {
        guard let visit = await access.visit(request.cookie(Self.cookieName(request))) else {
            return Problem.response(401, "Sign in.")
        }
        let body: JSON = ["ticket": .string(access.ticket(for: visit.session))]
        return HTTPResponse.json(body.bytes).with("Set-Cookie", Self.cookie(visit.renewed, request))
    }

    private static func json(of account: AgentAccount) -> JSON {
        [
            "agent": .string(account.id.rawValue), "name": .string(account.displayName),
            "role": .string(account.role.rawValue), "teams": .array(account.teams.map { .string($0.rawValue) }),
        ]
    }

    /// `__Host-` needs https; on plain http, which is loopback only, the name goes without.
    static func cookieName(_ request: HTTPRequest) -> String {
        request.isSecure ? "__Host-warmline_desk" : "warmline_desk"
    }

    private static func cookie(_ value: String, _ request: HTTPRequest, age: Int = 43_200) -> String {
        "\(cookieName(request))=\(value); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict"
            + (request.isSecure ? "; Secure" : "")
    }
}
