import Foundation
import GRDB
import SQLiteStore
import Store
import TestSupport
import Testing
import Vocabulary

@Suite struct SQLiteStoreTests {
    let file: StoreFile

    init() throws {
        file = try StoreFile()
    }

    @Test(arguments: StoreContract.all)
    func `the store on SQLite keeps the contract`(_ contract: StoreContract) async throws {
        let store = try file.open()
        try await contract.check(store)
        await store.close()
    }

    @Test func `what was acknowledged is there after a crash`() async throws {
        let store = try file.open()
        for number in 0..<20 {
            for round in 0..<5 {
                let result = try await store.commit(turn(conversation(number), after: 2 * round))
                #expect(result == written(2 * round + 2))
            }
        }
        let after = try StoreFile()
        try file.copyAsAfterACrash(to: after)
        let reopened = try after.open()
        #expect(reopened.logEpoch == store.logEpoch)
        for number in 0..<20 {
            let id = conversation(number)
            #expect(try await reopened.history(of: id, after: .start, limit: 99).records.count == 10)
            #expect(try await reopened.verifyChain(of: id) == .intact(events: 10))
        }
        await store.close()
        await reopened.close()
    }

    @Test func `timers, effects and results survive a restart`() async throws {
        let call = ActionCall(
            id: EffectID(conversation: "c", turn: SequenceNumber(1), index: 0), action: "refunds.create",
            arguments: ["order": .text("10042")], key: "refund:10042:1")
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        var store = try file.open()
        _ = try await store.commit(turn(after: 0, effects: [.run(call), .wake("idle", at: now + .seconds(5))]))
        await store.close()

        store = try file.open()
        #expect(try await store.dueTimers(now: now + .seconds(5), limit: 9).map(\.timer) == ["idle"])
        let job = try #require(await store.claimEffects(limit: 1, lease: .seconds(9), now: now).first)
        #expect(job.call == call)
        await store.close()

        store = try file.open()
        #expect(try await store.claimEffects(limit: 1, lease: .seconds(9), now: now).isEmpty)
        try await store.settle(job, as: .finished(.done([:])), now: now)
        await store.close()

        store = try file.open()
        #expect(try await store.undeliveredResults(limit: 9).map(\.effect) == [call.id])
        await store.close()
    }

    @Test func `full durability is set, and asked for again after opening`() async throws {
        let store = try file.open()
        #expect(store.durability == .full)
        await store.close()
    }

    @Test(arguments: [SQLiteStoreOptions.Durability.normal, .off])
    func `less durability needs somebody to say unsafe`(_ durability: SQLiteStoreOptions.Durability) async throws {
        #expect {
            try file.open { $0.durability = durability }
        } throws: { error in
            guard case .rejected(let reason)? = error as? StoreError else { return false }
            return reason.contains("--unsafe")
        }
        let store = try file.open {
            $0.durability = durability
            $0.unsafe = true
        }
        #expect(store.durability == durability)
        await store.close()
    }

    @Test func `closing writes what waits and turns the rest away`() async throws {
        let store = try file.open { $0.lockPatience = .minutes(5) }
        let lock = try file.holdWriteLock()
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    do {
                        return try await store.commit(turn(conversation(number), after: 0)) == written(2)
                    } catch StoreError.closed {
                        return false
                    }
                }
            }
            await until(store, accepted: 40)
            group.addTask {
                await store.close()
                return true
            }
            try lock.release()
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        let reopened = try file.open()
        let count = try await heads(of: reopened, upTo: 50).count { $0 == 2 }
        #expect(count == results.count { $0 } - 1)
        #expect(count >= 40)
        await reopened.close()
    }

    @Test func `more than the queue holds is busy, and nothing of it is written`() async throws {
        let store = try file.open {
            $0.longestQueue = 4
            $0.lockPatience = .minutes(5)
        }
        let lock = try file.holdWriteLock()
        try await withThrowingTaskGroup(of: Void.self) { group in
            // One in the writer's hands, blocked by the lock; four wait.
            group.addTask { _ = try await store.commit(turn(conversation(0), after: 0)) }
            await until(store, accepted: 1)
            while store.statistics.waiting > 0 { await Task.yield() }
            for number in 1...4 {
                group.addTask { _ = try await store.commit(turn(conversation(number), after: 0)) }
            }
            await until(store, accepted: 5)
            await #expect(throws: StoreError.busy) { try await store.commit(turn("late", after: 0)) }
            #expect(store.statistics.busyRefusals == 1)
            try lock.release()
            try await group.waitForAll()
        }
        #expect(try await store.history(of: "late", after: .start, limit: 1).head == .start)
        await store.close()
    }

    @Test func `many turns share a commit`() async throws {
        let store = try file.open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<100 {
                group.addTask {
                    for round in 0..<5 {
                        let result = try await store.commit(turn(conversation(client), after: 2 * round))
                        #expect(result == written(2 * round + 2))
                    }
                }
            }
            try await group.waitForAll()
        }
        let statistics = store.statistics
        #expect(statistics.turns == 500)
        #expect(statistics.commits < 250)
        #expect(statistics.commitLatency.count == statistics.commits)
        #expect(statistics.commitLatency.microseconds(atQuantile: 0.5) > 0)
        await store.close()
    }

    @Test func `the file is for its owner alone`() async throws {
        let store = try file.open()
        _ = try await store.commit(turn(after: 0))
        for suffix in ["", "-wal"] {
            let rights = try FileManager.default.attributesOfItem(atPath: file.path + suffix)[.posixPermissions]
            #expect(rights as? Int == 0o600)
        }
        await store.close()
    }

    @Test func `a row nobody can read does not stand in the way of others`() async throws {
        let calls = (0..<2).map { index in
            ActionCall(
                id: EffectID(conversation: "c", turn: SequenceNumber(1), index: index), action: "a", arguments: [:],
                key: BusinessKey("k-\(index)"))
        }
        let store = try file.open()
        _ = try await store.commit(turn(after: 0, effects: calls.map { .run($0) }))
        try file.tamper("UPDATE outbox SET arguments = 'no json' WHERE place = 0")
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        let jobs = try await store.claimEffects(limit: 9, lease: .seconds(9), now: now)
        #expect(jobs.map(\.call) == [calls[1]])
        await store.close()
    }

    private func heads(of store: SQLiteStore, upTo count: Int) async throws -> [Int] {
        var heads: [Int] = []
        for number in 0..<count {
            let id = conversation(number)
            heads.append(try await store.history(of: id, after: .start, limit: 1).head.rawValue)
        }
        return heads
    }
}
