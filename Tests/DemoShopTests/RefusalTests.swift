import Testing

/// A colleague's no reaches whoever has left the chat.
struct RefusalTests {
    private func words(_ email: String, _ wish: String, _ about: String) -> String {
        #"{"email":"\#(email)","wish":"\#(wish)","about":"\#(about)"}"#
    }

    @Test(arguments: [
        ("refund", "10045", "refund for order AF-10045", "No money has moved"),
        ("cancellation", "10046", "cancelling order AF-10046", "goes out as planned"),
        ("credit", "3001", "invoice FI-3001", "No money has moved"),
        ("order", "Q-1", "the quote Q-1", "nothing is charged"),
    ])
    func `it is written to the customer once, with what it means`(
        wish: String, about: String, subject: String, meaning: String
    ) async throws {
        let shop = try TestShop()
        let body = words("Gareth.Lewis@example.com", wish, about)
        for _ in 1...2 { #expect(try await shop.post("/v1/refusals", body, key: "c/9/0").status == 202) }
        let letters = try await shop.ledger("mails").filter { ($0["body"] as? String)?.contains("said no") == true }
        #expect(letters.count == 1 && letters[0]["recipient"] as? String == "gareth.lewis@example.com")
        #expect((letters[0]["subject"] as? String)?.contains(subject) == true)
        #expect((letters[0]["body"] as? String)?.contains(meaning) == true)
    }

    @Test func `strangers get no mail, and nobody's words travel in it`() async throws {
        let shop = try TestShop()
        let stranger = words("nobody@elsewhere.example", "refund", "10045")
        #expect(try await shop.post("/v1/refusals", stranger).error == "not_found")
        for about in ["", "buy this: http", "10045\\nBcc: x", String(repeating: "1", count: 65)] {
            let body = words("gareth.lewis@example.com", "refund", about)
            #expect(try await shop.post("/v1/refusals", body).error == "invalid")
        }
        #expect(try await shop.ledger("mails").isEmpty)
    }
}
