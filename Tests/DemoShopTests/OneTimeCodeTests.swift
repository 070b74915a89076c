import Foundation
import Gateway
import Testing

struct OneTimeCodeTests {
    private func check(_ shop: TestShop, _ email: String, _ code: String) async throws -> String? {
        try await shop.post("/v1/codes/checks", #"{"email":"\#(email)","code":"\#(code)"}"#).text("code.state")
    }

    private func wrong(_ code: String) -> String { code == "000000" ? "000001" : "000000" }

    @Test func `a code comes back right once`() async throws {
        let shop = try TestShop()
        let email = "maya.okafor@example.com"
        _ = try await shop.post("/v1/codes", #"{"email":"Maya.Okafor@example.com "}"#)
        let code = try await shop.lastCode(to: email)
        #expect(try await check(shop, email, wrong(code)) == "wrong")
        #expect(try await check(shop, email, code) == "right")
        #expect(try await check(shop, email, code) == "expired")
    }

    @Test func `the same request asks once, so that a lost answer costs no try`() async throws {
        let shop = try TestShop()
        _ = try await shop.post("/v1/codes", #"{"email":"maya.okafor@example.com"}"#)
        let code = try await shop.lastCode(to: "maya.okafor@example.com")
        let body = #"{"email":"maya.okafor@example.com","code":"\#(code)"}"#
        #expect(try await shop.post("/v1/codes/checks", body, key: "k").text("code.state") == "right")
        #expect(try await shop.post("/v1/codes/checks", body, key: "k").text("code.state") == "right")
    }

    @Test func `three wrong tries lock a code, the right one too`() async throws {
        let shop = try TestShop()
        _ = try await shop.post("/v1/codes", #"{"email":"maya.okafor@example.com"}"#)
        let code = try await shop.lastCode(to: "maya.okafor@example.com")
        var states: [String?] = []
        for _ in 0..<3 { states.append(try await check(shop, "maya.okafor@example.com", wrong(code))) }
        #expect(states == ["wrong", "wrong", "locked"])
        #expect(try await check(shop, "maya.okafor@example.com", code) == "locked")
    }

    @Test func `a code lives ten minutes, and a new one ends it`() async throws {
        let shop = try TestShop()
        let email = "tom.brennan@example.com"
        _ = try await shop.post("/v1/codes", #"{"email":"\#(email)"}"#)
        let first = try await shop.lastCode(to: email)
        shop.pass(minutes: 10)
        #expect(try await check(shop, email, first) == "expired")
        _ = try await shop.post("/v1/codes", #"{"email":"\#(email)"}"#)
        let second = try await shop.lastCode(to: email)
        if first != second { #expect(try await check(shop, email, first) == "wrong") }
        #expect(try await check(shop, email, second) == "right")
    }

    @Test func `an unknown address hears what a known one hears`() async throws {
        let shop = try TestShop()
        var heard: [[String]] = []
        for email in ["ida.holm@example.com", "nobody@example.com"] {
            var answers: [String] = []
            let sent = try await shop.post("/v1/codes", #"{"email":"\#(email)"}"#)
            answers.append("\(sent.status) \(String(decoding: sent.response.body, as: UTF8.self))")
            for _ in 0..<4 {
                // Seven digits are never a code.
                let body = #"{"email":"\#(email)","code":"1234567"}"#
                let answer = try await shop.post("/v1/codes/checks", body)
                answers.append("\(answer.status) \(String(decoding: answer.response.body, as: UTF8.self))")
            }
            heard.append(answers)
        }
        #expect(heard.first == heard.last)
        #expect(try await shop.ledger("mails").count == 1)
    }

    @Test func `no more than three codes in a quarter of an hour are sent`() async throws {
        let shop = try TestShop()
        for _ in 0..<6 { _ = try await shop.post("/v1/codes", #"{"email":"ida.holm@example.com"}"#) }
        #expect(try await shop.ledger("mails").count == 3)
    }

    @Test func `of a thousand guesses at once at most five are looked at`() async throws {
        let shop = try TestShop()
        let looked = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<1_000 {
                group.addTask {
                    if index % 300 == 0 { _ = try await shop.post("/v1/codes", #"{"email":"ida.holm@example.com"}"#) }
                    let answer = try await shop.post(
                        "/v1/codes/checks", #"{"email":"ida.holm@example.com","code":"x\#(index)"}"#)
                    // The last try a code has is looked at and answered "locked" with none left over from before.
                    return answer.text("code.state") == "wrong" ? 1 : 0
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(looked <= 5)
        #expect(looked >= 2)
    }

    @Test func `a page for a new password is opened for whoever has just brought the code back, and nobody else`()
        async throws
    {
        let shop = try TestShop(publicURL: "https://shop.example")
        let body = #"{"email":"maya.okafor@example.com"}"#
        #expect(try await shop.post("/v1/accounts/reset-pages", body).error == "code_needed")
        try await shop.prove("maya.okafor@example.com")
        let page = try await shop.post("/v1/accounts/reset-pages", body)
        #expect(page.status == 201 && page.text("page.url")?.hasPrefix("https://shop.example/reset/") == true)
        #expect(
            try await shop.post("/v1/accounts/reset-pages", #"{"email":"tom.brennan@example.com"}"#).error
                == "code_needed")
        shop.pass(minutes: 16)
        #expect(try await shop.post("/v1/accounts/reset-pages", body).error == "code_needed")
    }
}
