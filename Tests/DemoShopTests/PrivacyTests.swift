import Foundation
import Gateway
import Testing

struct PrivacyTests {
    private func ask(_ shop: TestShop, _ email: String, _ scope: String) async throws -> TestAnswer {
        try await shop.post("/v1/privacy/requests", #"{"email":"\#(email)","scope":"\#(scope)"}"#)
    }

    private func block(_ shop: TestShop, _ email: String) async throws -> String? {
        try await shop.post("/v1/privacy/look-ups", #"{"email":"\#(email)"}"#).text("privacy.block")
    }

    @Test func `a copy wants one code, deletion two, the last of them fresh`() async throws {
        let shop = try TestShop()
        let email = "maya.okafor@example.com"
        #expect(try await ask(shop, email, "copy").error == "code_needed")
        try await shop.prove(email)
        #expect(try await ask(shop, email, "brews").error == "code_needed")
        let copy = try await ask(shop, email, "copy")
        #expect(copy.text("request.id") == "PR-9001")
        #expect(copy.text("request.effective_at") == "2026-03-05T10:30:00Z")
        shop.pass(minutes: 16)
        try await shop.prove(email)
        let brews = try await ask(shop, email, "brews")
        #expect(brews.text("request.effective_at") == "2026-04-03T10:46:00Z")
        #expect(try await ask(shop, email, "brews").text("request.id") == brews.text("request.id"))
        shop.pass(minutes: 16)
        #expect(try await ask(shop, email, "brews").error == "code_needed")
    }

    @Test func `money in dispute and parcels under way are finished first`() async throws {
        let shop = try TestShop()
        #expect(try await block(shop, "tom.brennan@example.com") == "chargeback")
        #expect(try await block(shop, "joseph.adeyemi@example.com") == "open_order")
        #expect(try await block(shop, "nobody@example.com") == "none")
        for email in ["tom.brennan@example.com", "joseph.adeyemi@example.com"] {
            try await shop.prove(email)
            try await shop.prove(email)
            let why = try await block(shop, email)
            #expect(try await ask(shop, email, "everything").error == why)
        }
    }

    @Test func `an account with nothing open gets a case number and thirty days`() async throws {
        let shop = try TestShop()
        // Somebody of the sixty without anything under way.
        var free: String?
        for order in 10_101...10_120 where free == nil {
            let page = try await shop.send("GET", "/v1/orders/\(order)")
            guard page.text("order.status") == "delivered" else { continue }
            free = try await owner(shop, order)
        }
        let email = try #require(free)
        try await shop.prove(email)
        try await shop.prove(email)
        let answer = try await ask(shop, email, "everything")
        #expect(answer.text("request.id") == "PR-9001")
        #expect(answer.text("request.effective_at") == "2026-04-03T10:30:00Z")
    }

    /// The owner's address where nothing of theirs is open, as the back office shows names.
    private func owner(_ shop: TestShop, _ order: Int) async throws -> String? {
        let basic = Data("finch:\(TestShop.token)".utf8).base64EncodedString()
        let page = try await shop.send("GET", "/admin", headers: ["Authorization": "Basic \(basic)"])
        let html = String(decoding: page.response.body, as: UTF8.self)
        let cells = html.components(separatedBy: "<td>\(order)</td><td>")
        guard cells.count > 1, let name = cells[1].components(separatedBy: "</td>").first else { return nil }
        let email = name.lowercased().replacing(" ", with: ".") + "@example.com"
        return try await block(shop, email) == "none" ? email : nil
    }
}
