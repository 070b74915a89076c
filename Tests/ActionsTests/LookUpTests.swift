import Actions
import Gateway
import PlaybookModel
import Switchboard
import Telemetry
import Testing
import Vocabulary

/// A provider without idempotency keys: what it was asked to do is counted, and every doubt is looked up.
struct LookUpTests {
    private static let number: [SlotName: Action.Output] = ["refund_id": Action.Output(path: ["id"], kind: .json)]

    /// The write's tries, run until one ends, with `answer` for writes and reads alike.
    private func tries(
        startingAt first: Int = 1, upTo last: Int = 5, clock: Int64 = 100_000,
        _ answer: @escaping TestProvider.Answer
    ) async throws -> (attempts: [ActionAttempt], writes: Int, reads: [HTTPRequest]) {
        try await TestProvider.with(answer) { provider in
            let write = Action.sample(
                .post, inputs: [Action.Input(name: "order", required: true)],
                url: [.text(provider.address + "/refunds")], outputs: Self.number, errors: ["409": "already_refunded"],
                timeout: .seconds(20), honoursKeys: false,
                lookUp: Action.LookUp(action: "find"))
            let read = Action.sample(
                inputs: [Action.Input(name: "order", required: true)],
                url: [.text(provider.address + "/refunds/"), hole("order"), .text("?ref="), hole("call", "key")],
                outputs: Self.number, errors: ["404": "not_found"], named: "find")
            let time = Locked<Int64>(0)
            let actions = HTTPActions(
                actions: { $0 == "find" ? read : write }, environment: { _ in nil },
                now: { Timestamp(milliseconds: time.withLock { $0 }) })
            time.withLock { $0 = clock }
            var attempts: [ActionAttempt] = []
            for number in first...last {
                attempts.append(await actions.perform(.sample(["order": .text("10042")]), attempt: number))
                guard attempts.last?.isAgain == true else { break }
            }
            let asked = provider.asked
            return (attempts, asked.filter { $0.method == "POST" }.count, asked.filter { $0.method == "GET" })
        }
    }

    @Test func `what happened unseen is found and not done again`() async throws {
        let seen = try await tries { request, _ in
            request.method == "POST" ? .status(504) : .json(#"{"id":"R1"}"#)
        }
        #expect(seen.attempts.map(\.isAgain) == [true, false])
        #expect(seen.attempts.last == .finished(.done(["refund_id": .text("R1")])))
        #expect(seen.writes == 1)
        #expect(seen.reads.map(\.path) == ["/refunds/10042"])
        #expect(seen.reads.first?.query("ref") == "refund:10042:1")
    }

    @Test func `what is certainly not there is tried again`() async throws {
        let seen = try await tries { request, number in
            switch (request.method, number) {
            case ("POST", 1): .status(502)
            case ("POST", _): .json(#"{"id":"R2"}"#)
            default: .status(404)
            }
        }
        #expect(seen.attempts.last == .finished(.done(["refund_id": .text("R2")])))
        #expect(seen.writes == 2)
        #expect(seen.reads.count == 1)
    }

    @Test func `a doubtful try waits out its time before it is looked up`() async throws {
        let seen = try await tries { request, _ in .status(request.method == "POST" ? 504 : 404) }
        #expect(seen.attempts.first == .again(error: "status 504", after: .seconds(20)))
    }

    @Test func `the last try is looked up too, then it has certainly not happened`() async throws {
        let seen = try await tries { request, _ in .status(request.method == "POST" ? 504 : 404) }
        #expect(seen.attempts.map(\.isAgain) == [true, true, true, false])
        #expect(seen.attempts.last == .finished(.refused(reason: "failed")))
        #expect(seen.writes == 3)
    }

    @Test func `a look-up that fails never lets a write through, and ends with a person`() async throws {
        let seen = try await tries { _, _ in .status(503) }
        #expect(seen.attempts.map(\.isAgain) == [true, true, true, false])
        #expect(seen.attempts.last?.isLost == true)
        #expect(seen.writes == 1)
    }

    @Test func `a try of an earlier process is looked up before anything is sent`() async throws {
        let seen = try await tries(startingAt: 2) { request, _ in
            request.method == "POST" ? .json(#"{"id":"R3"}"#) : .json(#"{"id":"R1"}"#)
        }
        #expect(seen.attempts == [.finished(.done(["refund_id": .text("R1")]))])
        #expect(seen.writes == 0)
    }

    @Test func `right after a start, an earlier process's try may still be under way`() async throws {
        let seen = try await tries(startingAt: 2, upTo: 2, clock: 500) { _, _ in .status(404) }
        #expect(
            seen.attempts == [
                .again(error: "an earlier try may be under way", after: TimeSpan(milliseconds: 19_500))
            ])
        #expect(seen.writes + seen.reads.count == 0)
    }

    @Test func `tries that prove themselves need no look-up`() async throws {
        let seen = try await tries { request, number in
            number == 1 ? .status(429) : request.method == "POST" ? .json(#"{"id":"R4"}"#) : .status(500)
        }
        #expect(seen.attempts.last == .finished(.done(["refund_id": .text("R4")])))
        #expect(seen.reads.isEmpty)
    }

    @Test func `without keys and without a look-up a doubt goes to a person at once`() async throws {
        let seen = try await TestProvider.with({ _, _ in .status(503) }) { provider in
            let actions = HTTPActions(.sample(.post, url: [.text(provider.address + "/x")], honoursKeys: false))
            return (await actions.perform(.sample(), attempt: 1), provider.asked.count)
        }
        #expect(seen.0.isLost)
        #expect(seen.1 == 1)
    }

    @Test func `a secret that the provider repeats does not reach the conversation`() async throws {
        let secret = "s3cr3t-canary"
        let attempt = try await TestProvider.with({ _, _ in .json(#"{"id":"your key s3cr3t-canary"}"#) }) { provider in
            await HTTPActions(
                .sample(
                    .post, url: [.text(provider.address + "/x")],
                    headers: ["Authorization": Template(pieces: [.text("Bearer "), hole("env", "TOKEN")])],
                    outputs: Self.number), environment: ["TOKEN": secret]
            ).perform(.sample(), attempt: 1)
        }
        #expect(attempt == .finished(.done(["refund_id": .text("your key •••")])))
    }
}
