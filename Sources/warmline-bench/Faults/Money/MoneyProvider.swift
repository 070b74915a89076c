internal import Actions
internal import ChatClient
internal import ChatProtocol
internal import Foundation
internal import Gateway
internal import PlaybookModel
internal import Telemetry
internal import Vocabulary
internal import Webhooks

/// A provider as the world has them, on a bad day: 45 of 100 calls fail, a third of those after it did what it was
/// asked. It does a thing each time it is asked; only an `Idempotency-Key` keeps it from doing it twice. Pickups it
/// accepts and reports later, some twice.
final class MoneyProvider: Sendable {
    struct Deed: Sendable {
        let id: String
        let at: Timestamp
    }

    struct Books: Sendable {
        /// By order.
        var refunds: [String: [Deed]] = [:]
        var pickups: [String: [Deed]] = [:]
        var calls = 0
        var failures = 0
        /// Failures that came after the deed.
        var lateFailures = 0
        /// Over the limit with nobody's name under them.
        var unapproved = 0
        fileprivate var known: [String: HTTPResponse] = [:]
        /// Calls that a report was promised for.
        fileprivate var heard: Set<String> = []
        fileprivate var count = 0
        fileprivate var isWell = false
        fileprivate var service: UInt16 = 0
    }

    /// What it signs its reports with.
    static let secret = "whsec_" + "d2FybWxpbmUtZHJpbGwtc2VjcmV0LTMyLWJ5dGVzISE="
    /// Up to here the bot needs nobody, in minor units.
    static let limit: Int64 = 10_000

    let port: UInt16
    private let state = Locked(Books())
    private let gateway = Gateway()
    private let exchanges = HTTPExchanges(bound: 256, reach: .anywhere)

    init() async throws {
        let state = state
        let exchanges = exchanges
        gateway.install(
            GatewayHandlers(http: { request in Self.answer(request, state, exchanges) }))
        port = try await gateway.start().port
    }

    var books: Books { state.withLock { $0 } }

    /// Where it reports to.
    func serve(_ service: UInt16) {
        state.withLock { $0.service = service }
    }

    /// A good day, from now on or no more.
    func feel(well: Bool) {
        state.withLock { $0.isWell = well }
    }

    func stop() async {
        await gateway.stop()
        exchanges.close()
    }

    /// What an order's number means: what it costs, whether somebody says yes, whether a driver comes.
    static func amount(of order: String) -> Int64 {
        (Int(order) ?? 0) % 2 == 1 ? 15_000 : 1_000
    }

    private enum Trouble {
        case none, before, after
    }

    private static func answer(
        _ request: HTTPRequest, _ state: Locked<Books>, _ exchanges: HTTPExchanges
    ) -> HTTPResponse {
        // /v1/orders/{order}, /v1/orders/{order}/refunds and /v1/orders/{order}/pickups
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count >= 3 else { return .notFound }
        let order = parts[2]
        let effect = (try? JSON.parse(request.body))?.text("effect")
        let (response, isReported) = state.withLock { books -> (HTTPResponse, Bool) in
            books.calls += 1
            let chance = Int.random(in: 0..<100)
            let trouble: Trouble = books.isWell || chance >= 45 ? .none : chance < 30 ? .before : .after
            if trouble != .none { books.failures += 1 }
            guard trouble != .before else { return (.status(503), false) }
            guard parts.count == 4 else {
                if trouble == .after { books.lateFailures += 1 }
                return (trouble == .none ? look(order) : .status(504), false)
            }
            guard let key = request.headers["Idempotency-Key"] else { return (.status(400), false) }
            let response = books.known[key] ?? books.act(parts[3], order, request.body)
            books.known[key] = response
            if trouble == .after { books.lateFailures += 1 }
            let isReported = effect.map { books.heard.insert($0).inserted } ?? false
            return (trouble == .none ? response : .status(504), isReported)
        }
        if let effect, isReported {
            Task { await report(effect, state.withLock { $0.pickups[order]?.last?.id }, state, exchanges) }
        }
        return response
    }

    private static func look(_ order: String) -> HTTPResponse {
        let body: JSON = [
            "item": ["line": "1"], "refund": ["amount_minor": .integer(amount(of: order)), "currency": "GBP"],
        ]
        return .json(body.bytes)
    }

    /// How a pickup ended: signed, told until it is heard, and now and then told again.
    private static func report(
        _ effect: String, _ pickup: String?, _ state: Locked<Books>, _ exchanges: HTTPExchanges
    ) async {
        guard let secret = WebhookSecret(secret) else { return }
        let data: JSON =
            pickup.map { id in
                ["effect": .string(effect), "status": "done", "result": ["pickup": ["id": .string(id)]]]
            } ?? ["effect": .string(effect), "status": "refused", "error": "no_driver"]
        let message: JSON = ["type": "action.finished", "data": data]
        let id = "report-" + UUID().uuidString
        var left = Int.random(in: 0..<5) < 2 ? 2 : 1
        try? await Task.sleep(for: .milliseconds(Int64.random(in: 0...600)))
        // A house that was killed hears it when it is back; one that never gets up is not waited for.
        for _ in 0..<900 where left > 0 {
            let signed = WebhookSignature.headers(id: id, at: .now, payload: message.bytes, secrets: [secret]) ?? []
            let outcome = await exchanges.exchange(
                HTTPCall(
                    method: .post,
                    url: "http://127.0.0.1:\(state.withLock { $0.service })/api/v1/callbacks/drill",
                    headers: ["Content-Type: application/json"] + signed.map { "\($0.name): \($0.value)" },
                    body: message.bytes, timeout: .seconds(5)))
            if case .answered(let answer) = outcome, (200...299).contains(answer.status) { left -= 1 }
            try? await Task.sleep(for: .milliseconds(200))
        }
    }
}

extension MoneyProvider.Books {
    fileprivate mutating func act(_ kind: String, _ order: String, _ body: [UInt8]) -> HTTPResponse {
        count += 1
        guard kind == "refunds" else {
            // Every other parcel finds no driver.
            if (Int(order) ?? 0) % 8 == 2 {
                pickups[order, default: []].append(MoneyProvider.Deed(id: "P-\(count)", at: .now))
            }
            return HTTPResponse(status: 202)
        }
        let deed = MoneyProvider.Deed(id: "R-\(count)", at: .now)
        refunds[order, default: []].append(deed)
        let json = try? JSON.parse(body)
        let amount = json?.number("amount_minor") ?? 0
        if amount > MoneyProvider.limit, json?.text("approved_by")?.isEmpty ?? true { unapproved += 1 }
        let receipt: JSON = ["refund": ["id": .string(deed.id)]]
        return .json(receipt.bytes, status: 201)
    }
}

extension Timestamp {
    /// The wall's, as the service's own.
    static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}
