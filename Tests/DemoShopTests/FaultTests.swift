import DemoShop
import Foundation
import Gateway
import Testing

struct FaultTests {
    private func arm(_ shop: TestShop, _ action: String, _ mode: String, count: Int) async throws -> TestAnswer {
        try await shop.send(
            "POST", "/v1/faults", #"{"action":"\#(action)","mode":"\#(mode)","count":\#(count),"delay_ms":0}"#)
    }

    @Test func `an ordered error does nothing, as often as ordered`() async throws {
        let shop = try TestShop(allowsFaults: true)
        #expect(try await arm(shop, "refunds.create", "error", count: 2).status == 204)
        for _ in 0..<2 { #expect(try await shop.refund("10042", 4990, key: "k").status == 503) }
        #expect(try await shop.refunds(of: "10042").isEmpty)
        #expect(try await shop.refund("10042", 4990, key: "k").status == 201)
    }

    @Test func `an answer lost on the way leaves the effect, and the same key finds it`() async throws {
        let shop = try TestShop(allowsFaults: true)
        _ = try await arm(shop, "refunds.create", "apply_then_timeout", count: 1)
        #expect(try await shop.refund("10042", 4990, key: "refund:10042:1").status == 504)
        #expect(try await shop.refunds(of: "10042").count == 1)
        let again = try await shop.refund("10042", 4990, key: "refund:10042:1")
        #expect(again.status == 201)
        #expect(again.text("refund.id") == "RF-70001")
        #expect(try await shop.refunds(of: "10042").count == 1)
    }

    @Test func `a fault can be taken back, and hits its own action only`() async throws {
        let shop = try TestShop(allowsFaults: true)
        _ = try await arm(shop, "orders.look_up", "error", count: 5)
        #expect(try await shop.send("GET", "/v1/orders/10044/items/2").status == 200)
        #expect(try await shop.send("GET", "/v1/orders/10044").status == 503)
        _ = try await arm(shop, "orders.look_up", "error", count: 0)
        #expect(try await shop.send("GET", "/v1/orders/10044").status == 200)
    }

    @Test(arguments: [
        #"{"action":"orders.burn","mode":"error","count":1}"#, #"{"action":"refunds.create","mode":"boom","count":1}"#,
        #"{"action":"refunds.create","mode":"slow","count":1,"delay_ms":3600000}"#,
        #"{"action":"refunds.create","mode":"slow","count":-1}"#,
    ])
    func `an odd order is refused`(body: String) async throws {
        let answer = try await TestShop(allowsFaults: true).send("POST", "/v1/faults", body)
        #expect(answer.status == 422)
        #expect(answer.error == "invalid")
    }

    @Test(arguments: [
        ("orders.cancel", "/v1/orders/10053/cancellations", #"{"amount_minor":5840}"#),
        ("codes.send", "/v1/codes", #"{"email":"maya.okafor@example.com"}"#),
        ("stock.look_up", "/v1/stock/look-ups", #"{"product":"mug-bristol"}"#),
        (
            "invoices.credit", "/v1/invoices/3001/credits",
            #"{"email":"priya.nair@example.com","line":3,"amount_minor":1100}"#
        ),
        ("incidents.follow", "/v1/incidents/INC-103/followers", #"{"email":"a@b.example"}"#),
    ])
    func `an ordered fault hits every kind of route, and does nothing`(
        action: String, path: String, body: String
    ) async throws {
        let shop = try TestShop(allowsFaults: true)
        #expect(try await arm(shop, action, "error", count: 1).status == 204)
        #expect(try await shop.post(path, body, key: "k").error == "fault")
        #expect(try await shop.ledger("movements").isEmpty)
        #expect(try await shop.ledger("deeds").isEmpty)
        #expect(try await shop.ledger("mails").isEmpty)
        #expect((200...299).contains(try await shop.post(path, body, key: "k").status))
    }

    @Test(arguments: [
        ("orders.cancel", "/v1/orders/10053/cancellations", #"{"amount_minor":5840}"#, "movements"),
        (
            "invoices.credit", "/v1/invoices/3001/credits",
            #"{"email":"priya.nair@example.com","line":3,"amount_minor":1100}"#, "movements"
        ),
        ("codes.send", "/v1/codes", #"{"email":"maya.okafor@example.com"}"#, "mails"),
        ("bugs.create", "/v1/bugs", #"{"service":"shop","symptom":"s","email":"a@b.example"}"#, "deeds"),
    ])
    func `an answer that was lost is found again under its key, and nothing happens twice`(
        action: String, path: String, body: String, ledger: String
    ) async throws {
        let shop = try TestShop(allowsFaults: true)
        _ = try await arm(shop, action, "apply_then_timeout", count: 1)
        #expect(try await shop.post(path, body, key: "k").status == 504)
        let again = try await shop.post(path, body, key: "k")
        #expect(again.response.headers["Idempotency-Replayed"] == "true")
        #expect(try await shop.ledger(ledger).count == 1)
    }
}
