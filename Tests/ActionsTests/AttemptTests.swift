import Actions
import Gateway
import PlaybookModel
import Switchboard
import Testing
import Vocabulary

struct AttemptTests {
    private func tries(
        _ method: Action.Method, key: BusinessKey = "k", url: String, attempts: Int = 3, timeout: TimeSpan = .seconds(5)
    ) async -> [ActionAttempt] {
        let actions = HTTPActions(
            .sample(method, url: [.text(url)], timeout: timeout, attempts: attempts))
        var tries: [ActionAttempt] = []
        for number in 1...attempts {
            tries.append(await actions.perform(.sample(key: key), attempt: number))
            guard tries.last?.isAgain == true else { break }
        }
        return tries
    }

    @Test(arguments: [Action.Method.get, .post])
    func `nobody there is tried again, then it has certainly not happened`(method: Action.Method) async throws {
        let port = ClosedPort()
        let tries = await tries(method, url: port.address + "/x")
        #expect(tries.map(\.isAgain) == [true, true, false])
        #expect(tries.last == .finished(.refused(reason: "failed")))
    }

    @Test func `a name that nobody knows is tried again`() async {
        let tries = await tries(.post, url: "http://no-such-host.invalid/x", attempts: 2)
        #expect(tries.map(\.isAgain) == [true, false])
        #expect(tries.last == .finished(.refused(reason: "failed")))
    }

    @Test(arguments: [429, 500, 502, 503, 504, 408])
    func `a provider in trouble is asked again, read or keyed write`(status: Int) async throws {
        for method in [Action.Method.get, .post] {
            let attempts = try await TestProvider.with({ _, number in
                number < 3 ? .status(status) : .json("{}")
            }) { provider in await tries(method, url: provider.address + "/x") }
            #expect(attempts.map(\.isAgain) == [true, true, false])
            #expect(attempts.last == .finished(.done([:])))
        }
    }

    @Test func `a write that may have happened is never called failed`() async throws {
        let attempts = try await TestProvider.with({ _, _ in .status(503) }) { provider in
            await tries(.post, url: provider.address + "/x")
        }
        #expect(attempts.map(\.isAgain) == [true, true, false])
        #expect(attempts.last?.isLost == true)
        let read = try await TestProvider.with({ _, _ in .status(503) }) { provider in
            await tries(.get, url: provider.address + "/x")
        }
        #expect(read.last == .finished(.refused(reason: "failed")))
    }

    @Test func `one doubtful try stays doubtful when the others prove nothing`() async throws {
        let attempts = try await TestProvider.with({ _, number in .status(number == 1 ? 504 : 401) }) { provider in
            await tries(.post, url: provider.address + "/x")
        }
        #expect(attempts.map(\.isAgain) == [true, false])
        #expect(attempts.last?.isLost == true)
    }

    @Test func `a try that another process made counts as doubtful`() async throws {
        let port = ClosedPort()
        let actions = HTTPActions(.sample(.post, url: [.text(port.address + "/x")]))
        #expect(await actions.perform(.sample(), attempt: 3).isLost)
    }

    @Test func `a write without a key is not tried twice when it may have happened`() async throws {
        let attempts = try await TestProvider.with({ _, _ in .status(503) }) { provider in
            await tries(.post, key: "", url: provider.address + "/x")
        }
        #expect(attempts.count == 1)
        #expect(attempts.last?.isLost == true)
    }

    @Test func `a provider that does not answer in time is asked again`() async throws {
        let gate = Gate()
        let attempts = try await TestProvider.with({ _, number in
            if number == 1 { await gate.opened() }
            return .json("{}")
        }) { provider in
            let attempts = await tries(.post, url: provider.address + "/x", timeout: TimeSpan(milliseconds: 300))
            gate.open()
            return attempts
        }
        // On a busy machine an answer may be late by itself.
        #expect(attempts.count > 1 && attempts.dropLast().allSatisfy(\.isAgain))
        #expect(attempts.last == .finished(.done([:])))
    }

    @Test func `more calls at once than the bound are told to come back`() async throws {
        let gate = Gate()
        try await TestProvider.with({ _, _ in
            await gate.opened()
            return .json("{}")
        }) { provider in
            let actions = HTTPActions(.sample(url: [.text(provider.address + "/x")]), inFlight: 2)
            let attempts = await withTaskGroup(of: ActionAttempt.self) { group in
                for turn in 0..<3 {
                    group.addTask { await actions.perform(.sample(turn: turn), attempt: 1) }
                }
                // Two wait at the gate, so the first to end is the one that was refused.
                let first = await group.next()
                gate.open()
                return await group.reduce(into: [first].compactMap(\.self)) { $0.append($1) }
            }
            #expect(attempts.first == .again(error: "too many calls at once", after: nil))
            #expect(Array(attempts.dropFirst()) == [.finished(.done([:])), .finished(.done([:]))])
        }
    }

    @Test func `many calls share one thread and all end`() async throws {
        try await TestProvider.with({ request, _ in .json(#"{"n":\#(request.query("n") ?? "")}"#) }) { provider in
            let action = Action.sample(
                inputs: [Action.Input(name: "n", required: true)],
                url: [.text(provider.address + "/x?n="), hole("n")],
                outputs: ["n": Action.Output(path: ["n"], kind: .json)])
            let actions = HTTPActions(action, inFlight: 90)
            let right = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<90 {
                    group.addTask {
                        let value = SlotValue.integer(Int64(number))
                        let attempt = await actions.perform(.sample(["n": value], turn: number), attempt: 1)
                        return attempt == .finished(.done(["n": value]))
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(right == 90)
        }
    }

    @Test func `a closed backend says come back`() async throws {
        let actions = HTTPActions(.sample(url: [.text("http://127.0.0.1:9/")]))
        actions.close()
        #expect(await actions.perform(.sample(), attempt: 1) == .again(error: "closed", after: nil))
    }

    @Test func `no secret stands in an error`() async throws {
        let secret = "s3cr3t-canary"
        let port = ClosedPort()
        let environment = ["URL": "\(port.address)/\(secret)", "TOKEN": secret, "BAD": "\(secret)\r\nx"]
        let headers = ["Authorization": Template(pieces: [.text("Bearer "), hole("env", "TOKEN")])]
        for url in ["URL", "BAD", "TOKEN"] {
            let action = Action.sample(
                .post, url: [hole("env", url), .text("/x")], headers: headers)
            let attempt = await HTTPActions(action, environment: environment).perform(.sample(), attempt: 1)
            #expect(!"\(attempt)".contains(secret))
        }
    }
}
