import Foundation
import FoundationNetworking
import Testing

/// The demo shop's back end, asked what is in its books.
struct ShopBooks: Sendable {
    /// Of a demo that runs already, or of the one that the tests start.
    static let token = ProcessInfo.processInfo.environment["SHOP_TOKEN"] ?? "browser-tests"

    struct Deed: Sendable {
        let kind: String
        let subject: String
    }

    /// `http://127.0.0.1:PORT`
    let address: String

    init(address: String) {
        self.address = address
    }

    /// Of the shop that an address of its files belongs to.
    init(of file: String) throws {
        address = String(try #require(file.firstMatch(of: /^http:\/\/[^\/]+/)).output)
    }

    func post(_ path: String, _ body: String) async throws -> Int {
        var request = try request(path)
        request.httpMethod = "POST"
        request.setValue(UUID().uuidString, forHTTPHeaderField: "Idempotency-Key")
        request.httpBody = Data(body.utf8)
        let (_, answer) = try await URLSession.shared.data(for: request)
        return (answer as? HTTPURLResponse)?.statusCode ?? 0
    }

    func sku(of order: String) async throws -> String {
        let item = try await get("/v1/orders/\(order)")["item"] as? [String: Any]
        return try #require(item?["sku"] as? String)
    }

    func deeds(_ kind: String) async throws -> [Deed] {
        try await ledger("deeds").filter { $0["kind"] as? String == kind }.map {
            Deed(kind: kind, subject: $0["subject"] as? String ?? "")
        }
    }

    func movements(_ kind: String) async throws -> [String] {
        try await ledger("movements").filter { $0["kind"] as? String == kind }.compactMap { $0["id"] as? String }
    }

    func refunds(of order: String) async throws -> Int {
        try await ledger("refunds").filter { $0["order"] as? String == order }.count
    }

    /// The six digits of the last mail to an address.
    func lastCode(to email: String) async throws -> String {
        let mail = try await ledger("mails").last { $0["recipient"] as? String == email }
        let body = try #require(mail?["body"] as? String)
        return String(try #require(body.firstMatch(of: /[0-9]{6}/)).output)
    }

    private func ledger(_ kind: String) async throws -> [[String: Any]] {
        try #require(try await get("/v1/ledger")[kind] as? [[String: Any]])
    }

    private func get(_ path: String) async throws -> [String: Any] {
        let (data, _) = try await URLSession.shared.data(for: try request(path))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func request(_ path: String) throws -> URLRequest {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.setValue("Bearer \(Self.token)", forHTTPHeaderField: "Authorization")
        return request
    }
}
