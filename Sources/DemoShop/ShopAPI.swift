internal import GRDB
public import Gateway
internal import Logging

/// The shop's HTTP API: a request in, a response out. Who carries the bytes is not its concern.
public struct ShopAPI: Sendable {
    private let shop: Shop
    private let token: String
    private let publicURL: String?
    private let faults: FaultSwitches?
    private let inProgress = KeysInProgress()
    private let logger = Logger(label: "warmline.shop")

    /// - Parameters:
    ///   - token: what callers carry as bearer token; it opens the admin page too, as the password of Basic.
    ///   - publicURL: what addresses in answers begin with; without it, the request's own host.
    ///   - allowsFaults: serve `POST /v1/faults`, for tests only.
    public init(_ shop: Shop, token: String, publicURL: String? = nil, allowsFaults: Bool = false) {
        self.shop = shop
        self.token = token
        self.publicURL = publicURL
        faults = allowsFaults ? FaultSwitches() : nil
    }

    /// Answers one request; every failure is an answer too.
    public func answer(_ request: HTTPRequest) async -> HTTPResponse {
        do {
            let route = ShopRoute(method: request.method, path: request.path)
            try authorize(request, route)
            guard let route, route != .faults || faults != nil else { throw Refusal.noSuchRoute }
            guard let action = route.action, let fault = faults?.take(action) else {
                return try await answer(request, route)
            }
            return try await answer(request, route, with: fault)
        } catch let refusal as Refusal {
            return Self.response(refusal)
        } catch {
            logger.error("the database refused", metadata: ["error": "\(error)"])
            return Self.response(Refusal.unavailable)
        }
    }

    /// What an ordered fault makes a caller wait.
    private static func wait(_ delay: Duration) async throws {
        guard delay > .zero else { return }
        try await Task.sleep(for: delay)
    }

    private func authorize(_ request: HTTPRequest, _ route: ShopRoute?) throws(Refusal) {
        if case .returnFile = route { return }
        if route == .admin { return }
        let given = request.headers["Authorization"] ?? ""
        guard given.lowercased().hasPrefix("bearer "), Secret.matches(String(given.dropFirst(7)), token) else {
            throw .unauthorized
        }
    }

    private func answer(
        _ request: HTTPRequest, _ route: ShopRoute, with fault: FaultSwitches.Fault
    ) async throws -> HTTPResponse {
        switch fault.mode {
        case .slow:
            return try await answer(request, route, after: fault.delay)
        case .error:
            throw Refusal(status: 503, code: "fault", message: "Ordered to fail; nothing was done.")
        case .applyThenTimeout:
            _ = try await answer(request, route)
            try await Self.wait(fault.delay)
            throw Refusal(status: 504, code: "fault", message: "Ordered to lose this answer.")
        }
    }

    private func answer(
        _ request: HTTPRequest, _ route: ShopRoute, after delay: Duration = .zero
    ) async throws -> HTTPResponse {
        guard route.wantsKey else {
            try await Self.wait(delay)
            return try await answerUnkeyed(request, route)
        }
        let key = try Idempotency.key(from: request.headers["Idempotency-Key"])
        let scope = "\(request.path) \(key)"
        guard inProgress.begin(scope) else { throw Refusal.inProgress }
        defer { inProgress.end(scope) }
        try await Self.wait(delay)
        let now = shop.now()
        let work = try keyed(request, route, now)
        let kept = try await shop.pool.write { db in
            try Idempotency.once(
                db, key: key, route: request.path, body: request.body, isUniqueByItself: route.isUniqueByItself,
                now: now, work)
        }
        let response = HTTPResponse.json(kept.answer, status: kept.status)
        return kept.isReplay ? response.with("Idempotency-Replayed", "true") : response
    }

