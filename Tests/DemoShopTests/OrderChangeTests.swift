import Foundation
import Gateway
import Testing

struct OrderChangeTests {
    @Test func `an order that is not packed is stopped, and all of its money goes back once`() async throws {
        let shop = try TestShop()
        let look = try await shop.send("GET", "/v1/orders/10053")
        #expect(look.value("change.allowed") as? Bool == true)
        #expect(look.integer("change.back_minor") == 5840)
        let path = "/v1/orders/10053/cancellations"
        let answer = try await shop.post(path, #"{"amount_minor":5840}"#, key: "cancel:10053")
        #expect(answer.status == 201)
        #expect(answer.text("cancellation.id") == "CN-10053")
        #expect(answer.text("cancellation.expected_at") == "2026-03-11T12:00:00Z")
        let again = try await shop.post(path, #"{"amount_minor":5840}"#, key: "cancel:10053")
        #expect(again.response.headers["Idempotency-Replayed"] == "true")
        #expect(try await shop.post(path, #"{"amount_minor":5840}"#).error == "already_cancelled")
        #expect(try await shop.send("GET", "/v1/orders/10053").text("order.status") == "cancelled")
        let movements = try await shop.ledger("movements")
        #expect(movements.map { $0["amount_minor"] as? Int } == [-5840])
    }

    @Test(arguments: [
        ("10060", 3400, "too_late"), ("10043", 2600, "too_late"), ("10042", 4990, "too_late"),
        ("10054", 1200, "already_cancelled"), ("10053", 5839, "amount_mismatch"), ("10059", 64900, "approval_required"),
        ("10057", 100, "not_found"),
    ])
    func `what cannot be stopped says why, and no money moves`(order: String, amount: Int, why: String) async throws {
        let shop = try TestShop()
        let answer = try await shop.post("/v1/orders/\(order)/cancellations", #"{"amount_minor":\#(amount)}"#)
        #expect(answer.error == why)
        #expect(try await shop.ledger("movements").isEmpty)
    }

    private func address(
        _ country: String, email: String = "joseph.adeyemi@example.com", extra: Int? = nil
    ) -> String {
        let shown = extra.map { #","extra_minor":\#($0)"# } ?? ""
        return #"{"email":"\#(email)","street":"2 Hill Road","city":"Bath","postcode":"BA1 1AA","#
            + #""country":"\#(country)"\#(shown)}"#
    }

    @Test(arguments: [("UK", 0), ("Ireland", 795), ("germany", 995), ("NO", 995)])
    func `another address is quoted before it is taken`(country: String, extra: Int) async throws {
        let shop = try TestShop()
        let quote = try await shop.post("/v1/orders/10053/address-quotes", address(country))
        #expect(quote.integer("quote.extra_minor") == extra)
        #expect(quote.text("quote.words")?.hasPrefix("2 Hill Road, Bath, BA1 1AA") == true)
        let wrong = try await shop.post("/v1/orders/10053/address", address(country, extra: extra + 1))
        #expect(wrong.error == "quote_changed")
        #expect(try await shop.ledger("deeds").isEmpty)
        let right = try await shop.post("/v1/orders/10053/address", address(country, extra: extra), key: "a")
        #expect(right.status == 200)
        _ = try await shop.post("/v1/orders/10053/address", address(country, extra: extra), key: "a")
        #expect(try await shop.ledger("deeds").count == 1)
        #expect(try await shop.ledger("movements").count == (extra == 0 ? 0 : 1))
    }

    @Test(arguments: [
        ("10053", "Australia", "joseph.adeyemi@example.com", "not_served"),
        ("10060", "UK", "joseph.adeyemi@example.com", "too_late"),
        ("10053", "UK", "maya.okafor@example.com", "not_found"),
        ("10057", "UK", "maya.okafor@example.com", "not_found"),
    ])
    func `an address that cannot be taken says why`(
        order: String, country: String, email: String, why: String
    ) async throws {
        let answer = try await TestShop().post("/v1/orders/\(order)/address-quotes", address(country, email: email))
        #expect(answer.error == why)
    }

    @Test func `an account's address is where its next orders go`() async throws {
        let shop = try TestShop()
        let answer = try await shop.post("/v1/accounts/address", address("UK", email: "maya.okafor@example.com"))
        #expect(answer.text("saved.words") == "2 Hill Road, Bath, BA1 1AA")
        let matches = try await shop.send(
            "POST", "/v1/identity/check",
            #"{"order":"10042","email":"maya.okafor@example.com","postcode":"BA1 1AA"}"#)
        #expect(matches.value("matches") as? Bool == true)
        let unknown = try await shop.post("/v1/accounts/address", address("UK", email: "nobody@example.com"))
        #expect(unknown.error == "not_found")
    }
}
