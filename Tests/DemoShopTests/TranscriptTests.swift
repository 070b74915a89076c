import Testing

/// A conversation in writing, for whoever can read the account's mail.
struct TranscriptTests {
    private let words = #"{"email":"maya.okafor@example.com","text":"You: hello"}"#

    @Test func `it is sent to an account that has just proved itself, once for a key`() async throws {
        let shop = try TestShop()
        try await shop.prove("maya.okafor@example.com")
        for _ in 1...2 { #expect(try await shop.post("/v1/transcripts", words, key: "c/9/0").status == 202) }
        let letters = try await shop.ledger("mails").filter {
            ($0["subject"] as? String)?.contains("conversation") == true
        }
        #expect(letters.count == 1 && (letters[0]["body"] as? String)?.contains("You: hello") == true)
    }

    @Test func `without a fresh proof of that very account it is not`() async throws {
        let shop = try TestShop()
        #expect(try await shop.post("/v1/transcripts", words).error == "code_needed")
        try await shop.prove("ida.holm@example.com")
        #expect(try await shop.post("/v1/transcripts", words).error == "code_needed")
        try await shop.prove("maya.okafor@example.com")
        shop.pass(minutes: 20)
        #expect(try await shop.post("/v1/transcripts", words).error == "code_needed")
    }

    @Test func `nothing, and more than a letter holds, is refused`() async throws {
        let shop = try TestShop()
        try await shop.prove("maya.okafor@example.com")
        for text in ["", String(repeating: "a", count: 200_001)] {
            let body = #"{"email":"maya.okafor@example.com","text":"\#(text)"}"#
            #expect(try await shop.post("/v1/transcripts", body).error == "invalid")
        }
    }
}
