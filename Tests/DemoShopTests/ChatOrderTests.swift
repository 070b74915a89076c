import Foundation
import Testing

/// What is not on the shelf here is somewhere, and can be sent from there.
struct ChatOrderTests {
    private func quote(_ shop: TestShop, _ sku: String = "GRI-HER-BLK", email: String = "gareth.lewis@example.com")
        async throws -> TestAnswer
    {
        try await shop.post("/v1/stock/quotes", #"{"email":"\#(email)","sku":"\#(sku)"}"#)
    }

    private func order(
        _ shop: TestShop, _ quote: String, _ minor: Int = 18900, email: String = "gareth.lewis@example.com",
        key: String = UUID().uuidString, _ more: String = ""
    ) async throws -> TestAnswer {
        try await shop.post(
            "/v1/stock/orders", #"{"email":"\#(email)","quote":"\#(quote)","total_minor":\#(minor)\#(more)}"#, key: key)
    }

    @Test func `what another shop has is elsewhere, and leaves today until two on a working day`() async throws {
        let shop = try TestShop()
        func look() async throws -> TestAnswer {
            try await shop.post(
                "/v1/stock/look-ups", #"{"product":"grinder-heron","variant":"black","town":"Bristol"}"#)
        }
        #expect(try await look().text("stock.state") == "in_stock")
        let kestrel = try await shop.post("/v1/stock/look-ups", #"{"product":"grinder-kestrel","near":"BA1 1AA"}"#)
        #expect(kestrel.text("stock.state") == "elsewhere" && kestrel.text("stock.town") == "Bath")
        #expect(kestrel.text("stock.where") == "in the warehouse")
        let anywhere = try await shop.post("/v1/stock/look-ups", #"{"product":"grinder-kestrel"}"#)
        #expect(anywhere.text("stock.state") == "in_stock")
        #expect(try await look().text("stock.leaves") == "today")
        shop.pass(minutes: 4 * 60)
        #expect(try await look().text("stock.leaves") == "tomorrow")
        shop.pass(days: 2)
        #expect(try await look().text("stock.leaves") == "on Monday", "it is Friday afternoon by now")
    }

    @Test func `one wish is one order, whatever is sent twice`() async throws {
        let shop = try TestShop()
        let quote = try await quote(shop)
        #expect(quote.status == 201 && quote.text("quote.card_last4") == "3220")
        #expect(quote.text("quote.address") == "8 Quayside Row, Cardiff, CF10 3NB")
        let id = try #require(quote.text("quote.id"))
        let orders = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await order(shop, id).text("order.number") ?? "none" } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        let number = try #require(orders.first)
        #expect(orders.count == 1)
        let placed = try await shop.send("GET", "/v1/orders/\(number)")
        #expect(placed.text("order.status") == "placed" && placed.text("order.card_last4") == "3220")
        #expect(try await shop.ledger("movements").filter { $0["kind"] as? String == "order" }.count == 1)
        #expect(try await shop.ledger("mails").last?["subject"] as? String == "Your order AF-\(number)")
    }

    @Test func `the price that was shown is the price, and above a limit a person signs it off`() async throws {
        let shop = try TestShop()
        let id = try #require(try await quote(shop).text("quote.id"))
        #expect(try await order(shop, id, 100).error == "amount_mismatch")
        let large = try #require(try await quote(shop, "MAC-ALD-BLK").text("quote.id"))
        #expect(try await order(shop, large, 64900).error == "approval_required")
        #expect(try await order(shop, large, 64900, #","approved_by":"ida""#).status == 201)
    }

    @Test func `somebody else's quote, no account, no shelf and no such thing are refused`() async throws {
        let shop = try TestShop()
        let id = try #require(try await quote(shop).text("quote.id"))
        #expect(try await order(shop, id, email: "maya.okafor@example.com").error == "not_found")
        #expect(try await order(shop, "QU-999").error == "not_found")
        #expect(try await order(shop, "QU-x").error == "not_found")
        #expect(try await quote(shop, email: "nobody@example.com").error == "no_card")
        #expect(try await quote(shop, "GRI-HER-WHT").error == "sold_out")
        #expect(try await quote(shop, "NO-SUCH").error == "not_found")
    }
}
