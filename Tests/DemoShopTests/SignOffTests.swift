import Foundation
import Testing

/// Money over what needs nobody, and whose word lets it go.
struct SignOffTests {
    private func refund(_ shop: TestShop, by approver: String?, email: String = "gareth.lewis@example.com") async throws
        -> TestAnswer
    {
        let approved = approver.map { #","approved_by":"\#($0)""# } ?? ""
        return try await shop.post(
            "/v1/orders/10045/refunds",
            #"{"line":"1","amount_minor":18900,"reason":"faulty","email":"\#(email)"\#(approved)}"#,
            key: "refund:10045:1")
    }

    @Test func `without a name it waits, with one it goes, and the name is in the books`() async throws {
        let shop = try TestShop()
        #expect(try await refund(shop, by: nil).error == "approval_required")
        #expect(try await refund(shop, by: "").error == "approval_required")
        #expect(try await refund(shop, by: "ida").status == 201)
        let refund = try #require(try await shop.refunds(of: "10045").first)
        #expect(refund["approved_by"] as? String == "ida")
    }

    @Test(arguments: ["ida lane", "<b>ida</b>", "ida\\u0000", String(repeating: "a", count: 65), "ïda"])
    func `what no desk is called is no name`(_ name: String) async throws {
        let shop = try TestShop()
        #expect(try await refund(shop, by: name).error == "invalid")
        #expect(try await shop.refunds(of: "10045").isEmpty)
    }

    @Test func `a name without the service's token opens nothing`() async throws {
        let shop = try TestShop()
        let body = #"{"line":"1","amount_minor":18900,"reason":"faulty","approved_by":"ida"}"#
        let answer = try await shop.send(
            "POST", "/v1/orders/10045/refunds", body, key: "k", token: "somebody-else")
        #expect(answer.status == 401)
        #expect(try await shop.refunds(of: "10045").isEmpty)
    }

    @Test func `a name buys no more than what the shop itself computes, for nobody else's order`() async throws {
        let shop = try TestShop()
        let much = #"{"line":"1","amount_minor":500000,"reason":"faulty","approved_by":"ida"}"#
        #expect(try await shop.post("/v1/orders/10045/refunds", much).error == "amount_mismatch")
        #expect(try await refund(shop, by: "ida", email: "maya.okafor@example.com").error == "not_yours")
        #expect(try await shop.refunds(of: "10045").isEmpty)
    }

    @Test func `cancelling a large order and a large credit ask for a name too`() async throws {
        let shop = try TestShop()
        func cancel(_ more: String) async throws -> TestAnswer {
            try await shop.post("/v1/orders/10059/cancellations", #"{"amount_minor":64900\#(more)}"#)
        }
        #expect(try await cancel("").error == "approval_required")
        #expect(try await cancel(#","approved_by":"ida","email":"maya.okafor@example.com""#).error == "not_yours")
        #expect(try await cancel(#","approved_by":"ida""#).status == 201)
        func credit(_ more: String) async throws -> TestAnswer {
            try await shop.post(
                "/v1/invoices/3002/credits",
                #"{"email":"gareth.lewis@example.com","line":2,"amount_minor":8900\#(more)}"#)
        }
        #expect(try await credit("").error == "approval_required")
        #expect(try await credit(#","approved_by":"sam""#).status == 201)
        let names = try await shop.ledger("movements").map { $0["approved_by"] as? String }
        #expect(names == ["ida", "sam"])
    }
}
