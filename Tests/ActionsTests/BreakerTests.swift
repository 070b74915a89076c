import Actions
import Gateway
import PlaybookModel
import Switchboard
import Telemetry
import Testing
import Vocabulary

struct BreakerTests {
    private let plan = CircuitBreaker.Plan(failures: 3, rest: .seconds(10), longestRest: .seconds(30))

    private func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1_000) }

    private func opened() -> CircuitBreaker {
        var breaker = CircuitBreaker(plan)
        for second in 0..<3 { breaker.failed(at: at(Int64(second))) }
        return breaker
    }

    @Test func `failures in a row open it, an answer between them does not`() {
        var breaker = CircuitBreaker(plan)
        breaker.failed(at: at(0))
        breaker.failed(at: at(1))
        breaker.succeeded()
        breaker.failed(at: at(2))
        breaker.failed(at: at(3))
        #expect(breaker.admit(at: at(3)) == .go)
        breaker.failed(at: at(4))
        #expect(breaker.admit(at: at(5)) == .wait(.seconds(9)))
    }

    @Test func `after its rest one call goes through, and decides`() {
        var breaker = opened()
        #expect(breaker.admit(at: at(11)) == .wait(.seconds(1)))
        #expect(breaker.admit(at: at(12)) == .go)
        #expect(breaker.admit(at: at(12)) == .wait(.seconds(10)))
        breaker.succeeded()
        #expect(breaker.admit(at: at(12)) == .go)
        #expect(breaker.isUntroubled)
    }

    @Test func `each rest in a row is twice as long, up to the longest`() {
        var breaker = opened()
        var rests: [CircuitBreaker.Admission] = []
        for moment in [12, 32, 62] {
            #expect(breaker.admit(at: at(Int64(moment))) == .go)
            breaker.failed(at: at(Int64(moment)))
            rests.append(breaker.admit(at: at(Int64(moment))))
        }
        #expect(rests == [.wait(.seconds(20)), .wait(.seconds(30)), .wait(.seconds(30))])
    }

    @Test func `calls from before the rest say nothing new`() {
        var breaker = opened()
        for _ in 0..<5 { breaker.failed(at: at(3)) }
        #expect(breaker.admit(at: at(12)) == .go)
    }

    @Test func `a trial that was never made, or that nobody reported on, is made by the next`() {
        var breaker = opened()
        #expect(breaker.admit(at: at(12)) == .go)
        breaker.abandoned(at: at(12))
        #expect(breaker.admit(at: at(12)) == .go)
        #expect(breaker.admit(at: at(12 + 180)) == .go)
    }

    @Test func `a failing host is left alone while another is called`() async throws {
        let clock = Locked(Timestamp(milliseconds: 0))
        let port = ClosedPort()
        let answered = try await TestProvider.with({ _, _ in .json("{}") }) { provider in
            let actions = HTTPActions(
                actions: { name in
                    let address = name == "sample" ? port.address : provider.address
                    return .sample(.get, url: [.text(address + "/x")], attempts: 9)
                }, environment: { _ in nil }, breaker: plan, now: { clock.withLock { $0 } })
            for number in 1...3 { _ = await actions.perform(.sample(), attempt: number) }
            let resting = await actions.perform(.sample(), attempt: 4)
            #expect(resting == .again(error: "the provider is left alone for a while", after: .seconds(10)))
            let other = ActionCall(
                id: EffectID(conversation: "c", turn: SequenceNumber(2), index: 0), action: "other", arguments: [:],
                key: "k")
            #expect(await actions.perform(other, attempt: 1) == .finished(.done([:])))
            clock.withLock { $0 = at(10) }
            let trial = await actions.perform(.sample(), attempt: 5)
            #expect(trial.error != resting.error)
            return provider.asked.count
        }
        #expect(answered == 1)
    }

    @Test func `a host in trouble is failing, one that refuses is not`() async throws {
        for (status, expected) in [(503, 3), (404, 6), (429, 6)] {
            let asked = try await TestProvider.with({ _, _ in .status(status) }) { provider in
                let actions = HTTPActions(
                    actions: { _ in .sample(.get, url: [.text(provider.address + "/x")], attempts: 9) },
                    environment: { _ in nil }, breaker: plan, now: { Timestamp(milliseconds: 0) })
                for turn in 1...6 { _ = await actions.perform(.sample(turn: turn), attempt: 1) }
                return provider.asked.count
            }
            #expect(asked == expected, "\(status)")
        }
    }
}
