import DemoShop
import Foundation
import Gateway
import Synchronization
import Testing

/// A shop of its own in a folder of its own, at a clock that stands still until it is moved.
final class TestShop: Sendable {
    static let token = "test-token-1f9a"
    /// Wednesday 2026-03-04, half past ten.
    static let opening = ShopTime(seconds: 1_772_620_200)

    let shop: Shop
    let api: ShopAPI
    private let clock: StandingClock
    private let folder: URL

    init(
        seed: UInt64 = 1, allowsFaults: Bool = false, publicURL: String? = nil,
        callbackAddress: Callbacks.Address? = nil
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "shop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clock = StandingClock()
        self.clock = clock
        shop = try Shop(path: folder.appending(path: "shop.db").path, seed: seed, now: { clock.now })
        api = ShopAPI(
            shop, token: Self.token, publicURL: publicURL, allowsFaults: allowsFaults,
            callbackAddress: callbackAddress)
    }

    deinit {
        try? shop.close()
        try? FileManager.default.removeItem(at: folder)
    }

    func pass(minutes: Int64 = 0, days: Int64 = 0) {
        clock.seconds.add(minutes * 60 + days * 86_400, ordering: .relaxed)
    }

    /// One request with the shop's token.
    func send(
        _ method: String, _ path: String, _ body: String = "", key: String? = nil, headers: HTTPHeaders = [:],
        token: String? = TestShop.token
    ) async throws -> TestAnswer {
        let parts = path.split(separator: "?", maxSplits: 1)
        var request = HTTPRequest(
            method: method, path: String(parts[0]), headers: headers, body: Array(body.utf8),
            remote: try #require(RemoteAddress("127.0.0.1")))
        request.query = (parts.count > 1 ? parts[1].split(separator: "&") : []).map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1)
            return QueryPair(name: String(halves[0]), value: halves.count > 1 ? String(halves[1]) : "")
        }
        request.headers["Host"] = "shop.test:8090"
        if let token, headers["Authorization"] == nil { request.headers["Authorization"] = "Bearer \(token)" }
        request.headers["Idempotency-Key"] = key
        return TestAnswer(await api.answer(request))
    }

    func refund(_ order: String, _ amount: Int, line: String = "1", key: String) async throws -> TestAnswer {
        try await send(
            "POST", "/v1/orders/\(order)/refunds",
            #"{"line":"\#(line)","amount_minor":\#(amount),"reason":"damaged"}"#, key: key)
    }

    /// A POST under a key of its own.
    func post(_ path: String, _ body: String = "{}", key: String = UUID().uuidString) async throws -> TestAnswer {
        try await send("POST", path, body, key: key)
    }

    /// The ledger's entries of a kind: `movements`, `deeds`, `mails`.
    func ledger(_ kind: String) async throws -> [[String: Any]] {
        try #require(try await send("GET", "/v1/ledger").value(kind) as? [[String: Any]])
    }

    /// The six digits of the last mail to an address.
    func lastCode(to email: String) async throws -> String {
        let mail = try await ledger("mails").last { $0["recipient"] as? String == email }
        let body = try #require(mail?["body"] as? String)
        return String(try #require(body.firstMatch(of: /[0-9]{6}/)).output)
    }

    /// Sends a code to an account and brings it back.
    func prove(_ email: String) async throws {
        #expect(try await post("/v1/codes", #"{"email":"\#(email)"}"#).status == 202)
        let code = try await lastCode(to: email)
        let answer = try await post("/v1/codes/checks", #"{"email":"\#(email)","code":"\#(code)"}"#)
        #expect(answer.value("code.right") as? Bool == true)
    }

    /// Refunds of an order in the ledger.
    func refunds(of order: String) async throws -> [[String: Any]] {
        let ledger = try await send("GET", "/v1/ledger")
        let refunds = try #require(ledger.value("refunds") as? [[String: Any]])
        return refunds.filter { $0["order"] as? String == order }
    }
}

private final class StandingClock: Sendable {
    let seconds = Atomic<Int64>(TestShop.opening.seconds)
    var now: ShopTime { ShopTime(seconds: seconds.load(ordering: .relaxed)) }
}

struct TestAnswer {
    let response: HTTPResponse
    private let json: Any?

    init(_ response: HTTPResponse) {
        self.response = response
        json = try? JSONSerialization.jsonObject(with: Data(response.body))
    }

    var status: Int { response.status }
    var error: String? { value("error") as? String }

    /// What stands at a path of names: `refund.amount_minor`.
    func value(_ path: String) -> Any? {
        path.split(separator: ".").reduce(json) { ($0 as? [String: Any])?[String($1)] }
    }

    func text(_ path: String) -> String? { value(path) as? String }
    func integer(_ path: String) -> Int? { value(path) as? Int }
}
