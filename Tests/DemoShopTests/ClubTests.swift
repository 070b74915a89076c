import Foundation
import Testing

struct ClubTests {
    private func look(_ shop: TestShop, _ email: String) async throws -> TestAnswer {
        try await shop.post("/v1/subscriptions/look-ups", #"{"email":"\#(email)"}"#)
    }

    private func id(_ shop: TestShop, _ email: String) async throws -> String {
        try #require(try await look(shop, email).text("subscription.id"))
    }

    /// Puts a test card in on the hosted page.
    private func putIn(_ card: String, _ shop: TestShop, _ id: String) async throws {
        let link = try await shop.post("/v1/subscriptions/\(id)/card-links")
        let url = try #require(link.text("link.url").flatMap(URL.init(string:)))
        #expect(try await shop.send("GET", url.path(), token: nil).status == 200)
        #expect(try await shop.send("POST", url.path(), "card=\(card)", token: nil).status == 200)
        #expect(try await shop.send("POST", url.path(), "card=\(card)", token: nil).status == 404)
    }

    @Test func `a failed renewal is taken again from a card that was put in on the hosted page`() async throws {
        let shop = try TestShop()
        let before = try await look(shop, "ida.holm@example.com")
        #expect(before.text("subscription.state") == "payment_failed")
        let id = try #require(before.text("subscription.id"))
        try await putIn("works", shop, id)
        let after = try await look(shop, "ida.holm@example.com")
        #expect(after.text("subscription.card_last4") == "4444")
        let body = #"{"amount_minor":1550,"card_last4":"4444"}"#
        let charge = try await shop.post("/v1/subscriptions/\(id)/charges", body, key: "renewal:\(id):CL-1")
        #expect(charge.text("charge.state") == "paid")
        #expect(charge.text("charge.box_at") == "2026-03-05T12:00:00Z")
        #expect(charge.text("charge.next_at") == "2026-04-02T12:00:00Z")
        _ = try await shop.post("/v1/subscriptions/\(id)/charges", body, key: "renewal:\(id):CL-1")
        #expect(try await shop.ledger("movements").map { $0["amount_minor"] as? Int } == [1550])
        #expect(try await shop.post("/v1/subscriptions/\(id)/charges", body).error == "nothing_due")
    }

    @Test func `a declined card is an answer, and the next card has another chance`() async throws {
        let shop = try TestShop()
        let id = try await id(shop, "ida.holm@example.com")
        let stale = try await shop.post(
            "/v1/subscriptions/\(id)/charges", #"{"amount_minor":1550,"card_last4":"9014"}"#)
        #expect(stale.text("charge.state") == "declined")
        try await putIn("declined", shop, id)
        let declined = try await shop.post(
            "/v1/subscriptions/\(id)/charges", #"{"amount_minor":1550,"card_last4":"0002"}"#)
        #expect(declined.text("charge.state") == "declined")
        #expect(try await shop.ledger("movements").isEmpty)
        let other = try await shop.post(
            "/v1/subscriptions/\(id)/charges", #"{"amount_minor":1550,"card_last4":"4444"}"#)
        #expect(other.error == "amount_mismatch")
    }

    @Test func `a card page that nobody was sent, or too late, is not there`() async throws {
        let shop = try TestShop()
        #expect(try await shop.send("GET", "/pay/0000", token: nil).status == 404)
        let id = try await id(shop, "ida.holm@example.com")
        let link = try await shop.post("/v1/subscriptions/\(id)/card-links")
        let url = try #require(link.text("link.url").flatMap(URL.init(string:)))
        #expect(try await shop.send("POST", url.path(), "card=4242424242424242", token: nil).status == 422)
        shop.pass(minutes: 31)
        #expect(try await shop.send("GET", url.path(), token: nil).status == 404)
    }

    private func change(_ body: String, _ shop: TestShop, _ id: String, due: Int) async throws -> TestAnswer {
        let shown = String(body.dropLast()) + #","due_minor":\#(due)}"#
        return try await shop.post("/v1/subscriptions/\(id)/changes", shown)
    }

    @Test func `skipping and pausing move the next box and cost nothing`() async throws {
        let shop = try TestShop()
        let id = try await id(shop, "priya.nair@example.com")
        let quote = try await shop.post("/v1/subscriptions/\(id)/quotes", #"{"change":"skip"}"#)
        #expect(quote.text("quote.next_box") == "2026-04-08T12:00:00Z")
        #expect(quote.text("quote.words") == "The skipped box costs nothing")
        #expect(try await change(#"{"change":"skip"}"#, shop, id, due: 0).status == 200)
        // Midnight of 1 May in a London summer.
        let pause = #"{"change":"pause","until":"2026-04-30T23:00:00Z"}"#
        #expect(try await change(pause, shop, id, due: 0).status == 200)
        let after = try await look(shop, "priya.nair@example.com")
        #expect(after.text("subscription.state") == "paused")
        #expect(after.text("subscription.next_box") == "2026-05-01T12:00:00Z")
        for until in ["2026-06-30", "2026-03-01"] {
            let body = #"{"change":"pause","until":"\#(until)"}"#
            #expect(try await shop.post("/v1/subscriptions/\(id)/quotes", body).error == "too_long")
        }
    }

    @Test func `another plan is prorated when the next box is paid, and free before`() async throws {
        let shop = try TestShop()
        let id = try await id(shop, "priya.nair@example.com")
        let body = #"{"change":"plan","plan":"household"}"#
        let early = try await shop.post("/v1/subscriptions/\(id)/quotes", body)
        #expect(early.integer("quote.due_minor") == 0)
        shop.pass(days: 6)
        let late = try await shop.post("/v1/subscriptions/\(id)/quotes", body)
        #expect(late.integer("quote.due_minor") == 1350)
        #expect(late.text("quote.words")?.contains("£13.50 is charged today") == true)
        #expect(try await change(body, shop, id, due: 0).error == "quote_changed")
        #expect(try await change(body, shop, id, due: 1350).status == 200)
        #expect(try await shop.post("/v1/subscriptions/\(id)/quotes", body).error == "same_plan")
        let down = #"{"change":"plan","plan":"taster"}"#
        #expect(try await change(down, shop, id, due: 1950).status == 200)
        #expect(try await shop.ledger("movements").map { $0["amount_minor"] as? Int } == [1350, -1950])
    }

    @Test func `whoever leaves gets one offer, once`() async throws {
        let shop = try TestShop()
        let id = try await id(shop, "priya.nair@example.com")
        let first = try await shop.post("/v1/subscriptions/\(id)/quotes", #"{"change":"cancel"}"#)
        #expect(first.value("quote.has_offer") as? Bool == true)
        let second = try await shop.post("/v1/subscriptions/\(id)/quotes", #"{"change":"cancel"}"#)
        #expect(second.value("quote.has_offer") as? Bool == false)
        #expect(try await change(#"{"change":"stay"}"#, shop, id, due: 0).status == 200)
        #expect(try await change(#"{"change":"stay"}"#, shop, id, due: 0).error == "no_offer")
        #expect(try await change(#"{"change":"cancel"}"#, shop, id, due: 0).status == 200)
        #expect(try await change(#"{"change":"cancel"}"#, shop, id, due: 0).error == "cancelled")
    }

    @Test func `nobody hears of a membership that is not there`() async throws {
        let shop = try TestShop()
        #expect(try await look(shop, "nobody@example.com").error == "not_found")
        #expect(try await shop.post("/v1/subscriptions/999/quotes", #"{"change":"skip"}"#).error == "not_found")
        #expect(try await shop.post("/v1/subscriptions/1/quotes", #"{"change":"burn"}"#).error == "invalid")
    }
}
