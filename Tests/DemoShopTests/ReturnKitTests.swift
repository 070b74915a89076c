import DemoShop
import Gateway
import Testing

/// A return, its label and the code for the right one: three things, each with an end of its own.
struct ReturnKitTests {
    private func open(_ shop: TestShop, order: String = "10052") async throws -> String {
        let answer = try await shop.post("/v1/orders/\(order)/returns", #"{"line":"1"}"#)
        return try #require(answer.text("return.id"))
    }

    private func issue(
        _ shop: TestShop, order: String = "10052", kind: String = "reorder"
    ) async throws -> String {
        let answer = try await shop.post("/v1/orders/\(order)/discounts", #"{"line":"1","kind":"\#(kind)"}"#)
        return try #require(answer.text("discount.code"))
    }

    private func redeem(
        _ shop: TestShop, _ code: String, by email: String = "ida.holm@example.com", for sku: String
    ) async throws -> TestAnswer {
        try await shop.post("/v1/discounts/\(code)/redemptions", #"{"email":"\#(email)","sku":"\#(sku)"}"#)
    }

    @Test func `a label is booked once for a return`() async throws {
        let shop = try TestShop(publicURL: "https://shop.example")
        let id = try await open(shop)
        let first = try await shop.post("/v1/returns/\(id)/labels")
        #expect(first.status == 201)
        #expect(first.text("label.url")?.hasPrefix("https://shop.example/v1/returns/\(id)/label.pdf?t=") == true)
        let again = try await shop.post("/v1/returns/\(id)/labels")
        #expect(again.status == 200 && again.response.body == first.response.body)
        #expect(try await shop.post("/v1/returns/RT-NONE22/labels").error == "not_found")
    }

    @Test func `a return that was taken back is worth nothing, and the line can go back anew`() async throws {
        let shop = try TestShop()
        let answer = try await shop.post("/v1/orders/10052/returns", #"{"line":"1"}"#, key: "return:10052:1")
        let id = try #require(answer.text("return.id"))
        let code = try #require(answer.text("return.qr_url")).replacing("http://shop.test:8090", with: "")
        #expect(try await shop.send("GET", code, token: nil).status == 200)
        for _ in 1...2 {
            #expect(try await shop.post("/v1/returns/\(id)/cancellations").text("return.state") == "cancelled")
        }
        #expect(try await shop.send("GET", code, token: nil).status == 404)
        #expect(try await shop.post("/v1/returns/\(id)/labels").error == "not_open")
        let anew = try await shop.post("/v1/orders/10052/returns", #"{"line":"1"}"#, key: "return:10052:1")
        #expect(anew.status == 201 && anew.text("return.id") != id)
    }

    @Test func `a code is used once`() async throws {
        let shop = try TestShop()
        let code = try await issue(shop)
        #expect(code.wholeMatch(of: /AGAIN-[2-9A-Z]{4}/) != nil)
        let jug = try await sku(of: "10052", shop)
        let first = try await redeem(shop, code, for: jug)
        #expect(first.status == 201 && first.integer("redemption.percent") == 10)
        let second = try await redeem(shop, code, for: jug)
        #expect(second.status == 409 && second.error == "already_used")
        #expect(try await shop.post("/v1/discounts/\(code)/voids").error == "already_used")
    }

    @Test func `of a hundred who use it at once, one has it`() async throws {
        let shop = try TestShop()
        let code = try await issue(shop)
        let jug = try await sku(of: "10052", shop)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...100 { group.addTask { try await redeem(shop, code, for: jug).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 201 }.count == 1 && statuses.filter { $0 == 409 }.count == 99)
    }

    @Test func `a code is its customer's, and for its product`() async throws {
        let shop = try TestShop()
        let code = try await issue(shop)
        let jug = try await sku(of: "10052", shop)
        let other = try await sku(of: "10042", shop)
        #expect(try await redeem(shop, code, by: "tom.brennan@example.com", for: jug).error == "not_yours")
        #expect(try await redeem(shop, code, for: other).error == "not_for_this")
        #expect(try await redeem(shop, "AGAIN-2222", for: jug).error == "not_found")
        #expect(try await redeem(shop, code, for: jug).status == 201)
    }

    @Test func `a line has one code of a kind, and another once that is void`() async throws {
        let shop = try TestShop()
        let code = try await issue(shop)
        #expect(try await issue(shop) == code)
        #expect(try await issue(shop, kind: "keep_it").hasPrefix("KEEP-"))
        #expect(try await shop.post("/v1/discounts/\(code)/voids").status == 200)
        let jug = try await sku(of: "10052", shop)
        #expect(try await redeem(shop, code, for: jug).error == "not_valid")
        #expect(try await issue(shop) != code)
    }

    @Test func `a code that was never used ends after thirty days`() async throws {
        let shop = try TestShop()
        let code = try await issue(shop)
        let jug = try await sku(of: "10052", shop)
        shop.pass(days: 30)
        #expect(try await redeem(shop, code, for: jug).error == "not_valid")
    }

    private func sku(of order: String, _ shop: TestShop) async throws -> String {
        try #require(try await shop.send("GET", "/v1/orders/\(order)").text("item.sku"))
    }

    @Test func `a replacement leaves once and is one fewer on the shelf; taken back, it is there again`() async throws {
        let shop = try TestShop()
        let first = try await shop.post("/v1/orders/10042/replacements", #"{"line":"1"}"#)
        #expect(first.status == 201)
        let id = try #require(first.text("replacement.id"))
        let again = try await shop.post("/v1/orders/10042/replacements", #"{"line":"1"}"#)
        #expect(again.status == 200 && again.text("replacement.id") == id)
        for _ in 1...2 {
            #expect(try await shop.post("/v1/replacements/\(id)/cancellations").status == 200)
        }
        let kinds = try await shop.ledger("deeds").compactMap { $0["kind"] as? String }
        #expect(kinds.filter { $0.hasPrefix("replacement") }.sorted() == ["replacement", "replacement cancelled"])
        let anew = try await shop.post("/v1/orders/10042/replacements", #"{"line":"1"}"#)
        #expect(anew.status == 201 && anew.text("replacement.id") != id)
        #expect(try await shop.post("/v1/orders/10043/replacements", #"{"line":"1"}"#).error == "not_delivered")
    }

    @Test func `how often a customer was refunded lately stands beside the order`() async throws {
        let shop = try TestShop()
        #expect(try await shop.send("GET", "/v1/orders/10042").integer("refund.lately") == 1)
        #expect(try await shop.refund("10042", 4_990, key: "k").status == 201)
        #expect(try await shop.send("GET", "/v1/orders/10042").integer("refund.lately") == 2)
        shop.pass(days: 91)
        #expect(try await shop.send("GET", "/v1/orders/10042").integer("refund.lately") == 0)
    }

    @Test func `what a person signed off goes over the limit`() async throws {
        let shop = try TestShop()
        let body = #"{"line":"1","amount_minor":18900,"reason":"faulty""#
        #expect(try await shop.post("/v1/orders/10045/refunds", body + "}").error == "approval_required")
        #expect(try await shop.post("/v1/orders/10045/refunds", body + #","approved_by":""}"#).status == 422)
        #expect(try await shop.post("/v1/orders/10045/refunds", body + #","approved_by":"ada"}"#).status == 201)
        #expect(try await shop.refunds(of: "10045").count == 1)
    }
}
