import Actions
import Foundation
import PlaybookModel
import Store
import Switchboard
import Telemetry
import Testing
import Vocabulary

struct PolicedActionsTests {
    /// A back end that answers by its list, the last answer again and again.
    private final class Backend: ActionBackend {
        private let answers: [ActionAttempt]
        private let calls = Locked<[ActionCall]>([])

        init(_ answers: ActionAttempt...) {
            self.answers = answers
        }

        var called: Int { calls.withLock { $0.count } }

        func perform(_ call: ActionCall, attempt: Int) async -> ActionAttempt {
            let index = calls.withLock { calls in
                calls.append(call)
                return calls.count - 1
            }
            return answers[min(index, answers.count - 1)]
        }
    }

    private let done = ActionAttempt.finished(.done([:]))
    private static let policy = ActionPolicy(
        amount: "amount", currency: "EUR", perCall: 5_000, perCustomerAndDay: 8_000, ceiling: 50_000)

    private func policed(
        _ backend: any ActionBackend, approval: Approval? = nil, ledger: any PolicyLedger = InMemoryPolicyLedger()
    ) -> PolicedActions {
        let action = Action(
            name: "sample", inputs: [], method: .post, url: Template(pieces: []), headers: [:], body: nil, outputs: [:],
            errors: [:], overLimit: [], timeout: .seconds(1), attempts: 3, irreversible: true, policy: Self.policy,
            place: somewhere)
        return PolicedActions(
            backend, actions: { _ in action }, ledger: ledger,
            surroundings: PolicedActions.Surroundings(
                customer: { call, _ in VisitorID("v-" + call.id.conversation.rawValue) }, approval: { _ in approval },
                today: { CivilDate(number: 20_779) }))
    }

    private func call(_ minor: Int64, key: BusinessKey = "k1", currency: String = "EUR") -> ActionCall {
        .sample(["amount": .money(Money(minor: minor, currency: currency))], key: key)
    }

    @Test func `what is under the limit goes through, what is over it never reaches the provider`() async {
        let backend = Backend(done)
        let actions = policed(backend)
        #expect(await actions.perform(call(5_000), attempt: 1) == done)
        #expect(await actions.perform(call(5_001, key: "k2"), attempt: 1).needsApproval)
        #expect(await actions.perform(call(60_000, key: "k3"), attempt: 1) == .finished(.refused(reason: "failed")))
        #expect(backend.called == 1)
    }

    @Test func `the day that counts is that of whom the call is for`() async {
        let backend = Backend(done)
        let action = Action(
            name: "sample", inputs: [], method: .post, url: Template(pieces: []), headers: [:], body: nil, outputs: [:],
            errors: [:], overLimit: [], timeout: .seconds(1), attempts: 3, irreversible: true,
            policy: ActionPolicy(amount: nil, customer: "email", currency: "EUR", callsPerCustomerAndDay: 1),
            place: somewhere)
        let actions = PolicedActions(
            backend, actions: { _ in action }, ledger: InMemoryPolicyLedger(),
            surroundings: PolicedActions.Surroundings(
                customer: { call, policy in
                    guard let name = policy.customer, case .text(let text)? = call.arguments[name] else { return nil }
                    return VisitorID(text)
                }, approval: { _ in nil }, today: { CivilDate(number: 20_779) }))
        func call(_ key: BusinessKey, _ email: String?) -> ActionCall {
            .sample(email.map { ["email": .text($0)] } ?? [:], key: key)
        }
        #expect(await actions.perform(call("k1", "a@example.com"), attempt: 1) == done)
        #expect(await actions.perform(call("k2", "a@example.com"), attempt: 1).needsApproval)
        #expect(await actions.perform(call("k3", "b@example.com"), attempt: 1) == done)
        #expect(await actions.perform(call("k4", nil), attempt: 1).needsApproval, "nobody's day is not a free one")
        #expect(backend.called == 2)
    }

