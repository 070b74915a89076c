import Actions
import Gateway
import PlaybookModel
import Switchboard
import Testing
import Vocabulary

struct AnswerTests {
    private static let outputs: [SlotName: Action.Output] = [
        "id": Action.Output(path: ["refund", "id"], kind: .json),
        "amount": Action.Output(
            path: ["refund", "amount_minor"], kind: .money(currencyPath: ["refund", "currency"])),
        "arrives": Action.Output(path: ["refund", "expected_at"], kind: .moment),
        "first": Action.Output(path: ["items", "0", "name"], kind: .json),
    ]

    private func ask(_ response: HTTPResponse, method: Action.Method = .post, attempts: Int = 3) async throws
        -> ActionAttempt
    {
        try await TestProvider.with({ _, _ in response }) { provider in
            let action = Action.sample(
                method, url: [.text(provider.address + "/x")], outputs: Self.outputs,
                errors: ["404": "not_found", "already_refunded": "already_refunded", "409": "conflict"],
                overLimit: ["approval_required", "402"], attempts: attempts)
            return await HTTPActions(action).perform(.sample(), attempt: 1)
        }
    }

    @Test func `what the action declares becomes slots`() async throws {
        let attempt = try await ask(
            .json(
                """
                {"refund":{"id":"RF-1","amount_minor":4990,"currency":"GBP","expected_at":"2026-03-11T12:00:00+01:00"},
                 "items":[{"name":"Caf\\u00e9 \\ud83d\\ude00"}],"more":[1,2.5,-1e3,true,null,{"deep":[[]]}]}
                """, status: 201))
        #expect(
            attempt
                == .finished(
                    .done([
                        "id": .text("RF-1"), "amount": .money(Money(minor: 4990, currency: "GBP")),
                        "arrives": .moment(Timestamp(milliseconds: 1_773_226_800_000)), "first": .text("Café 😀"),
                    ])))
    }

    @Test(arguments: [#"{}"#, #"{"refund":null,"items":[]}"#, ""])
    func `what the provider does not have is nothing, and not a failure`(body: String) async throws {
        let nothing: [SlotName: SlotValue] = [
            "id": .nothing, "amount": .nothing, "arrives": .nothing, "first": .nothing,
        ]
        #expect(try await ask(.json(body, status: 200)) == .finished(.done(nothing)))
    }

    @Test(arguments: [
        "<html>", "{", #"{"a":1} x"#, #"{"a":1,"a":2}"#, #"{"a":"\ud800"}"#, "[01]", "[1,]", "{'a':1}", "[1e999]",
        String(repeating: "[", count: 5_000), "\u{FEFF}{}", "tru", "nul",
        #"{"refund":{"amount_minor":"4990","currency":"GBP"}}"#, #"{"refund":{"amount_minor":4990}}"#,
        #"{"refund":{"amount_minor":49.90,"currency":"GBP"}}"#, #"{"refund":{"amount_minor":1,"currency":"pounds"}}"#,
        #"{"refund":{"expected_at":"tomorrow"}}"#, #"{"refund":{"expected_at":"2026-02-30T12:00:00Z"}}"#,
        #"{"refund":{"expected_at":1773226800}}"#,
    ])
    func `an answer that says something else may still have done it`(body: String) async throws {
        #expect(try await ask(.json(body, status: 200)).isAgain)
        #expect(try await ask(.json(body, status: 200), attempts: 1).isLost)
        let read = try await ask(.json(body, status: 200), method: .get, attempts: 1)
        #expect(read == .finished(.refused(reason: "failed")))
    }

    @Test(arguments: [
        (404, "", "not_found"), (404, "<html>gone</html>", "not_found"),
        (422, #"{"error":"already_refunded"}"#, "already_refunded"),
        (409, #"{"error":"already_refunded","message":"x"}"#, "already_refunded"),
        (409, #"{"error":{"code":"already_refunded"}}"#, "already_refunded"), (409, "{}", "conflict"),
        (400, #"{"error":"bad_request"}"#, "failed"), (401, "", "failed"), (403, "", "failed"), (422, "{}", "failed"),
        (501, #"{"error":"already_refunded"}"#, "already_refunded"),
    ])
    func `a refusal is told in the playbook's words`(status: Int, body: String, reason: String) async throws {
        #expect(try await ask(.json(body, status: status)) == .finished(.refused(reason: reason)))
    }

    @Test(arguments: [(422, #"{"error":"approval_required"}"#), (402, "")])
    func `over the limit asks for a person`(status: Int, body: String) async throws {
        #expect(try await ask(.json(body, status: status)) == .finished(.overLimit))
    }

    @Test func `a key still being worked on has no outcome yet, whatever 409 means`() async throws {
        let attempt = try await ask(
            .json(#"{"error":"idempotency_in_progress"}"#, status: 409).with("Retry-After", "2"))
        guard case .again(_, let after) = attempt else {
            Issue.record("\(attempt)")
            return
        }
        #expect(after == .seconds(2))
    }

    @Test func `a provider's wish to wait is kept, within an hour`() async throws {
        for (header, wait) in [("7", TimeSpan.seconds(7)), ("86400", .hours(1))] {
            let attempt = try await ask(.status(429).with("Retry-After", header))
            #expect(attempt == .again(error: "status 429", after: wait))
        }
    }

    @Test func `a provider's sentence is never repeated, only what looks like a code`() async throws {
        let attempt = try await ask(.json(#"{"error":"the token s3cr3t is not valid"}"#, status: 503))
        #expect(attempt.error == "status 503")
        let coded = try await ask(.json(#"{"error":"payments_down"}"#, status: 503))
        #expect(coded.error == "status 503 (payments_down)")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is not followed`(status: Int) async throws {
        try await TestProvider.with({ request, _ in
            request.path == "/there"
                ? .json("{}") : .redirect(to: "there", status: status)
        }) { provider in
            let url: [Template.Piece] = [.text(provider.address + "/here")]
            let read = await HTTPActions(.sample(url: url)).perform(.sample(), attempt: 1)
            #expect(read == .finished(.refused(reason: "failed")))
            let write = await HTTPActions(.sample(.post, url: url, attempts: 1)).perform(.sample(), attempt: 1)
            #expect(write.isLost)
            #expect(provider.asked.map(\.path) == ["/here", "/here"])
        }
    }

    @Test func `an answer over a mebibyte is broken off`() async throws {
        let long = HTTPResponse.json([UInt8](repeating: 0x20, count: 1 << 20) + Array("{}".utf8))
        let attempt = try await ask(long)
        #expect(attempt == .again(error: "an answer that is too long", after: nil))
        let fits = HTTPResponse.json([UInt8](repeating: 0x20, count: (1 << 20) - 2) + Array("{}".utf8))
        #expect(try await ask(fits).error == nil)
    }
}
