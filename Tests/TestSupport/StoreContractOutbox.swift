import Store
import Testing
import Vocabulary

extension StoreContract {
    static let ofTheOutbox: [StoreContract] = [
        StoreContract("an effect is claimed once while its lease runs, oldest first") { store in
            for (head, key) in ["a", "b", "c"].enumerated() {
                _ = try await store.commit(
                    Turn.commit(after: head, effects: [.run(Turn.call(turn: head + 1, key: BusinessKey(key)))]))
            }
            let first = try await store.claimEffects(limit: 2, lease: .seconds(10), now: Turn.at(1))
            #expect(first.map(\.call) == [Turn.call(turn: 1, key: "a"), Turn.call(turn: 2, key: "b")])
            #expect(first.map(\.attempt) == [1, 1])
            let second = try await store.claimEffects(limit: 9, lease: .seconds(10), now: Turn.at(2))
            #expect(second.map(\.call.key) == ["c"])
            #expect(try await store.claimEffects(limit: 9, lease: .seconds(10), now: Turn.at(9)).isEmpty)
        },
        StoreContract("a fresh effect is due at once, even when its clock was ahead") { store in
            _ = try await store.commit(
                Turn.commit(after: 0, effects: [.run(Turn.call(turn: 1, key: "k"))], at: 3_600))
            #expect(try await store.claimEffects(limit: 9, lease: .seconds(10), now: Turn.at(0)).count == 1)
        },
        StoreContract("a lease that ran out is given to the next, and the first may no longer settle") { store in
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(Turn.call(turn: 1, key: "k"))]))
            let lost = try #require(await claimed(in: store, at: 0))
            #expect(try await store.nextDue() == Turn.at(10))
            #expect(try await claimed(in: store, at: 9) == nil)
            let held = try #require(await claimed(in: store, at: 10))
            #expect(held.attempt == 2)
            #expect(held.lease != lost.lease)

            try await store.settle(lost, as: .finished(.refused(reason: "late")), now: Turn.at(11))
            #expect(try await store.undeliveredResults(limit: 9).isEmpty)
            try await store.settle(held, as: .finished(Turn.refunded), now: Turn.at(12))
            try await store.settle(held, as: .finished(.unknown), now: Turn.at(13))
            let results = try await store.undeliveredResults(limit: 9)
            #expect(results == [DeliverableResult(effect: held.call.id, result: Turn.refunded)])
        },
        StoreContract("a result is offered until a commit takes it in") { store in
            let call = Turn.call(turn: 1, key: "k")
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(call)]))
            let job = try #require(await claimed(in: store, at: 0))
            try await store.settle(job, as: .finished(Turn.refunded), now: Turn.at(1))
            for _ in 0..<2 {
                #expect(try await store.undeliveredResults(limit: 9).map(\.effect) == [call.id])
            }
            #expect(
                try await store.commit(Turn.commit(after: 0, delivered: call.id)) == .stale(head: SequenceNumber(1)))
            #expect(try await store.undeliveredResults(limit: 9).count == 1)
            _ = try await store.commit(
                Turn.commit(
                    after: 1, [Commit.Entry(sender: .system, event: .actionFinished(call.id, Turn.refunded))],
                    delivered: call.id))
            #expect(try await store.undeliveredResults(limit: 9).isEmpty)
            #expect(try await claimed(in: store, at: 99) == nil)
        },
        StoreContract("an effect is settled by the turn that takes its result in") { store in
            let call = Turn.call(turn: 1, key: "k")
            let other = Turn.call(Turn.two, turn: 1, key: "k")
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(call)]))
            _ = try await store.commit(Turn.commit(Turn.two, after: 0, effects: [.run(other)]))
            let job = try #require(await claimed(in: store, at: 0))
            let settlement = Settlement(job, as: .finished(Turn.refunded))
            let stale = Turn.commit(after: 0, delivered: call.id, settlement: settlement)
            #expect(try await store.commit(stale) == .stale(head: SequenceNumber(1)))
            #expect(try await store.undeliveredResults(limit: 9).isEmpty)

            let turn = Turn.commit(after: 1, delivered: call.id, settlement: settlement)
            #expect(try await store.commit(turn) == .written(head: SequenceNumber(2)))
            // Whoever waits under the same key is still to be told.
            let results = try await store.undeliveredResults(limit: 9)
            #expect(results == [DeliverableResult(effect: other.id, result: Turn.refunded)])
            #expect(try await claimed(in: store, at: 99) == nil)
        },
        StoreContract("a turn that settles what another runner has is not written") { store in
            let call = Turn.call(turn: 1, key: "k")
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(call)]))
            let lost = try #require(await claimed(in: store, at: 0))
            let held = try #require(await claimed(in: store, at: 10))
            let late = Settlement(lost, as: .finished(.refused(reason: "late")))
            #expect(
                try await store.commit(Turn.commit(after: 1, delivered: call.id, settlement: late)) == .leaseLost)
            #expect(try await store.history(of: Turn.one, after: .start, limit: 9).head == SequenceNumber(1))
            #expect(try await store.undeliveredResults(limit: 9).isEmpty)
            let inTime = Settlement(held, as: .finished(Turn.refunded))
            let turn = Turn.commit(after: 1, delivered: call.id, settlement: inTime)
            #expect(try await store.commit(turn) == .written(head: SequenceNumber(2)))
        },
        StoreContract("what was taken back is made anew under its old key, and taken back anew") { store in
            for (head, key) in ["k", "undo:k", "k", "undo:k"].enumerated() {
                let call = Turn.call(turn: head + 1, key: BusinessKey(key))
                _ = try await store.commit(Turn.commit(after: head, effects: [.run(call)]))
                let job = try #require(await claimed(in: store, at: Int64(head)), "\(key) is there to be done")
                #expect(job.call == call)
                try await store.settle(job, as: .finished(Turn.refunded), now: Turn.at(Int64(head)))
            }
            #expect(try await store.undeliveredResults(limit: 9).count == 4)
        },
        StoreContract("what could not be taken back still stands under its key") { store in
            let calls = ["k", "undo:k", "k"].enumerated().map { Turn.call(turn: $0 + 1, key: BusinessKey($1)) }
            for (head, result) in [Turn.refunded, .refused(reason: "failed")].enumerated() {
                _ = try await store.commit(Turn.commit(after: head, effects: [.run(calls[head])]))
                let job = try #require(await claimed(in: store, at: Int64(head)))
                try await store.settle(job, as: .finished(result), now: Turn.at(Int64(head)))
            }
            _ = try await store.commit(Turn.commit(after: 2, effects: [.run(calls[2])]))
            #expect(try await claimed(in: store, at: 9) == nil)
            let results = try await store.undeliveredResults(limit: 9)
            #expect(results.contains(DeliverableResult(effect: calls[2].id, result: Turn.refunded)))
        },
        StoreContract("an effect to be tried again waits for its time") { store in
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(Turn.call(turn: 1, key: "k"))]))
            let job = try #require(await claimed(in: store, at: 0))
            try await store.settle(job, as: .retry(at: Turn.at(30), error: "503"), now: Turn.at(1))
            #expect(try await store.nextDue() == Turn.at(30))
            #expect(try await claimed(in: store, at: 29) == nil)
            #expect(try await store.undeliveredResults(limit: 9).isEmpty)
            #expect(try await claimed(in: store, at: 30)?.attempt == 2)
        },
        StoreContract("a parked effect waits for a word or its time, and was not tried") { store in
            let call = Turn.call(turn: 1, key: "k")
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(call)]))
            let job = try #require(await claimed(in: store, at: 0))
            // Nobody hastens what is in hand.
            #expect(try await !store.hasten(call.id))
            #expect(try await claimed(in: store, at: 1) == nil)
            try await store.settle(job, as: .parked(until: Turn.at(30)), now: Turn.at(1))
            #expect(try await store.nextDue() == Turn.at(30))
            #expect(try await claimed(in: store, at: 29) == nil)
            #expect(try await store.hasten(call.id))
            let again = try #require(await claimed(in: store, at: 2))
            #expect(again.attempt == 1)
            #expect(again.lease != job.lease)
            try await store.settle(again, as: .parked(until: Turn.at(30)), now: Turn.at(3))
            let late = try #require(await claimed(in: store, at: 30))
            try await store.settle(late, as: .finished(Turn.refunded), now: Turn.at(31))
            #expect(try await store.hasten(call.id))
            #expect(try await claimed(in: store, at: 99) == nil)
        },
        StoreContract("an effect given up is shown to a person and delivered as failed") { store in
            let call = Turn.call(turn: 1, key: "k")
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(call)]))
            let job = try #require(await claimed(in: store, at: 0))
            try await store.settle(job, as: .dead(error: "always 500"), now: Turn.at(1))
            #expect(
                try await store.deadEffects(limit: 9) == [DeadEffect(call: call, attempts: 1, error: "always 500")])
            let failed = DeliverableResult(effect: call.id, result: .refused(reason: "failed"))
            #expect(try await store.undeliveredResults(limit: 9) == [failed])
            #expect(try await store.nextDue() == nil)
        },
        StoreContract("an effect whose outcome nobody knows is shown to a person too") { store in
            let call = Turn.call(turn: 1, key: "k")
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(call)]))
            let job = try #require(await claimed(in: store, at: 0))
            try await store.settle(job, as: .finished(.unknown), now: Turn.at(1))
            #expect(try await store.deadEffects(limit: 9).map(\.call) == [call])
            #expect(
                try await store.undeliveredResults(limit: 9) == [DeliverableResult(effect: call.id, result: .unknown)])
        },
    ]

    static let ofBusinessKeys: [StoreContract] = [
        StoreContract("two conversations under one business key share one effect and both get its result") { store in
            let mine = Turn.call(turn: 1, key: "refund:10042:1")
            let other = Turn.call(Turn.two, turn: 1, key: "refund:10042:1")
            _ = try await store.commit(Turn.commit(after: 0, effects: [.run(mine)]))
            _ = try await store.commit(Turn.commit(Turn.two, after: 0, effects: [.run(other)]))
            let jobs = try await store.claimEffects(limit: 9, lease: .seconds(10), now: Turn.at(0))
            #expect(jobs.map(\.call) == [mine])
            try await store.settle(try #require(jobs.first), as: .finished(Turn.refunded), now: Turn.at(1))
            let results = try await store.undeliveredResults(limit: 9)
            #expect(results == [mine.id, other.id].map { DeliverableResult(effect: $0, result: Turn.refunded) })
            _ = try await store.commit(Turn.commit(after: 1, delivered: mine.id))
            #expect(try await store.undeliveredResults(limit: 9).map(\.effect) == [other.id])
        },
        StoreContract("done and unknown keep the key, and a later call gets that result at once") { store in
            for (index, result) in [Turn.refunded, .unknown].enumerated() {
                let key = BusinessKey("refund:\(index)")
                let first = Turn.call(turn: 2 * index + 1, key: key)
                let later = Turn.call(turn: 2 * index + 2, key: key)
                _ = try await store.commit(Turn.commit(after: 2 * index, effects: [.run(first)]))
                let job = try #require(await claimed(in: store, at: 0))
                try await store.settle(job, as: .finished(result), now: Turn.at(1))
                _ = try await store.commit(
                    Turn.commit(after: 2 * index + 1, effects: [.run(later)], delivered: first.id))
                #expect(try await claimed(in: store, at: 99) == nil)
                let results = try await store.undeliveredResults(limit: 9)
                #expect(results.last == DeliverableResult(effect: later.id, result: result))
            }
        },
        StoreContract("a call that did not happen frees the key for a later one") { store in
            let outcomes: [OutboxOutcome] = [
                .finished(.refused(reason: "card_expired")), .finished(.overLimit), .dead(error: "500"),
            ]
            for (head, outcome) in outcomes.enumerated() {
                let call = Turn.call(turn: head + 1, key: "refund:10042:1")
                _ = try await store.commit(Turn.commit(after: head, effects: [.run(call)]))
                let job = try #require(await claimed(in: store, at: 0))
                #expect(job.call == call)
                try await store.settle(job, as: outcome, now: Turn.at(1))
            }
            #expect(try await store.undeliveredResults(limit: 9).count == outcomes.count)
        },
    ]

    /// The oldest effect that can be claimed, for ten seconds.
    private static func claimed(in store: any ConversationStore, at seconds: Int64) async throws -> OutboxJob? {
        try await store.claimEffects(limit: 1, lease: .seconds(10), now: Turn.at(seconds)).first
    }
}
