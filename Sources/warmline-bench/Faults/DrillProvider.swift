internal import ChatProtocol
internal import Gateway
internal import Telemetry

/// A payment provider as the world has them: it does what it is asked, each time it is asked, and only an
/// `Idempotency-Key` keeps it from doing a thing twice. Every third refund is answered with an error after it was made.
final class DrillProvider: Sendable {
    private struct Ledger {
        /// Refunds made, by order.
        var refunds: [String: Int] = [:]
        /// Refund numbers, by key.
        var known: [String: Int] = [:]
        var count = 0
    }

    private let ledger = Locked(Ledger())
    private let gateway = Gateway()
    let port: UInt16

    init() async throws {
        let ledger = ledger
        gateway.install(GatewayHandlers(http: { request in Self.answer(request, ledger) }))
        port = try await gateway.start().port
    }

    var refunds: [String: Int] { ledger.withLock { $0.refunds } }

    func stop() async {
        await gateway.stop()
    }

    private static func answer(_ request: HTTPRequest, _ ledger: Locked<Ledger>) -> HTTPResponse {
        // /v1/orders/{order} and /v1/orders/{order}/refunds
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count >= 3 else { return .notFound }
        let order = parts[2]
        guard parts.count == 4 else {
            let body: JSON = [
                "item": ["line": "1"], "refund": ["allowed": true, "amount_minor": 1_000, "currency": "GBP"],
            ]
            return .json(body.bytes)
        }
        guard let key = request.headers["Idempotency-Key"] else { return .status(400) }
        return ledger.withLock { ledger in
            if let number = ledger.known[key] { return receipt(number) }
            ledger.count += 1
            ledger.known[key] = ledger.count
            ledger.refunds[order, default: 0] += 1
            return ledger.count.isMultiple(of: 3) ? .status(503) : receipt(ledger.count)
        }
    }

    private static func receipt(_ number: Int) -> HTTPResponse {
        let body: JSON = ["refund": ["id": .string("R-\(number)")]]
        return .json(body.bytes, status: 201)
    }
}