    @Test func `a number that is no money is not let through`() async {
        let backend = Backend(done)
        let call = ActionCall.sample(["amount": .integer(1)])
        #expect(await policed(backend).perform(call, attempt: 1).needsApproval)
        #expect(backend.called == 0)
    }

    @Test func `calls add up, a repeated one counts once`() async {
        let actions = policed(Backend(done))
        #expect(await actions.perform(call(4_000, key: "k1"), attempt: 1) == done)
        #expect(await actions.perform(call(4_000, key: "k1"), attempt: 2) == done)
        #expect(await actions.perform(call(4_000, key: "k2"), attempt: 1) == done)
        #expect(await actions.perform(call(1, key: "k3"), attempt: 1).needsApproval)
    }

    @Test func `a call that a crash cut short before anybody was asked is asked about, not given up`() async {
        let backend = Backend(done)
        #expect(await policed(backend).perform(call(5_001), attempt: 2).needsApproval)
        #expect(backend.called == 0)
    }

    @Test func `what was let through is let through again, though others have used the limit up meanwhile`() async {
        let doubtful = ActionAttempt.again(error: "504", after: nil)
        let approval = Approval(of: call(4_500, key: "k2"), by: "a1", at: Timestamp(milliseconds: 0))
        let ledger = InMemoryPolicyLedger()
        let first = policed(Backend(doubtful, done), ledger: ledger)
        #expect(await first.perform(call(4_000, key: "k1"), attempt: 1) == doubtful)
        #expect(
            await policed(Backend(done), approval: approval, ledger: ledger)
                .perform(call(4_500, key: "k2"), attempt: 1) == done)
        #expect(await first.perform(call(4_000, key: "k1"), attempt: 2) == done)
        // Another amount under the same key is another call.
        #expect(await first.perform(call(4_100, key: "k1"), attempt: 1).needsApproval)
    }

    @Test func `what did not happen is given back, what nobody knows is not`() async {
        let refused = ActionAttempt.finished(.refused(reason: "failed"))
        for (ended, isGivenBack) in [(refused, true), (.lost(error: "x"), false)] {
            let actions = policed(Backend(ended, done))
            #expect(await actions.perform(call(5_000, key: "k1"), attempt: 1) == ended)
            #expect(await actions.perform(call(5_000, key: "k2"), attempt: 1).needsApproval == !isGivenBack)
        }
    }

    @Test func `an approval lets exactly its own call through`() async {
        let approval = Approval(of: call(20_000), by: "a1", at: Timestamp(milliseconds: 0))
        let backend = Backend(done)
        #expect(await policed(backend, approval: approval).perform(call(20_000), attempt: 1) == done)
        for other in [call(20_001), call(20_000, key: "k2"), call(20_000, currency: "USD")] {
            #expect(await policed(backend, approval: approval).perform(other, attempt: 1) != done)
        }
        let high = Approval(of: call(50_001), by: "a1", at: Timestamp(milliseconds: 0))
        #expect(await policed(backend, approval: high).perform(call(50_001), attempt: 1) != done)
        #expect(backend.called == 1)
    }

    @Test func `what was spent is still spent after a crash`() async throws {
        let store = InMemoryStore()
        let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 0) }
        func ledger() async throws -> JournaledPolicyLedger {
            let ledger = JournaledPolicyLedger(store: store, now: clock)
            try await ledger.restore()
            return ledger
        }
        let refused = ActionAttempt.finished(.refused(reason: "failed"))
        let before = policed(Backend(done, refused, done), ledger: try await ledger())
        #expect(await before.perform(call(4_000, key: "k1"), attempt: 1) == done)
        #expect(await before.perform(call(1_000, key: "k2"), attempt: 1) == refused)
        let after = policed(Backend(done), ledger: try await ledger())
        #expect(await after.perform(call(4_000, key: "k1"), attempt: 2) == done)
        #expect(await after.perform(call(4_001, key: "k3"), attempt: 1).needsApproval)
        #expect(await after.perform(call(4_000, key: "k3"), attempt: 1) == done)
    }

    @Test func `when the ledger cannot be asked nothing is sent`() async {
        struct Broken: PolicyLedger {
            struct Fault: Error {}
            func book(_ question: PolicyQuestion) async throws -> PolicyDecision { throw Fault() }
            func release(_ action: ActionName, _ key: BusinessKey) async throws { throw Fault() }
        }
        let backend = Backend(done)
        #expect(await policed(backend, ledger: Broken()).perform(call(1), attempt: 1).isAgain)
        #expect(backend.called == 0)
    }

    @Test func `a thousand at once do not pass the limit`() async {
        let backend = Backend(done)
        let actions = policed(backend)
        let passed = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    await actions.perform(self.call(1_000, key: BusinessKey("k\(number)")), attempt: 1) == self.done
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(passed == 8)
        #expect(backend.called == 8)
    }

    @Test func `a full book lets nothing more through, and empties with the day`() throws {
        var book = PolicyBook(bound: 2)
        func question(_ key: BusinessKey, day: Int) -> PolicyQuestion {
            PolicyQuestion(
                action: "a", key: key, policy: Self.policy, money: Money(minor: 1, currency: "EUR"), customer: "v",
                day: CivilDate(number: Int64(day)), isApproved: false)
        }
        #expect(try book.book(question("1", day: 1)) == .allowed)
        #expect(try book.book(question("2", day: 1)) == .allowed)
        #expect(try book.book(question("2", day: 1)) == .allowed)
        #expect(throws: PolicyBook.Full.self) { try book.book(question("3", day: 1)) }
        #expect(try book.book(question("3", day: 2)) == .allowed)
    }

    @Test func `what counts against a limit is what is booked today, whatever came and went before`() throws {
        let policy = ActionPolicy(
            amount: "amount", currency: "EUR", perCall: nil, perCustomerAndDay: 700, callsPerCustomerAndDay: 3,
            perDay: 3_000, ceiling: nil, approvers: [], fourEyes: false)
        var chance = SplitMix64(state: 7)
        var book = PolicyBook(bound: 1_000)
        var booked: [BusinessKey: PolicyQuestion] = [:]
        var decisions = [0, 0]
        for _ in 0..<4_000 {
            let key = BusinessKey("k\(Int.random(in: 0..<60, using: &chance))")
            guard Int.random(in: 0..<3, using: &chance) > 0 else {
                book.release("a", key)
                booked[key] = nil
                continue
            }
            let customer = Int.random(in: 0..<12, using: &chance)
            let question = PolicyQuestion(
                action: "a", key: key, policy: policy,
                money: Money(minor: Int64.random(in: 1...500, using: &chance), currency: "EUR"),
                customer: customer == 0 ? nil : VisitorID("v\(customer)"),
                day: CivilDate(number: Int64.random(in: 1...2, using: &chance)), isApproved: customer < 3)
            let others = booked.values.filter { $0.key != key && $0.day == question.day }
            let mine = others.filter { $0.customer != nil && $0.customer == question.customer }
            let tally = PolicyTally(
                customerAmount: mine.reduce(0) { $0 + ($1.money?.minor ?? 0) }, customerCalls: mine.count,
                dayAmount: others.reduce(0) { $0 + ($1.money?.minor ?? 0) })
            let isAsBefore = booked[key].map { $0.money == question.money && $0.customer == question.customer } ?? false
            let plain = policy.decide(question.money, customer: question.customer, today: tally)
            let expected = question.isApproved || isAsBefore ? .allowed : plain
            #expect(try book.book(question) == expected)
            decisions[expected == .allowed ? 1 : 0] += 1
            if expected == .allowed { booked[key] = question }
            // As a restart reads it.
            if booked.count.isMultiple(of: 16) {
                book = try JSONDecoder().decode(PolicyBook.self, from: JSONEncoder().encode(book))
            }
        }
        #expect(decisions.allSatisfy { $0 > 400 }, "\(decisions)")
    }
}
