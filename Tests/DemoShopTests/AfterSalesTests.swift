import DemoShop
import Foundation
import Gateway
import Testing

struct AfterSalesTests {
    @Test func `a return comes with its code`() async throws {
        let shop = try TestShop(publicURL: "https://shop.alderandfinch.example")
        let answer = try await shop.send("POST", "/v1/orders/10042/returns", #"{"line":"1"}"#, key: "return:10042:1")
        #expect(answer.status == 201)
        let id = try #require(answer.text("return.id"))
        #expect(id.wholeMatch(of: /RT-[2-9A-Z]{6}/) != nil)
        #expect(answer.text("return.expires_at") == "2026-03-18T10:30:00Z")
        let address = try #require(answer.text("return.qr_url"))
        #expect(address.hasPrefix("https://shop.alderandfinch.example/v1/returns/\(id)/qr.png?t="))
    }

    @Test func `an open return is answered again, whatever the key`() async throws {
        let shop = try TestShop()
        let first = try await shop.send("POST", "/v1/orders/10042/returns", #"{"line":"1"}"#, key: "return:10042:1")
        let again = try await shop.send("POST", "/v1/orders/10042/returns", #"{"line":"1"}"#, key: "agent-3")
        #expect(again.status == 200)
        #expect(again.response.body == first.response.body)
        shop.pass(days: 15)
        let later = try await shop.send("POST", "/v1/orders/10042/returns", #"{"line":"1"}"#, key: "later")
        #expect(later.status == 201)
        #expect(later.text("return.id") != first.text("return.id"))
    }

    @Test(arguments: ["10043", "10046", "10050", "10051", "10054", "10055"])
    func `what cannot go back gets no label`(order: String) async throws {
        let answer = try await TestShop().send("POST", "/v1/orders/\(order)/returns", #"{"line":"1"}"#, key: "k")
        #expect(answer.status == 409)
        #expect(answer.error == "not_returnable")
    }

    @Test func `addresses begin with the host that was asked`() async throws {
        let answer = try await TestShop().send("POST", "/v1/orders/10052/returns", #"{"line":"1"}"#, key: "k")
        #expect(answer.text("return.qr_url")?.hasPrefix("http://shop.test:8090/v1/returns/") == true)
    }

    @Test func `a trace is opened once, with one credit`() async throws {
        let shop = try TestShop()
        let first = try await shop.send("POST", "/v1/orders/10048/traces", "{}", key: "trace:10048")
        #expect(first.status == 201)
        #expect(first.text("trace.id") == "TR-4001")
        #expect(first.integer("trace.credit_minor") == 500)
        // Friday at five in a London winter.
        #expect(first.text("trace.answer_by") == "2026-03-06T17:00:00Z")
        let again = try await shop.send("POST", "/v1/orders/10048/traces", "{}", key: "agent")
        #expect(again.status == 200)
        #expect(again.text("trace.id") == "TR-4001")
        for order in ["10042", "10053", "10054"] {
            let refused = try await shop.send("POST", "/v1/orders/\(order)/traces", "{}", key: "k-\(order)")
            #expect(refused.error == "not_in_transit")
        }
    }

    @Test func `an identity matches without regard to case and spaces`() async throws {
        let shop = try TestShop()
        let answer = try await shop.send(
            "POST", "/v1/identity/check",
            #"{"order":"10042","email":" Maya.Okafor@EXAMPLE.com","postcode":"bs31tf"}"#)
        #expect(answer.value("matches") as? Bool == true)
        for body in [
            #"{"order":"10042","email":"maya.okafor@example.com","postcode":"BS3 1TG"}"#,
            #"{"order":"10042","email":"tom.brennan@example.com","postcode":"BS3 1TF"}"#,
            #"{"order":"10057","email":"maya.okafor@example.com","postcode":"BS3 1TF"}"#,
            #"{"order":"10057","email":"","postcode":""}"#,
        ] {
            let answer = try await shop.send("POST", "/v1/identity/check", body)
            #expect(answer.status == 200)
            #expect(answer.value("matches") as? Bool == false)
        }
    }

    @Test(arguments: ["10042", "10057"])
    func `five misses lock an order for a quarter of an hour, whether it exists or not`(order: String) async throws {
        let shop = try TestShop()
        let wrong = #"{"order":"\#(order)","email":"eve@example.com","postcode":"X"}"#
        for _ in 0..<5 { #expect(try await shop.send("POST", "/v1/identity/check", wrong).status == 200) }
        shop.pass(minutes: 5)
        let locked = try await shop.send(
            "POST", "/v1/identity/check",
            #"{"order":"\#(order)","email":"maya.okafor@example.com","postcode":"BS3 1TF"}"#)
        #expect(locked.status == 429)
        #expect(locked.error == "too_many_tries")
        #expect(locked.response.headers["Retry-After"] == "600")
        shop.pass(minutes: 10)
        #expect(try await shop.send("POST", "/v1/identity/check", wrong).status == 200)
    }

    @Test func `a thousand guesses at once get at most five looks`() async throws {
        let shop = try TestShop()
        let looked = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<1_000 {
                group.addTask {
                    let body = #"{"order":"10042","email":"maya.okafor@example.com","postcode":"G\#(index)"}"#
                    return try await shop.send("POST", "/v1/identity/check", body).status == 200
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(looked == 5)
    }

    @Test func `a password reset says the same for every address, and mails the known ones`() async throws {
        let shop = try TestShop()
        let known = try await shop.send(
            "POST", "/v1/accounts/password-resets", #"{"email":"Maya.Okafor@example.com"}"#, key: "reset:1")
        let unknown = try await shop.send(
            "POST", "/v1/accounts/password-resets", #"{"email":"nobody@example.com"}"#, key: "reset:2")
        #expect(known.status == 202)
        #expect(known.response == unknown.response)
        let again = try await shop.send(
            "POST", "/v1/accounts/password-resets", #"{"email":"Maya.Okafor@example.com"}"#, key: "reset:1")
        #expect(again.response.headers["Idempotency-Replayed"] == "true")
        let conflict = try await shop.send(
            "POST", "/v1/accounts/password-resets", #"{"email":"tom.brennan@example.com"}"#, key: "reset:1")
        #expect(conflict.error == "idempotency_conflict")
        let mails = try #require(try await shop.send("GET", "/v1/ledger").value("mails") as? [[String: Any]])
        #expect(mails.map { $0["recipient"] as? String } == ["maya.okafor@example.com"])
    }

    @Test func `a fourth reset mail within an hour is not sent`() async throws {
        let shop = try TestShop()
        for index in 0..<5 {
            let answer = try await shop.send(
                "POST", "/v1/accounts/password-resets", #"{"email":"ida.holm@example.com"}"#, key: "reset:\(index)")
            #expect(answer.status == 202)
        }
        let mails = try #require(try await shop.send("GET", "/v1/ledger").value("mails") as? [[String: Any]])
        #expect(mails.count == 3)
    }
}
