import DemoShop
import Foundation
import Gateway
import Testing

struct RefundTests {
    @Test func `a refund is recorded, shown and numbered`() async throws {
        let shop = try TestShop()
        let answer = try await shop.refund("10042", 4990, key: "refund:10042:1")
        #expect(answer.status == 201)
        #expect(answer.text("refund.id") == "RF-70001")
        #expect(answer.integer("refund.amount_minor") == 4990)
        #expect(answer.text("refund.card_last4") == "4242")
        // Five working days after a Wednesday is the next Wednesday.
        #expect(answer.text("refund.expected_at") == "2026-03-11T12:00:00Z")
        let after = try await shop.send("GET", "/v1/orders/10042")
        #expect(after.text("refund.block") == "already_refunded")
        #expect(after.integer("refund.amount_minor") == 0)
        #expect(after.text("refund.refunded_at") == "2026-03-04T10:30:00Z")
    }

    struct Refused: CustomTestStringConvertible {
        let order: String
        let amount: Int
        let status: Int
        let error: String
        var testDescription: String { "\(order), \(amount): \(error)" }
    }

    static let refusals = [
        Refused(order: "10045", amount: 18900, status: 422, error: "approval_required"),
        Refused(order: "10042", amount: 4989, status: 422, error: "amount_mismatch"),
        Refused(order: "10042", amount: 500_000, status: 422, error: "amount_mismatch"),
        Refused(order: "10042", amount: 0, status: 422, error: "invalid"),
        Refused(order: "10042", amount: -4990, status: 422, error: "invalid"),
        Refused(order: "10043", amount: 2600, status: 422, error: "not_refundable"),
        Refused(order: "10054", amount: 1200, status: 422, error: "not_refundable"),
        Refused(order: "10055", amount: 2800, status: 422, error: "not_refundable"),
        Refused(order: "10046", amount: 3450, status: 409, error: "already_refunded"),
        Refused(order: "10058", amount: 1400, status: 503, error: "payments_down"),
        Refused(order: "10057", amount: 100, status: 404, error: "not_found"),
    ]

    @Test(arguments: refusals)
    func `what may not be refunded is refused and not recorded`(refused: Refused) async throws {
        let shop = try TestShop()
        let before = try await shop.refunds(of: refused.order).count
        let answer = try await shop.refund(refused.order, refused.amount, key: "k-1")
        #expect(answer.status == refused.status)
        #expect(answer.error == refused.error)
        #expect(try await shop.refunds(of: refused.order).count == before)
    }

    @Test(arguments: [
        ("{", 400, "bad_request"), ("", 400, "bad_request"), ("[]", 422, "invalid"), ("{}", 422, "invalid"),
        (#"{"line":1,"amount_minor":4990,"reason":"x"}"#, 422, "invalid"),
        (#"{"line":"1","amount_minor":"4990","reason":"x"}"#, 422, "invalid"),
        (#"{"line":"1","amount_minor":true,"reason":"x"}"#, 422, "invalid"),
        (#"{"line":"1","amount_minor":49.9,"reason":"x"}"#, 422, "invalid"),
        (#"{"line":"1","amount_minor":1e308,"reason":"x"}"#, 422, "invalid"),
        (#"{"line":"1","amount_minor":4990,"reason":{"a":1}}"#, 422, "invalid"),
        (#"{"line":"1; DROP TABLE refunds","amount_minor":4990,"reason":"x"}"#, 404, "not_found"),
    ])
    func `an odd body is a refusal, never an effect`(body: String, status: Int, error: String) async throws {
        let shop = try TestShop()
        let answer = try await shop.send("POST", "/v1/orders/10042/refunds", body, key: "k-2")
        #expect(answer.status == status)
        #expect(answer.error == error)
        #expect(try await shop.refunds(of: "10042").isEmpty)
    }

    @Test func `the same key and body give the same answer again`() async throws {
        let shop = try TestShop()
        let first = try await shop.refund("10042", 4990, key: "refund:10042:1")
        shop.pass(minutes: 7)
        let second = try await shop.refund("10042", 4990, key: "refund:10042:1")
        #expect(second.status == 201)
        #expect(second.response.body == first.response.body)
        #expect(first.response.headers["Idempotency-Replayed"] == nil)
        #expect(second.response.headers["Idempotency-Replayed"] == "true")
        #expect(try await shop.refunds(of: "10042").count == 1)
    }

    @Test func `another body under the key, or another key, refunds nothing more`() async throws {
        let shop = try TestShop()
        _ = try await shop.refund("10042", 4990, key: "refund:10042:1")
        let other = try await shop.send(
            "POST", "/v1/orders/10042/refunds", #"{"line":"1","amount_minor":4990,"reason":"late"}"#,
            key: "refund:10042:1")
        #expect(other.error == "already_refunded")
        #expect(try await shop.refund("10042", 4990, key: "another").error == "already_refunded")
        #expect(try await shop.refunds(of: "10042").count == 1)
    }

    @Test func `a refusal is not kept under its key`() async throws {
        let shop = try TestShop()
        #expect(try await shop.refund("10042", 4989, key: "refund:10042:1").error == "amount_mismatch")
        #expect(try await shop.refund("10042", 4990, key: "refund:10042:1").status == 201)
    }

    @Test func `a key is required and must be readable`() async throws {
        let shop = try TestShop()
        let body = #"{"line":"1","amount_minor":4990,"reason":"damaged"}"#
        let without = try await shop.send("POST", "/v1/orders/10042/refunds", body)
        #expect(without.status == 400)
        #expect(without.error == "missing_idempotency_key")
        for key in ["", " ", "a\u{7}b", String(repeating: "k", count: 256)] {
            #expect(try await shop.send("POST", "/v1/orders/10042/refunds", body, key: key).error == "invalid")
        }
        #expect(try await shop.refunds(of: "10042").isEmpty)
    }

    @Test func `a hundred at once refund once`() async throws {
        let shop = try TestShop()
        let answers = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for index in 0..<100 {
                group.addTask {
                    let key = index % 2 == 0 ? "refund:10042:1" : "agent-\(index)"
                    let answer = try await shop.refund("10042", 4990, key: key)
                    return (answer.status, answer.error)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try await shop.refunds(of: "10042").count == 1)
        #expect(answers.contains { $0.0 == 201 })
        #expect(
            answers.allSatisfy { $0.0 == 201 || $0.1 == "already_refunded" || $0.1 == "idempotency_in_progress" })
    }

    @Test func `a key still being worked on is told to come back`() async throws {
        let shop = try TestShop(allowsFaults: true)
        _ = try await shop.send(
            "POST", "/v1/faults", #"{"action":"refunds.create","mode":"slow","count":1,"delay_ms":1500}"#)
        async let one = shop.refund("10042", 4990, key: "refund:10042:1")
        async let two = shop.refund("10042", 4990, key: "refund:10042:1")
        let answers = try await [one, two]
        #expect(answers.map(\.status).sorted() == [201, 409])
        #expect(answers.contains { $0.error == "idempotency_in_progress" })
        #expect(try await shop.refunds(of: "10042").count == 1)
    }
}