    /// The work of a route that wants a key, its body read before the transaction begins.
    private func keyed(
        _ request: HTTPRequest, _ route: ShopRoute, _ now: ShopTime
    ) throws(Refusal) -> @Sendable (Database) throws -> Answer {
        switch route {
        case .refunds(let order):
            let fields = try body(request.body, as: RefundCreation.Fields.self)
            return { try RefundCreation.answer($0, order: order, fields, now: now) }
        case .returns(let order):
            let fields = try body(request.body, as: ReturnCreation.Fields.self)
            let url = base(request)
            return { try ReturnCreation.answer($0, order: order, fields, publicURL: url, now: now) }
        case .traces(let order):
            _ = try body(request.body, as: TraceOpening.Fields.self)
            return { try TraceOpening.answer($0, order: order, now: now) }
        case .passwordResets:
            let fields = try body(request.body, as: PasswordReset.Fields.self)
            let url = base(request)
            return { try PasswordReset.answer($0, fields, publicURL: url, now: now) }
        case .order, .item, .identityCheck, .ledger, .faults, .returnFile, .admin:
            throw .noSuchRoute
        }
    }

    private func answerUnkeyed(_ request: HTTPRequest, _ route: ShopRoute) async throws -> HTTPResponse {
        let now = shop.now()
        switch route {
        case .order(let number):
            return try await read { try OrderLookUp.answer($0, order: number, line: nil, now: now) }
        case .item(let order, let line):
            return try await read { try OrderLookUp.answer($0, order: order, line: line, now: now) }
        case .identityCheck:
            let fields = try body(request.body, as: IdentityCheck.Fields.self)
            let answer = try await shop.pool.write { try IdentityCheck.answer($0, fields, now: now) }
            return .json(answer.json.bytes, status: answer.status)
        case .ledger:
            return try await read { try Ledger.answer($0) }
        case .faults:
            try faults?.arm(try body(request.body, as: FaultSwitches.Fields.self))
            return .noContent
        case .returnFile(let id, let file):
            let secret = request.query("t") ?? ""
            let label = try await shop.pool.read { try ReturnFiles.label($0, id: id, secret: secret) }
            return try Self.file(file, of: label)
        case .admin:
            return try await admin(request, now)
        case .refunds, .returns, .traces, .passwordResets:
            throw Refusal.noSuchRoute
        }
    }

    private func read(_ look: @escaping @Sendable (Database) throws -> Answer) async throws -> HTTPResponse {
        let answer = try await shop.pool.read(look)
        return .json(answer.json.bytes, status: answer.status)
    }

    private func admin(_ request: HTTPRequest, _ now: ShopTime) async throws -> HTTPResponse {
        guard AdminPage.isOpen(to: request.headers["Authorization"], token: token) else {
            return HTTPResponse.status(401).with("WWW-Authenticate", "Basic realm=\"Alder & Finch\", charset=\"UTF-8\"")
        }
        let page = try await shop.pool.read { try AdminPage.html($0, now: now) }
        return HTTPResponse.html(Array(page.utf8)).with("Cache-Control", "no-store")
            .with("Content-Security-Policy", AdminPage.policy)
    }

    private static func file(_ file: ReturnFiles.File, of label: ReturnLabel) throws -> HTTPResponse {
        let bytes =
            switch file {
            case .code: QRCode(label.id)?.png()
            case .label: label.pdf()
            }
        guard let bytes else { throw Refusal.unavailable }
        return HTTPResponse(
            status: 200,
            headers: ["Content-Type": file.contentType, "Cache-Control": "private, no-store"], body: bytes)
    }

    /// What absolute addresses begin with.
    private func base(_ request: HTTPRequest) -> String {
        publicURL ?? (request.isSecure ? "https://" : "http://") + (request.headers["Host"] ?? "localhost")
    }

    private static func response(_ refusal: Refusal) -> HTTPResponse {
        var response = HTTPResponse.json(refusal.json.bytes, status: refusal.status)
        response.headers["Retry-After"] = refusal.retryAfterSeconds.map(String.init)
        if refusal.status == 401 { response.headers["WWW-Authenticate"] = "Bearer" }
        return response
    }
}
