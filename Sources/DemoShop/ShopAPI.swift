internal import GRDB
public import Gateway
internal import Logging

/// The shop's HTTP API: a request in, a response out. Who carries the bytes is not its concern.
public struct ShopAPI: Sendable {
    private let shop: Shop
    private let token: String
    private let publicURL: String?
    private let faults: FaultSwitches?
    private let callbackAddress: Callbacks.Address?
    private let inProgress = KeysInProgress()
    private let logger = Logger(label: "warmline.shop")

    /// - Parameters:
    ///   - token: what callers carry as bearer token; it opens the admin page too, as the password of Basic.
    ///   - publicURL: what addresses in answers begin with; without it, the request's own host.
    ///   - allowsFaults: serve `POST /v1/faults`, for tests only.
    ///   - callbackAddress: what `PUT /v1/callback-address` changes; without it there is no such route.
    public init(
        _ shop: Shop, token: String, publicURL: String? = nil, allowsFaults: Bool = false,
        callbackAddress: Callbacks.Address? = nil
    ) {
        self.callbackAddress = callbackAddress
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
        if route?.isPublic == true { return }
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
        case .duplicateCallback:
            let response = try await answer(request, route)
            let effect = try body(request.body, as: RepairBooking.Fields.self).effect
            try await shop.pool.write { try Callbacks.duplicate($0, effect: effect) }
            return response
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
        guard case .action(let action, let subjects) = route else { return try await serve(request, route) }
        let now = shop.now()
        let work = { () throws(Refusal) -> ShopWork in
            try ShopWork(action, subjects, body: request.body, publicURL: base(request), now: now)
        }
        switch action.effect {
        case .looks:
            try await Self.wait(delay)
            let work = try work()
            let answer = try await work.writes ? shop.pool.write(work.run) : shop.pool.read(work.run)
            return .json(answer.json.bytes, status: answer.status)
        case .acts:
            return try await once(request, isUniqueByItself: false, at: now, after: delay, work)
        case .actsOnceByItself:
            return try await once(request, isUniqueByItself: true, at: now, after: delay, work)
        }
    }

    /// An effect under the request's key: a second request under it hears the first one's answer.
    private func once(
        _ request: HTTPRequest, isUniqueByItself: Bool, at now: ShopTime, after delay: Duration,
        _ work: () throws(Refusal) -> ShopWork
    ) async throws -> HTTPResponse {
        let key = try Idempotency.key(from: request.headers["Idempotency-Key"])
        let scope = "\(request.path) \(key)"
        guard inProgress.begin(scope) else { throw Refusal.inProgress }
        defer { inProgress.end(scope) }
        try await Self.wait(delay)
        let work = try work()
        let kept = try await shop.pool.write { db in
            try Idempotency.once(
                db, key: key, route: request.path, body: request.body, isUniqueByItself: isUniqueByItself, now: now,
                work.run)
        }
        let response = HTTPResponse.json(kept.answer, status: kept.status)
        return kept.isReplay ? response.with("Idempotency-Replayed", "true") : response
    }

    /// What people and tests ask for.
    private func serve(_ request: HTTPRequest, _ route: ShopRoute) async throws -> HTTPResponse {
        switch route {
        case .ledger:
            let answer = try await shop.pool.read { try Ledger.answer($0) }
            return .json(answer.json.bytes, status: answer.status)
        case .faults:
            try faults?.arm(try body(request.body, as: FaultSwitches.Fields.self))
            return .noContent
        case .callbackAddress:
            let url = try body(request.body, as: CallbackFields.self).url
            guard let callbackAddress else { throw Refusal.noSuchRoute }
            guard url.hasPrefix("https://") || url.hasPrefix("http://"), url.utf8.count <= 1_000 else {
                throw Refusal.invalid("url")
            }
            callbackAddress.set(url)
            return .noContent
        case .returnFile(let id, let file):
            let secret = request.query("t") ?? ""
            let label = try await shop.pool.read { try ReturnFiles.label($0, file, id: id, secret: secret) }
            return try Self.file(file, of: label)
        case .cardPage(let token):
            let now = shop.now()
            return try await CardPage.response(shop.pool.read { try CardPage.html($0, token: token, now: now) })
        case .cardChoice(let token):
            let now = shop.now()
            let choice = String(decoding: request.body.prefix(64), as: UTF8.self)
            return try await CardPage.response(
                shop.pool.write { try CardPage.choose($0, choice, token: token, now: now) })
        case .admin:
            return try await admin(request, shop.now())
        case .action:
            throw Refusal.noSuchRoute
        }
    }

    private struct CallbackFields: Decodable {
        let url: String
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
